using System.CommandLine;
using CFNSR.Repro.Evaluation;
using CFNSR.Repro.Models;
using CFNSR.Repro.Training;

namespace CFNSR.Repro.Cli.Commands;

/// <summary>`cfnsr compare`: Table 2, published beside ours, and every system paired with one of them.</summary>
internal static class CompareCommand
{
    public static Command Create()
    {
        var systems = new Option<string>("--systems")
        {
            Description = $"Systems separated by commas, or all: {string.Join(", ", ModelZoo.Systems)}", DefaultValueFactory = _ => "averaging,cfnsr-msafnet",
        };
        var against = new Option<string?>("--against") { Description = "The system that the others are tested against; default cfnsr-msafnet if it is among them, else the first" };
        var options = new RunOptions();
        Command command = options.AddTo(new Command("compare", """
            Trains the systems that are missing, on one protocol, and prints Table 2: published, how it was measured, ours at three scores;
            then every system against one of them on the same clips, with p values. Unimodal runs come first and every fusion starts from them.
            The same command goes on after an interruption.
              cfnsr compare --systems averaging,cfn-sr,cfnsr-msafnet --store store --folds 1-5
              cfnsr compare --systems all --against cfn-sr --data /path/to/RAVDESS --preset paper device=cuda
            """) { systems, against });
        command.SetAction((parsed, stop) => Task.Run(() =>
        {
            RunRequest request = options.Read(parsed);
            string[] names = RunOptions.Systems(parsed.GetValue(systems)!);
            IReadOnlyList<string> trained = SystemsRunner.InOrder(names);
            string reference = parsed.GetValue(against) ?? PairedTests.Reference(names);
            if (!trained.Contains(reference)) throw new KitException($"--against {reference} is not among the systems", expected: string.Join(", ", trained));
            request.Prepare(names, stop);
            var lost = new List<(string System, string Reason)>();
            var done = request.Train("compare", trained, (folds, seeds, progress, cancel) => SystemsRunner.Train(
                names, request.Basis, request.Root, folds, seeds, request.Changes, progress, (system, reason) => lost.Add((system, reason)), cancel), stop);
            if (done is null) return ExitCode.Fine;
            string made = request.Command($"compare --systems {string.Join(',', names)}");
            foreach (var (system, readers) in done)
                TrainCommand.Summarise(readers, SystemsRunner.Of(request.Basis, system, request.Root), request.Root, made);
            IReadOnlyList<ComparisonRow> rows = Comparison.Rows(done.SelectMany(d => d.Runs).Select(r => r.Report));
            IReadOnlyList<PairedTest> paired = lost.Any(row => row.System == reference) ? [] : PairedTests.Of([.. done.Select(d => (d.System, (IReadOnlyList<JudgedRun>)[.. d.Runs.Select(JudgedRun.Read)]))], reference);
            string text = $"{Comparison.ToMarkdown(rows)}\n{PairedTests.ToMarkdown(paired)}";
            string file = Path.Combine(request.Root, request.Basis.Name, "table2.md");
            AtomicFile.WriteText(file, text);
            request.Terminal.Line(text);
            request.Terminal.Line($"Tables: {file}; one summary a system beside it");
            foreach (var (system, reason) in lost) request.Terminal.Remark($"{system} has no row: {reason}");
            request.Terminal.Json(new { rows, against = reference, paired, lost = lost.Select(row => new { row.System, row.Reason }) });
            return lost.Count == 0 ? ExitCode.Fine : ExitCode.Failed;
        }, stop));
        return command;
    }
}
