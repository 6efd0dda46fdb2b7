using System.CommandLine;
using CFNSR.Repro.Evaluation;
using CFNSR.Repro.Models;
using CFNSR.Repro.Training;

namespace CFNSR.Repro.Cli.Commands;

/// <summary>`cfnsr compare`: Table 2, published beside ours.</summary>
internal static class CompareCommand
{
    public static Command Create()
    {
        var systems = new Option<string>("--systems")
        {
            Description = $"Systems separated by commas, or all: {string.Join(", ", ModelZoo.Systems)}", DefaultValueFactory = _ => "averaging,cfnsr-msafnet",
        };
        var data = new Option<string?>("--data") { Description = "The data set; it is prepared first" };
        var store = new Option<string?>("--store") { Description = "The clip store; default RUNS/../stores/NAME when --data is given" };
        var preset = CommonOptions.Preset();
        var folds = new Option<string?>("--folds") { Description = "Folds of the split, such as 1-5; default every fold that the clips can run" };
        var seeds = new Option<string>("--seeds") { Description = "Seeds, such as 0,1,2", DefaultValueFactory = _ => "0" };
        var runs = CommonOptions.Runs();
        var overrides = CommonOptions.Overrides();
        var json = CommonOptions.Json();
        var command = new Command("compare", """
            Trains the systems that are missing, on one protocol, and prints Table 2: published, how it was measured, ours at three scores.
            Unimodal runs come first and every fusion starts from them. The same command goes on after an interruption.
              cfnsr compare --systems averaging,cfn-sr,cfnsr-msafnet --store store --folds 1-5
              cfnsr compare --systems all --data /path/to/RAVDESS --preset paper device=cuda
            """) { overrides, systems, data, store, preset, folds, seeds, runs, json };
        command.SetAction((parsed, stop) => Task.Run(() =>
        {
            var terminal = new Terminal(parsed.GetValue(json));
            string[] names = Names(parsed.GetValue(systems)!);
            string root = parsed.GetValue(runs)!, start = parsed.GetValue(preset) ?? "classroom";
            string[] changes = parsed.GetValue(overrides)!;
            Experiment basis = Training.Overrides.Apply(Presets.Get(start), changes);
            basis = basis with { Store = TrainCommand.StoreOf(parsed.GetValue(store), changes, basis, root) };
            if (parsed.GetValue(data) is { } dataSet)
                PrepareCommand.Prepare(terminal, dataSet, basis.Store, basis with { System = SystemToPrepare(names) }, null, stop, logMel: names.Contains("erann"));
            IReadOnlyList<int>? foldList = parsed.GetValue(folds) is { } text ? NumberList.Parse(text, "--folds") : null;
            IReadOnlyList<int> seedList = NumberList.Parse(parsed.GetValue(seeds)!, "--seeds");
            var done = terminal.WithProgress("compare", bar => SystemsRunner.Train(
                names, basis, root, foldList, seedList, changes, new Relay<TrainingProgress>(p => TrainCommand.Tell(terminal, bar, p)), stop));
            foreach (var (system, readers) in done)
                TrainCommand.Summarise(readers, SystemsRunner.Of(basis, system, root), root, TrainCommand.CommandLine($"compare --systems {string.Join(',', names)}", start, foldList, seedList, changes));
            IReadOnlyList<ComparisonRow> rows = Comparison.Rows(done.SelectMany(d => d.Runs).Select(r => r.Report));
            string file = Path.Combine(root, basis.Name, "table2.md");
            AtomicFile.WriteText(file, Comparison.ToMarkdown(rows));
            terminal.Line(Comparison.ToMarkdown(rows));
            terminal.Line($"Table: {file}; one summary a system beside it");
            terminal.Json(rows);
            return ExitCode.Fine;
        }, stop));
        return command;
    }

    private static string[] Names(string text)
    {
        string[] names = text == "all" ? [.. ModelZoo.Systems] : text.Split(',', StringSplitOptions.TrimEntries);
        string? unknown = names.FirstOrDefault(n => !ModelZoo.Systems.Contains(n));
        return unknown is null ? names : throw new KitException($"there is no system '{unknown}'", expected: string.Join(", ", ModelZoo.Systems));
    }

    /// <summary>Sound only when nothing that is asked for looks at the picture.</summary>
    private static string SystemToPrepare(string[] names) => names.All(n => n is "audio" or "erann") ? "audio" : "cfnsr-msafnet";
}
