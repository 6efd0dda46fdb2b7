using System.Globalization;

namespace CFNSR.Repro.Tests.Faults;

/// <summary>
/// Runs a series of command lines undisturbed, then again and again with faults at random changes of files, as a user would who repeats the same
/// commands until they are through; each time the result must be the undisturbed one. The faults are drawn from a fixed seed.
/// </summary>
/// <param name="folder">Where the runs go.</param>
/// <param name="commands">The command lines, given the folder of one run.</param>
internal sealed class Disturbance(TemporaryFolder folder, Func<string, string[][]> commands)
{
    private List<string>? expected;
    private int changes;

    /// <summary>How many faults a test makes: few in CI, CFNSR_KILLS=50 for the long form.</summary>
    public static int Wanted(int usual) =>
        Environment.GetEnvironmentVariable("CFNSR_KILLS") is { Length: > 0 } text ? int.Parse(text, CultureInfo.InvariantCulture) : usual;

    /// <summary>Makes so many faults; returns a sentence about them.</summary>
    /// <param name="wanted">The number of faults.</param>
    /// <param name="seed">Decides the moments.</param>
    /// <param name="kind">kill, full or readonly.</param>
    /// <param name="paths">Words of the paths whose changes count; the whole folder by default.</param>
    public string Survive(int wanted, int seed, string kind = "kill", string? paths = null)
    {
        string whole = folder["whole"];
        if (expected is null)
        {
            Assert.True(Attempt(whole, paths ?? whole, 0, kind, out changes), "the undisturbed run was disturbed");
            expected = FolderSnapshot.Of(whole);
        }

        Assert.True(changes > 10, $"only {changes} changes of files to choose from");
        var random = new Random(seed);
        int faults = 0, rounds = 0, processes = 0;
        while (faults < wanted)
        {
            string run = folder[FormattableString.Invariant($"{kind}-{++rounds}")];
            while (true)
            {
                processes++;
                if (Attempt(run, paths ?? run, faults < wanted ? Moment() : 0, kind, out _)) break;
                faults++;
            }

            Assert.Equal(expected, FolderSnapshot.Of(run));
            Directory.Delete(run, recursive: true);
        }

        // early moments more often than late ones: what is done stays done, so a rerun makes fewer changes
        int Moment() => random.Next(1, 1 + (random.Next(2) == 0 ? changes : changes / 3));

        return FormattableString.Invariant($"{faults} of {processes} tries met the fault, {rounds} times repeated to the end, {rounds} results equal, {changes} moments to choose from");
    }

    /// <summary>The same with a wall clock that jumps to and fro, on a computer set to Turkish.</summary>
    public void SurviveClockAndLanguage()
    {
        string run = folder["clock"];
        foreach (string[] command in commands(run))
        {
            var done = FaultyProcess.Run(command, run, clock: true, language: "tr_TR.UTF-8");
            Assert.True(done.Exit == 0, done.Error);
            Assert.DoesNotMatch(@"-\d+[.:]", done.Error); // no negative time in what it says
        }

        Assert.Equal(expected, FolderSnapshot.Of(run));
    }

    /// <summary>Runs the series; false when it met the fault.</summary>
    private bool Attempt(string run, string paths, int at, string kind, out int made)
    {
        made = 0;
        foreach (string[] command in commands(run))
        {
            var done = FaultyProcess.Run(command, paths, at > made ? at - made : 0, kind);
            if (done.Killed && kind == "kill" && at > made) return false;
            made += done.Changes;
            if (kind != "kill" && at > 0 && made >= at && done.Exit != 0)
            {
                AssertNamed(done, run);
                return false;
            }

            Assert.True(done.Exit == 0, $"{string.Join(' ', command)}: {done.Exit} {done.Error}");
        }

        return true;
    }

    /// <summary>A full or read-only disk is told with the file and the cure, and never by a stack trace.</summary>
    private static void AssertNamed(FaultyProcess done, string run)
    {
        Assert.Equal(3, done.Exit);
        string last = done.Error.TrimEnd().Split('\n')[^1];
        Assert.Matches("cannot be (written|made)", last);
        Assert.Contains(run, last, StringComparison.Ordinal);
        Assert.Matches("disk has room|free space|is writable", last);
        Assert.DoesNotContain("   at ", done.Error, StringComparison.Ordinal);
    }
}
