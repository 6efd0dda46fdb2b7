using System.CommandLine;
using CFNSR.Repro.Training;

namespace CFNSR.Repro.Cli.Commands;

/// <summary>`cfnsr doctor`: what is there, what is missing, and the cure.</summary>
internal static class DoctorCommand
{
    public static Command Create()
    {
        var data = new Option<string?>("--data") { Description = "The data set to look at (default: the environment variable RAVDESS)" };
        var preset = CommonOptions.Preset();
        var json = CommonOptions.Json();
        var command = new Command("doctor", """
            Looks at SDK, packages, libtorch, CUDA, OpenCV, ffmpeg, espeak-ng, data set, disk and memory, with a cure for each line.
              cfnsr doctor
              cfnsr doctor --data /path/to/RAVDESS --preset paper
            """) { data, preset, json };
        command.SetAction(parsed =>
        {
            var terminal = new Terminal(parsed.GetValue(json));
            string name = parsed.GetValue(preset) ?? "classroom";
            double need = MemoryEstimate.GiB(Presets.Get(name));
            IReadOnlyList<DoctorLine> lines = Doctor.Examine(parsed.GetValue(data), ".", need, name);
            foreach (DoctorLine line in lines) terminal.Line(line.ToString());
            terminal.Json(lines);
            return lines.Any(l => l.Status == "fail") ? ExitCode.Failed : ExitCode.Fine;
        });
        return command;
    }
}
