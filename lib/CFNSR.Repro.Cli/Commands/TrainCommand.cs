using System.CommandLine;
using CFNSR.Repro.Data;
using CFNSR.Repro.Models;
using CFNSR.Repro.Training;
using Spectre.Console;

namespace CFNSR.Repro.Cli.Commands;

/// <summary>`cfnsr train`: one system, over folds and seeds.</summary>
internal static class TrainCommand
{
    public static Command Create()
    {
        var system = new Argument<string>("system") { Description = $"What to train: {string.Join(", ", ModelZoo.Systems)}" };
        system.AcceptOnlyFromAmong([.. ModelZoo.Systems]);
        var data = new Option<string?>("--data") { Description = "The data set; it is prepared first" };
        var store = new Option<string?>("--store") { Description = "The clip store; default RUNS/../stores/NAME when --data is given" };
        var preset = CommonOptions.Preset();
        var folds = new Option<string?>("--folds") { Description = "Folds of the split, such as 1-5; default every fold that the clips can run" };
        var seeds = new Option<string>("--seeds") { Description = "Seeds, such as 0,1,2", DefaultValueFactory = _ => "0" };
        var runs = CommonOptions.Runs();
        var overrides = CommonOptions.Overrides();
        var json = CommonOptions.Json();
        var command = new Command("train", """
            Trains a system and prints three scores: last epoch, epoch chosen on validation actors, best epoch on the test fold.
            Finished runs are kept and unfinished ones resumed, so the same command goes on after an interruption.
              cfnsr train audio --data /path/to/RAVDESS --seeds 0,1,2
              cfnsr train cfnsr-msafnet --store store --preset classroom --folds 1 heads=4 epochs=5
              cfnsr train cfnsr-msafnet --store store --preset paper device=cuda
            """) { system, overrides, data, store, preset, folds, seeds, runs, json };
        command.SetAction((parsed, stop) => Task.Run(() =>
        {
            var terminal = new Terminal(parsed.GetValue(json));
            string name = parsed.GetValue(system)!, root = parsed.GetValue(runs)!;
            string[] changes = parsed.GetValue(overrides)!;
            string start = parsed.GetValue(preset) ?? (name is "audio" or "erann" ? name : "classroom");
            Experiment basis = Presets.Get(start) with { System = name, Name = start == name ? name : $"{start}-{name}" };
            Experiment experiment = Training.Overrides.Apply(basis, changes);
            experiment = experiment with { Store = StoreOf(parsed.GetValue(store), changes, experiment, root) };
            if (parsed.GetValue(data) is { } dataSet) PrepareCommand.Prepare(terminal, dataSet, experiment.Store, experiment, null, stop);
            IReadOnlyList<int>? foldList = parsed.GetValue(folds) is { } text ? NumberList.Parse(text, "--folds") : null;
            IReadOnlyList<int> seedList = NumberList.Parse(parsed.GetValue(seeds)!, "--seeds");
            IReadOnlyList<RunReader> done = terminal.WithProgress($"train {name}", bar => Folds.Train(
                experiment, root, foldList, seedList, changes, new Relay<TrainingProgress>(p => Tell(terminal, bar, p)), stop));
            Print(terminal, done);
            FoldsSummary summary = Summarise(done, experiment, root, CommandLine($"train {name}", start, foldList, seedList, changes));
            terminal.Line(summary.ToMarkdown());
            terminal.Line($"Summary: {Path.Combine(root, experiment.Name, "summary.md")}");
            terminal.Json(summary);
            return ExitCode.Fine;
        }, stop));
        return command;
    }

    /// <summary>The store that was named, or one beside the runs.</summary>
    public static string StoreOf(string? named, string[] changes, Experiment experiment, string root) =>
        named ?? (changes.Any(c => c.StartsWith("store=", StringComparison.Ordinal))
            ? experiment.Store : Path.Combine(Path.GetDirectoryName(Path.GetFullPath(root))!, "stores", experiment.Name));

    public static void Tell(Terminal terminal, IProgress<(double, double, string)> bar, TrainingProgress p)
    {
        if (p.Note is not null) terminal.Remark(p.Note);
        bar.Report(((p.Epoch - 1) + (p.Step / Math.Max(1.0, p.Steps)), p.Epochs, FormattableString.Invariant($"{p.Run} epoch {p.Epoch}/{p.Epochs} loss {p.Loss:F3}")));
    }

    private static void Print(Terminal terminal, IReadOnlyList<RunReader> runs)
    {
        var table = new Table().AddColumns("fold", "seed", "last epoch", "chosen on validation", "best on test", "UAR (last)");
        foreach (RunReport r in runs.Select(run => run.Report))
        {
            string Score(EpochScore? score) => score is null ? "-" : FormattableString.Invariant($"{100 * score.Test.Accuracy:F2} (epoch {score.Epoch})");
            table.AddRow($"{r.Fold}", $"{r.Seed}", Score(r.Last), Score(r.Validation), Score(r.BestTest), FormattableString.Invariant($"{100 * r.Last.Test.Uar:F2}"));
        }
        terminal.Write(table);
    }

    /// <summary>Writes summary.md, summary.json and curves.csv of one system's folds and seeds.</summary>
    public static FoldsSummary Summarise(IReadOnlyList<RunReader> runs, Experiment experiment, string root, string command)
    {
        using ClipStore store = ClipStore.Open(experiment.Store);
        var summary = FoldsSummary.Of([.. runs], experiment.Name, command, store.Words, store.Hash);
        summary.Write(Path.Combine(root, experiment.Name));
        CurvesFile.Write(Path.Combine(root, experiment.Name, CurvesFile.FileName), runs);
        return summary;
    }

    /// <summary>The command to print beside the numbers; paths stand as DIR, so that it can be committed.</summary>
    public static string CommandLine(string verb, string preset, IReadOnlyList<int>? folds, IReadOnlyList<int> seeds, string[] changes) =>
        $"cfnsr {verb} --data DIR --preset {preset}" + (folds is null ? "" : $" --folds {string.Join(',', folds)}") + $" --seeds {string.Join(',', seeds)}"
        + string.Concat(changes.Where(c => !c.Contains('/', StringComparison.Ordinal)).Select(c => " " + c));
}
