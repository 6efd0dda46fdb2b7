using CFNSR.Repro.Data;
using CFNSR.Repro.Training;

namespace CFNSR.Repro.Evaluation;

/// <summary>
/// Measures what ways of measuring are worth on the same clips: the choice of the epoch and of the fold from the runs of <c>cfnsr compare</c>, which are
/// shared; deviations of published code and the subject-dependent split as ready-made grids of <see cref="Ablation"/>; and the accuracy over
/// many drawn test folds. Killed at any moment, the same call goes on where it was.
/// It is no grid because half of it trains nothing (it reads the runs of a comparison) and the drawn folds are a split, not a setting.
/// </summary>
public static class Honesty
{
    /// <summary>The part that trains the audio stream on drawn test folds.</summary>
    public const string Draws = "draws";

    private const int TestActors = 4;
    private const int MostDraws = 1000;

    /// <summary>All parts beyond what the runs themselves say: grids of <see cref="AblationGrids"/>, and <see cref="Draws"/>.</summary>
    public static IReadOnlyList<string> Parts { get; } = ["subject-dependence", "batch-attention", "channel-order", "augmentation", Draws];

    /// <summary>The parts that clips without a picture can show.</summary>
    public static IReadOnlyList<string> SoundParts { get; } = ["subject-dependence", Draws];

    /// <summary>Trains what is missing and sums up.</summary>
    /// <param name="systems">The systems whose choices of epoch and fold are measured.</param>
    /// <param name="parts">Some of <see cref="Parts"/>.</param>
    /// <param name="draws">How many drawn test folds the audio stream is trained for, 1 to 1000.</param>
    /// <param name="basis">The settings that all runs share.</param>
    /// <param name="root">The folder of all runs.</param>
    /// <param name="folds">Numbers of the folds; null takes every fold that the clips can run.</param>
    /// <param name="seeds">The seeds; the drawn test folds take the first.</param>
    /// <param name="command">The command that repeats it.</param>
    /// <param name="data">What the clips are, in words.</param>
    /// <param name="overrides">The overrides as the user gave them.</param>
    /// <param name="progress">Told after every step.</param>
    /// <param name="cancel">Ctrl-C: the step at hand is finished and a checkpoint written.</param>
    /// <exception cref="KitException">A setting, store or run folder is bad.</exception>
    public static HonestySummary Measure(
        IReadOnlyList<string> systems, IReadOnlyList<string> parts, int draws, Experiment basis, string root, IReadOnlyList<int>? folds, IReadOnlyList<int> seeds,
        string command, string data, IReadOnlyList<string>? overrides = null, IProgress<TrainingProgress>? progress = null, CancellationToken cancel = default)
    {
        if (draws is < 1 or > MostDraws) throw new KitException($"{draws} drawn test folds cannot be trained", expected: $"1 to {MostDraws}");
        var lines = new List<HonestyLine>();
        var distributions = new List<ScoreDistribution>();
        var sums = new List<FoldsSummary>();
        var sources = new List<Provenance>();
        foreach (var (system, runs) in SystemsRunner.Train(systems, basis, root, folds, seeds, overrides, progress, null, cancel))
        {
            sums.Add(FoldsSummary.Of([.. runs], $"{basis.Name}/{system}", command, data, ""));
            lines.AddRange(HonestyLines.Of([.. runs.Select(run => run.Report)]));
            distributions.AddRange(ScoreDistribution.OutOfFold([.. runs.Select(JudgedRun.Read)], TestActors));
        }

        foreach (var grid in parts.Where(part => part != Draws).Select(AblationGrids.Get).SelectMany(grid => For(grid, systems)))
        {
            var (summary, _) = Ablation.Train(grid, basis, frozen: true, root, folds, seeds, command, _ => command, data, overrides, progress, cancel);
            sources.Add(summary);
            lines.AddRange(summary.Answers.Select(answer => Line(grid, summary, answer)));
        }

        if (parts.Contains(Draws))
        {
            int actors = Actors(basis);
            int possible = (int)Math.Min(MostDraws, ActorDraws.Choices(actors, TestActors)); // one split for any number of draws, so that more draws keep the first
            Experiment drawn = SystemsRunner.Of(basis, "audio", root) with { Name = $"{basis.Name}/honesty-draws", Split = ActorDraws.Name(TestActors, actors, possible, 0) };
            var runs = Folds.Train(drawn, root, [.. Enumerable.Range(1, Math.Min(draws, possible))], [.. seeds.Take(1)], overrides, progress, cancel);
            sources.Add(FoldsSummary.Of([.. runs], drawn.Name, command, data, ""));
            distributions.InsertRange(0, ScoreDistribution.OfRuns([.. runs.Select(run => run.Report)], actors));
        }

        var first = sums[0];
        sources.AddRange(sums);
        var result = new HonestySummary
        {
            Name = $"{basis.Name}/honesty", Command = command, Settings = [.. first.Settings.Where(setting => sums.All(sum => sum.Settings.Contains(setting)))],
            Data = data, DataHash = DataHash(basis), Split = first.Split, SplitHash = first.SplitHash,
            Commit = Provenance.Words(sources.Select(source => source.Commit)), Hardware = Provenance.Words(sources.Select(source => source.Hardware)), LibTorch = Provenance.Words(sources.Select(source => source.LibTorch)),
            Date = sources.Max(source => source.Date)!, Lines = lines, Distributions = distributions,
        };
        result.Write(Path.Combine(root, basis.Name, "honesty"));
        return result;
    }

    /// <summary>The grid for the systems at hand: subject dependence is measured for each single stream, the others have a system of their own.</summary>
    private static IEnumerable<AblationGrid> For(AblationGrid grid, IReadOnlyList<string> systems) => grid.Name != "subject-dependence" ? [grid]
        : SystemsRunner.InOrder(systems).Where(system => !SystemsRunner.IsFusion(system)).Select(system => grid with { System = system, Name = $"{grid.Name}-{system}" });

    private static HonestyLine Line(AblationGrid grid, AblationSummary summary, AblationAnswer answer)
    {
        var (first, second) = (row(answer.First), row(answer.Second));
        AblationResult row(int number) => summary.Rows.Single(result => result.Number == number);
        double score(AblationResult row) => (answer.Epoch == "validation" ? row.Validation! : row.Last).Mean;
        return new HonestyLine(
            grid.Name, answer.Question, second.System, first.Label, score(first), second.Label, score(second), answer.P,
            FormattableString.Invariant($"{first.Runs} runs each, {(answer.Epoch == "validation" ? "epoch chosen on validation actors" : "last epoch")}{(summary.Frozen ? ", encoders frozen" : "")}"));
    }

    private static int Actors(Experiment basis)
    {
        using var store = ClipStore.Open(basis.Store);
        return store.Names.Max(name => name.Actor);
    }

    private static string DataHash(Experiment basis)
    {
        using var store = ClipStore.Open(basis.Store);
        return store.Hash;
    }
}
