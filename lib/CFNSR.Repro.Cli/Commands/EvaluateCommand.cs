using System.CommandLine;
using CFNSR.Repro.Evaluation;
using CFNSR.Repro.Models;
using CFNSR.Repro.Training;
using Spectre.Console;

namespace CFNSR.Repro.Cli.Commands;

/// <summary>`cfnsr evaluate`: a finished run's weights, judged again.</summary>
internal static class EvaluateCommand
{
    public static Command Create()
    {
        var run = new Argument<string>("run") { Description = "The run's folder (its newest version) or one version's folder" };
        var checkpoint = new Option<string>("--checkpoint") { Description = "best or last", DefaultValueFactory = _ => Checkpoint.Best };
        checkpoint.AcceptOnlyFromAmong(Checkpoint.Best, Checkpoint.Last);
        var missing = new Option<string>("--missing") { Description = "A modality to take away: none, audio or video", DefaultValueFactory = _ => "none" };
        missing.AcceptOnlyFromAmong("none", "audio", "video");
        var fold = new Option<int?>("--fold") { Description = "The fold whose test actors are judged; default the run's own" };
        var store = new Option<string?>("--store") { Description = "The clip store; default the run's own" };
        var device = new Option<string>("--device") { Description = "auto, cpu, cuda or cuda:n", DefaultValueFactory = _ => "auto" };
        var json = CommonOptions.Json();
        var command = new Command("evaluate", """
            Judges a checkpoint on a test fold, also with one modality taken away.
              cfnsr evaluate runs/classroom-cfnsr-msafnet/fold-1/seed-0
              cfnsr evaluate runs/classroom-cfnsr-msafnet/fold-1/seed-0 --missing video
            """) { run, checkpoint, missing, fold, store, device, json };
        command.SetAction(parsed =>
        {
            var terminal = new Terminal(parsed.GetValue(json));
            Evaluated judged = EvaluateRun.Of(parsed.GetValue(run)!, parsed.GetValue(checkpoint)!,
                Enum.Parse<MissingModality>(parsed.GetValue(missing)!, ignoreCase: true), parsed.GetValue(fold), parsed.GetValue(store), parsed.GetValue(device)!);
            var table = new Table().AddColumns("clips", "accuracy", "UAR", "macro-F1", "loss");
            string Percent(double share) => FormattableString.Invariant($"{100 * share:F2}");
            table.AddRow($"{judged.Predictions.Count}", Percent(judged.Metrics.Accuracy), Percent(judged.Metrics.Uar), Percent(judged.Metrics.MacroF1),
                FormattableString.Invariant($"{judged.Metrics.CrossEntropy:F4}"));
            terminal.Line($"Weights of epoch {judged.Epoch}, missing modality: {parsed.GetValue(missing)}");
            terminal.Write(table);
            if (judged.SeenActors.Count > 0)
                terminal.Line($"Warning: actors {string.Join(", ", judged.SeenActors)} were in this run's training or validation; the score says nothing about strangers.");
            terminal.Json(judged);
            return ExitCode.Fine;
        });
        return command;
    }
}
