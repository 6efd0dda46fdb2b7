using System.CommandLine;
using CFNSR.Repro.Data;
using Spectre.Console;

namespace CFNSR.Repro.Cli.Commands;

/// <summary>`cfnsr data`: looks after the data set.</summary>
internal static class DataCommand
{
    public static Command Create() => new("data", "Looks after the data set (data/README.md says how to get it).") { CreateCheck() };

    private static Command CreateCheck()
    {
        var folder = new Argument<string>("folder") { Description = "The folder that holds Actor_01 … Actor_24" };
        var json = CommonOptions.Json();
        var command = new Command("check", """
            Counts the clips of each actor and names every misnamed, empty, duplicate or missing file. Exit code 3 when there are any.
              cfnsr data check /path/to/RAVDESS
            """) { folder, json };
        command.SetAction(parsed =>
        {
            var terminal = new Terminal(parsed.GetValue(json));
            ClipIndex index = ClipIndex.Scan(parsed.GetRequiredValue(folder));
            var table = new Table().AddColumns("actor", "clips", "picture", "WAV");
            var actors = index.Clips.GroupBy(c => c.Name.Actor).OrderBy(g => g.Key)
                .Select(g => new { Actor = g.Key, Clips = g.Count(), Picture = g.Count(c => c.VideoFile is not null), Wav = g.Count(c => c.AudioFile is not null) })
                .ToList();
            foreach (var a in actors) table.AddRow($"{a.Actor:D2}", $"{a.Clips}", $"{a.Picture}", $"{a.Wav}");
            terminal.Write(table);
            terminal.Line($"{index.Clips.Count} clips of {actors.Count} actors (RAVDESS speech has 1440 of 24), {index.Problems.Count} problems");
            terminal.Problems(index.Problems);
            terminal.Json(new { Clips = index.Clips.Count, Actors = actors, index.Problems });
            return index.Problems.Count == 0 ? ExitCode.Fine : ExitCode.BadInput;
        });
        return command;
    }
}
