using System.CommandLine;
using CFNSR.Repro.Data;
using CFNSR.Repro.Evaluation.SingleClips;
using CFNSR.Repro.Figures;
using CFNSR.Repro.Training;
using Spectre.Console;

namespace CFNSR.Repro.Cli.Commands;

/// <summary>`cfnsr predict`: a run is asked about one clip.</summary>
internal static class PredictCommand
{
    public static Command Create()
    {
        var clip = new Argument<string>("clip") { Description = "WAV or mp4, of any name; a run that sees frames needs the mp4" };
        var run = new Option<string>("--run") { Description = "The run's folder (its newest version) or one version's", Required = true };
        var tracking = new Option<string?>("--tracking")
        {
            Description = "For a run on face tracking: OpenFace's CSV of the clip, units by frame, or a table of means with its name",
        };
        var checkpoint = new Option<string>("--checkpoint") { Description = "best or last", DefaultValueFactory = _ => Checkpoint.Best };
        checkpoint.AcceptOnlyFromAmong(Checkpoint.Best, Checkpoint.Last);
        var output = new Option<string?>("--out") { Description = "HTML file that receives sound, face, probabilities and attention" };
        var device = new Option<string>("--device") { Description = "auto, cpu, cuda or cuda:n", DefaultValueFactory = _ => "auto" };
        var json = CommonOptions.Json();
        var command = new Command("predict", """
            Prepares one clip as the run's own and gives eight probabilities. The run's clip store is not needed.
              cfnsr predict clip.wav --run runs/audio/fold-1/seed-0
              cfnsr predict clip.wav --tracking clip.csv --run runs/tracking/cfnsr-msafnet/fold-1/seed-0 --out clip.html
              cfnsr predict clip.mp4 --run runs/classroom/cfnsr-msafnet/fold-1/seed-0 --json
            """) { clip, run, tracking, checkpoint, output, device, json };
        command.SetAction(parsed =>
        {
            var terminal = new Terminal(parsed.GetValue(json));
            ClipPrediction said = PredictClip.Of(parsed.GetValue(run)!, parsed.GetValue(clip)!, parsed.GetValue(tracking),
                parsed.GetValue(checkpoint)!, parsed.GetValue(device)!);
            var table = new Table().AddColumns("emotion", "probability");
            foreach (Emotion emotion in Emotions.All.OrderByDescending(e => said.Probabilities[(int)e]))
                table.AddRow(Word(emotion), FormattableString.Invariant($"{said.Probabilities[(int)emotion]:F4}"));
            terminal.Line($"{said.Clip}: {Word(said.Predicted)}{(said.Shown is { } shown ? $"; its name says {Word(shown)}" : "")}");
            terminal.Write(table);
            if (said.SeenActor)
                terminal.Line("Warning: the run trained or validated on this actor; the answer says nothing about strangers.");
            if (parsed.GetValue(output) is { } page)
            {
                PredictionPage.Write(said, page);
                terminal.Line($"Written: {page}");
            }

            terminal.Json(new
            {
                said.Clip, said.System, said.Epoch, Emotion = Word(said.Predicted), Shown = said.Shown is { } known ? Word(known) : null,
                said.SeenActor, Probabilities = Emotions.All.ToDictionary(Word, e => said.Probabilities[(int)e]), said.Attention,
            });
            return ExitCode.Fine;
        });
        return command;
    }

    private static string Word(Emotion emotion) => emotion.ToString().ToLowerInvariant();
}
