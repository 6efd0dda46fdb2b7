using System.CommandLine;
using CFNSR.Repro.Data;
using CFNSR.Repro.Features;
using CFNSR.Repro.Training;

namespace CFNSR.Repro.Cli.Commands;

/// <summary>`cfnsr prepare`: files to a clip store.</summary>
internal static class PrepareCommand
{
    public static Command Create()
    {
        var data = new Option<string>("--data") { Description = "The data set: RAVDESS, or a folder of avatars", Required = true };
        var store = new Option<string>("--store") { Description = "Folder of the clip store, made or brought up to date", Required = true };
        var preset = CommonOptions.Preset();
        var landmarks = new Option<string?>("--landmarks") { Description = "Folder of OpenFace CSV files, for face_box=landmarks" };
        var overrides = CommonOptions.Overrides();
        var json = CommonOptions.Json();
        var command = new Command("prepare", """
            Takes frames and MFCC of every clip, once. Run again, it does only what changed; bad files are named at the end and cost nothing else.
              cfnsr prepare --data faces --store store --preset classroom
              cfnsr prepare --data /path/to/RAVDESS --store store --preset paper image_size=112 frames=16
            """) { overrides, data, store, preset, landmarks, json };
        command.SetAction((parsed, stop) => Task.Run(() =>
        {
            var terminal = new Terminal(parsed.GetValue(json));
            Experiment experiment = Training.Overrides.Apply(Presets.Get(parsed.GetValue(preset) ?? "classroom"), parsed.GetValue(overrides)!);
            PrepareReport report = Prepare(terminal, parsed.GetValue(data)!, parsed.GetValue(store)!, experiment, parsed.GetValue(landmarks), stop);
            terminal.Json(report);
            return report.Failures.Count == 0 ? ExitCode.Fine : ExitCode.BadInput;
        }, stop));
        return command;
    }

    /// <summary>Prepares and prints what was done; also used by `train --data`.</summary>
    public static PrepareReport Prepare(Terminal terminal, string data, string store, Experiment experiment, string? landmarks, CancellationToken stop, bool logMel = false)
    {
        ClipIndex index = ClipIndex.Scan(data);
        PrepareOptions options = experiment.ToPrepareOptions(landmarks, data);
        if (logMel) options = options with { LogMel = experiment.ToLogMelOptions() };
        PrepareReport report = terminal.WithProgress("prepare", bar => ClipPreparer.Prepare(
            index, store, options, new Relay<PrepareProgress>(p => bar.Report((p.Done, p.Total, p.Clip.ToString()))), stop));
        terminal.Line($"{report.Made} clips prepared, {report.Kept} kept, {report.Failures.Count} failed: {store}");
        terminal.Problems(index.Problems);
        terminal.Problems(report.Failures);
        terminal.Problems(report.Notes);
        return report;
    }
}
