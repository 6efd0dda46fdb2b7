using CFNSR.Repro.Training;

namespace CFNSR.Repro.Evaluation;

/// <summary>
/// Trains the rows of a grid on one protocol. Killed at any moment, the same call goes on where it was: finished runs are kept.
/// A row that changes nothing shares its runs with <c>cfnsr compare</c>, unless the encoders are frozen. Taught in notebook 10.
/// </summary>
public static class Ablation
{
    /// <summary>Trains what is missing, unimodal runs first (those of <see cref="SystemsRunner"/>), and sums up.</summary>
    /// <param name="grid">The rows.</param>
    /// <param name="basis">The settings that all rows share.</param>
    /// <param name="frozen">
    /// Keeps the encoders of fusions as the unimodal runs left them. Their outputs are then computed once for all rows, and a row takes seconds;
    /// frames are not augmented. Rows of a single stream are trained as ever.
    /// </param>
    /// <param name="root">The folder of all runs.</param>
    /// <param name="folds">Numbers of the folds; null takes every fold that the clips can run.</param>
    /// <param name="seeds">The seeds.</param>
    /// <param name="command">The command that repeats it.</param>
    /// <param name="rowCommand">The command that trains one row by itself.</param>
    /// <param name="data">What the clips are, in words.</param>
    /// <param name="overrides">The overrides as the user gave them.</param>
    /// <param name="progress">Told after every step.</param>
    /// <param name="cancel">Ctrl-C: the step at hand is finished and a checkpoint written.</param>
    /// <returns>The summary, and the runs of each row; none for a row whose training diverged, which the summary names and leaves out.</returns>
    /// <exception cref="KitException">A setting, store or run folder is bad.</exception>
    public static (AblationSummary Summary, IReadOnlyList<IReadOnlyList<RunReader>> Runs) Train(
        AblationGrid grid, Experiment basis, bool frozen, string root, IReadOnlyList<int>? folds, IReadOnlyList<int> seeds,
        string command, Func<AblationRow, string> rowCommand, string data,
        IReadOnlyList<string>? overrides = null, IProgress<TrainingProgress>? progress = null, CancellationToken cancel = default)
    {
        Experiment[] rows = [.. grid.Rows.Select((_, row) => Of(grid, row, basis, frozen, root))]; // bad settings show before anything is trained
        string[] streams = [.. SystemsRunner.InOrder([.. rows.Select(row => row.System)]).Where(system => system is "audio" or "video")];
        if (rows.Any(row => row.InitVideo.Length > 0)) SystemsRunner.Train(streams, basis, root, folds, seeds, overrides, progress, null, cancel);
        var lost = new List<string>();
        IReadOnlyList<RunReader>[] runs = [.. rows.Select(Row)];
        if (runs.All(own => own.Count == 0)) throw new KitException($"no row of {grid.Name} has a result: {lost[0]}", cure: "Lower lr, or set clip_grad=1.");
        var summary = Sum(grid, rows, runs, frozen, basis.Name, command, rowCommand, data) with { Lost = lost };
        summary.Write(Path.Combine(root, basis.Name, "ablate-" + grid.Name));
        return (summary, runs);

        IReadOnlyList<RunReader> Row(Experiment row, int index)
        {
            try
            {
                return Folds.Train(row, root, folds, seeds, overrides, progress, cancel);
            }
            catch (TrainingDivergedException error)
            {
                lost.Add(FormattableString.Invariant($"row {index + 1} ({grid.Rows[index].Label}): {error.Message}"));
                return [];
            }
        }
    }

    /// <summary>The settings of one row.</summary>
    /// <param name="grid">The rows.</param>
    /// <param name="row">Index of the row, from 0.</param>
    /// <param name="basis">The settings that all rows share.</param>
    /// <param name="frozen">Whether fusions keep their encoders.</param>
    /// <param name="root">The folder of all runs.</param>
    public static Experiment Of(AblationGrid grid, int row, Experiment basis, bool frozen, string root)
    {
        IReadOnlyList<string> settings = grid.Rows[row].Settings;
        Experiment plain = SystemsRunner.Of(basis, Overrides.Apply(basis with { System = grid.System }, settings).System, root);
        Experiment start = frozen && SystemsRunner.IsFusion(plain.System)
            ? plain with { FreezeEncoders = true, Augment = false, Encodings = Path.Combine(root, basis.Name, "encodings") }
            : plain;
        Experiment own = Overrides.Apply(start, settings);
        return own == plain ? plain : own with { Name = FormattableString.Invariant($"{basis.Name}/ablate-{grid.Name}/row-{row + 1}") };
    }

    private static AblationSummary Sum(
        AblationGrid grid, Experiment[] rows, IReadOnlyList<RunReader>[] runs, bool frozen, string name, string command, Func<AblationRow, string> rowCommand,
        string data)
    {
        int[] there = [.. Enumerable.Range(0, rows.Length).Where(row => runs[row].Count > 0)];
        string hash = runs[there[0]][0].Report.DataHash ?? "";
        FoldsSummary[] sums = [.. there.Select(row => FoldsSummary.Of([.. runs[row]], rows[row].Name, "", data, hash))];
        JudgedRun[][] judged = [.. runs.Select(own => own.Select(JudgedRun.Read).ToArray())];
        PairedTest? test(int first, int second) =>
            PairedTest.Of(grid.Rows[second - 1].Label, judged[second - 1], grid.Rows[first - 1].Label, judged[first - 1]);
        return new AblationSummary
        {
            Actors = judged.SelectMany(own => own).SelectMany(run => run.Report.TestActors).Distinct().Count(),
            Name = $"{name}/ablate-{grid.Name}", What = grid.What, Command = command,
            Settings = [.. sums[0].Settings.Where(setting => sums.All(sum => sum.Settings.Contains(setting)))],
            Frozen = frozen && rows.Any(row => row.FreezeEncoders), Data = data, DataHash = hash, Split = sums[0].Split, SplitHash = sums[0].SplitHash,
            Commit = Provenance.Words(sums.Select(sum => sum.Commit)), Hardware = Provenance.Words(sums.Select(sum => sum.Hardware)), LibTorch = Provenance.Words(sums.Select(sum => sum.LibTorch)), Date = sums.Max(sum => sum.Date)!,
            Rows = [.. there.Select((row, place) => Row(row, sums[place], row == 0 ? null : test(1, row + 1)))],
            Answers =
            [
                .. from question in grid.Questions
                   let answer = test(question.First, question.Second)
                   where answer is not null
                   select new AblationAnswer(question.First, question.Second, question.Text, answer.Selection == Selection.Validation ? "validation" : "last",
                       answer.Difference, answer.PermutationP, answer.McNemarP),
            ],
        };

        AblationResult Row(int row, FoldsSummary sum, PairedTest? against) => new(
            row + 1, grid.Rows[row].Label, sum.System, grid.Rows[row].Settings, rowCommand(grid.Rows[row]), sum.Runs.Count, sum.Last.Runs,
            sum.Validation?.Runs, sum.BestTest.Runs, sum.Uar.Runs, sum.Pooled!, sum.Parameters, Math.Round(sum.Runs.Sum(run => run.Seconds), 1),
            against?.Difference, against?.PermutationP);
    }
}
