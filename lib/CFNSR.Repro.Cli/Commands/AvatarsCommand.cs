using System.CommandLine;
using System.Globalization;
using CFNSR.Repro.Avatars;

namespace CFNSR.Repro.Cli.Commands;

/// <summary>`cfnsr avatars`: makes the synthetic audio-visual data set.</summary>
internal static class AvatarsCommand
{
    public static Command Create()
    {
        var output = new Option<string>("--out") { Description = "Folder that receives Actor_01/01-01-….mp4", Required = true };
        var actors = new Option<int>("--actors") { Description = "How many actors, 1 to 24 (60 clips each)", DefaultValueFactory = _ => 24 };
        var audio = new Option<string?>("--audio") { Description = "A folder with RAVDESS's 03- WAV files: real sound, only the picture is synthetic" };
        var units = new Option<string?>("--units")
        {
            Description = "A folder with RAVDESS's face tracking frame by frame: "
                + "each tracked clip is drawn with what its actor's face did, with the real sound where the folder holds it",
        };
        var size = new Option<string>("--size") { Description = "Picture size in pixels, such as 320x180 or 1280x720", DefaultValueFactory = _ => "320x180" };
        var seed = new Option<int>("--seed") { Description = "Seed of everything that varies" };
        var picture = new Option<double?>("--picture-ambiguity")
        {
            Description = "How hard the emotion is to see, 0 to 1", CustomParser = given => CommonOptions.Number(given),
        };
        var sound = new Option<double?>("--sound-ambiguity")
        {
            Description = "How hard the emotion is to hear in the made voices, 0 to 1", CustomParser = given => CommonOptions.Number(given),
        };
        var sheet = new Option<string?>("--sheet") { Description = "Also write a PNG contact sheet (emotions by actors) to this file" };
        var json = CommonOptions.Json();
        var command = new Command("avatars", """
            Makes mp4 files with a drawn face and a voice, in RAVDESS's own names. SYNTHETIC: for teaching and tests, never evidence.
            Clips that are there already are kept, so the same command goes on after an interruption.
              cfnsr avatars --actors 4 --out faces
              cfnsr avatars --actors 24 --out hybrid --audio /path/to/RAVDESS
              cfnsr avatars --units /path/to/RAVDESS --out followed
            """) { output, actors, audio, units, size, seed, picture, sound, sheet, json };
        command.SetAction((parsed, stop) => Task.Run(() =>
        {
            var terminal = new Terminal(parsed.GetValue(json));
            (int width, int height) = Size(parsed.GetValue(size)!);
            var options = new AvatarOptions
            {
                Output = parsed.GetValue(output)!, Actors = parsed.GetValue(actors),
                Audio = parsed.GetValue(audio), Units = parsed.GetValue(units),
                Width = width, Height = height, Seed = parsed.GetValue(seed),
            };
            if (parsed.GetValue(picture) is { } p) options = options with { PictureAmbiguity = p };
            if (parsed.GetValue(sound) is { } s) options = options with { SoundAmbiguity = s };
            options.Validate();
            AvatarReport report = terminal.WithProgress("avatars", bar => AvatarGenerator.Generate(
                options, new Relay<AvatarProgress>(x => bar.Report((x.Done, x.Total, x.Clip))), stop));
            if (parsed.GetValue(sheet) is { } file)
                AvatarSheet.Write(file, [.. Enumerable.Range(1, options.Actors)], seed: options.Seed, ambiguity: options.PictureAmbiguity);
            string what = options.Units is null ? "synthetic" : "synthetic faces after real action units";
            terminal.Line($"{report.Made} clips made, {report.Kept} kept, {report.Problems.Count} failed in {report.Elapsed.TotalSeconds:F0} s: "
                + $"{options.Output} ({what})");
            terminal.Problems(report.Problems);
            terminal.Json(new { report.Made, report.Kept, report.Problems, Seconds = report.Elapsed.TotalSeconds });
            return report.Problems.Count == 0 ? ExitCode.Fine : ExitCode.BadInput;
        }, stop));
        return command;
    }

    private static (int Width, int Height) Size(string text)
    {
        string[] parts = text.Split('x');
        return parts.Length == 2 && int.TryParse(parts[0], NumberStyles.None, CultureInfo.InvariantCulture, out int width)
            && int.TryParse(parts[1], NumberStyles.None, CultureInfo.InvariantCulture, out int height)
            ? (width, height)
            : throw new KitException($"--size {text} is not a picture size", expected: "width x height in pixels, such as 320x180");
    }
}
