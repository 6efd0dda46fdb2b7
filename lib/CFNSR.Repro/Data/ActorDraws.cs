using System.Globalization;
using System.Text.RegularExpressions;

namespace CFNSR.Repro.Data;

/// <summary>
/// Splits whose test actors are drawn: the name says all, <c>draw-4of20-60folds-seed0</c> has 60 folds that each test 4 of the actors 1 to 20
/// and train on the others. A pure function of the name, so it needs no file; for the question how much an accuracy depends on who is tested.
/// Folds are drawn one by one, no two of them alike; an actor may be tested in several. Nothing balances men and women.
/// </summary>
public static partial class ActorDraws
{
    private const int MostFolds = 10000;

    /// <summary>The name of such a split.</summary>
    /// <param name="test">Test actors of a fold.</param>
    /// <param name="actors">Actors 1 to this number take part; at most 24.</param>
    /// <param name="folds">Folds.</param>
    /// <param name="seed">The draw's seed.</param>
    public static string Name(int test, int actors, int folds, int seed) =>
        string.Create(CultureInfo.InvariantCulture, $"draw-{test}of{actors}-{folds}folds-seed{seed}");

    /// <summary>How many choices of k among n there are.</summary>
    /// <param name="n">Among how many.</param>
    /// <param name="k">How many are chosen, 0 to n.</param>
    public static long Choices(int n, int k)
    {
        long choices = 1;
        for (int i = 1; i <= k; i++) choices = choices * (n - k + i) / i;
        return choices;
    }

    /// <summary>Some choices of k among 0 to n - 1, each ascending: all of them in order if there are no more than wanted, else drawn by seed, no two alike.</summary>
    /// <param name="n">Among how many.</param>
    /// <param name="k">How many are chosen.</param>
    /// <param name="wanted">How many choices at most.</param>
    /// <param name="seed">The draw's seed.</param>
    public static IReadOnlyList<int[]> Choose(int n, int k, int wanted, int seed)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(k, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(k, n);
        return Choices(n, k) <= wanted ? All(n, k) : Drawn(n, k, wanted, seed);
    }

    /// <summary>The split of this name, or null when the name is of another kind.</summary>
    internal static SplitFile? Read(string name)
    {
        var match = Pattern().Match(name);
        if (!match.Success) return null;
        int[] numbers = [.. match.Groups.Values.Skip(1).Select(group => int.TryParse(group.Value, NumberStyles.None, CultureInfo.InvariantCulture, out int n) ? n : -1)];
        var (test, actors, folds, seed) = (numbers[0], numbers[1], numbers[2], numbers[3]);
        if (test < 1 || actors <= test || actors > ClipName.Actors || folds is < 1 or > MostFolds || folds > Choices(actors, test) || seed < 0)
        {
            throw new KitException("asks for what cannot be drawn", name, "test actors below the number of actors, at most 24 actors, at most as many folds as there are choices",
                "For example draw-4of20-60folds-seed0.");
        }

        var lines = Drawn(actors, test, folds, seed).Select((chosen, index) => new SplitFile.FoldLine(
            index + 1, [.. chosen.Select(actor => actor + 1)], [.. Enumerable.Range(1, actors).Except(chosen.Select(actor => actor + 1))], null));
        string title = string.Create(CultureInfo.InvariantCulture, $"{folds} draws of {test} test actors among actors 1 to {actors}, seed {seed}");
        return new SplitFile(name, title, "drawn by the kit", false, [.. lines]);
    }

    private static List<int[]> All(int n, int k)
    {
        var all = new List<int[]>();
        int[] chosen = [.. Enumerable.Range(0, k)];
        while (true)
        {
            all.Add([.. chosen]);
            int place = k - 1;
            while (place >= 0 && chosen[place] == n - k + place) place--;
            if (place < 0) return all;
            chosen[place]++;
            for (int next = place + 1; next < k; next++) chosen[next] = chosen[next - 1] + 1;
        }
    }

    private static List<int[]> Drawn(int n, int k, int wanted, int seed)
    {
        var seen = new HashSet<string>();
        var drawn = new List<int[]>();
        var random = KeyedRandom.For(seed, n, k, "actor draws");
        int[] order = [.. Enumerable.Range(0, n)];
        while (drawn.Count < wanted)
        {
            random.Shuffle<int>(order);
            int[] chosen = [.. order.Take(k).Order()];
            if (seen.Add(string.Join(',', chosen))) drawn.Add(chosen);
        }

        return drawn;
    }

    [GeneratedRegex("^draw-([0-9]+)of([0-9]+)-([0-9]+)folds-seed([0-9]+)$")]
    private static partial Regex Pattern();
}
