using System.CommandLine;
using CFNSR.Repro.Data;
using CFNSR.Repro.Features.Tracking;
using Spectre.Console;

namespace CFNSR.Repro.Cli.Commands;

/// <summary>`cfnsr data`: looks after the data set.</summary>
internal static class DataCommand
{
    public static Command Create() => new("data", "Looks after the data set (data/README.md says how to get it).") { CreateGet(), CreateCheck() };

    private static Command CreateGet()
    {
        var folder = new Argument<string>("folder") { Description = "Where the data set goes" };
        const string parts = "video, sound, tracking; several with commas";
        var what = new Option<string>("--what") { Description = parts, DefaultValueFactory = _ => "sound" };
        var actors = new Option<string?>("--actors") { Description = "Actors whose videos are wanted, such as 1-4; default all" };
        var keep = new Option<bool>("--keep") { Description = "Keep the archives after unpacking" };
        var address = new Option<string>("--address") { Description = "Another server: its address with {record} and {name}", DefaultValueFactory = _ => new FetchOptions().Address };
        var json = CommonOptions.Json();
        var command = new Command("get", """
            Fetches RAVDESS from its Zenodo record and unpacks it: goes on after a cut, checks size and MD5, does nothing twice.
            The licence is CC BY-NC-SA 4.0. Exit code 3 when an archive could not be had; the same command tries it again.
              cfnsr data get ravdess --what sound
              cfnsr data get ravdess --what sound,tracking
              cfnsr data get ravdess --what video --actors 1-4
            """) { folder, what, actors, keep, address, json };
        command.SetAction((parsed, stop) => Task.Run(() =>
        {
            var terminal = new Terminal(parsed.GetValue(json));
            IReadOnlyList<Archive> archives = Archives.Of(Kinds(parsed.GetValue(what)!), parsed.GetValue(actors) is { } text ? NumberList.Parse(text, "--actors") : null);
            var options = new FetchOptions { Keep = parsed.GetValue(keep), Address = parsed.GetValue(address)! };
            FetchReport report = terminal.WithProgress("data get", bar => DataSetFetch.Run(archives, parsed.GetRequiredValue(folder), options,
                new Relay<FetchProgress>(p =>
                {
                    if (p.Note is not null) terminal.Remark(p.Note);
                    bar.Report((p.Done, p.Of, p.Archive));
                }), stop).GetAwaiter().GetResult());
            terminal.Line($"{report.Fetched.Count} archives fetched, {report.Kept.Count} were there, {report.Problems.Count} could not be had: {parsed.GetValue(folder)}");
            terminal.Problems(report.Problems);
            terminal.Json(report);
            return report.Problems.Count == 0 ? ExitCode.Fine : ExitCode.BadInput;
        }, stop));
        return command;
    }

    private static ArchiveKind[] Kinds(string text) =>
    [
        .. text.Split(',', StringSplitOptions.TrimEntries).Select(word => Enum.TryParse(word, ignoreCase: true, out ArchiveKind kind) && Enum.IsDefined(kind) && !char.IsDigit(word[0])
            ? kind : throw new KitException($"--what {word} is not a part of the data set", expected: "video, sound or tracking")),
    ];

    private static Command CreateCheck()
    {
        var folder = new Argument<string>("folder") { Description = "The folder that holds Actor_01 … Actor_24" };
        var names = new Option<bool>("--names") { Description = "Look at names only; open no clip" };
        var json = CommonOptions.Json();
        var command = new Command("check", """
            Counts the clips of each actor and emotion against the 60 that RAVDESS has, opens every file, and names what is misnamed, empty,
            unreadable, silent, short, double or missing, mp4 files without sound, and face tracking with frames of low confidence, with
            heads that jump, or of another length than the sound. Exit code 3 when there are any.
              cfnsr data check /path/to/RAVDESS
            """) { folder, names, json };
        command.SetAction((parsed, stop) => Task.Run(() =>
        {
            var terminal = new Terminal(parsed.GetValue(json));
            ClipIndex index = ClipIndex.Scan(parsed.GetRequiredValue(folder));
            TrackingFiles tracking = TrackingFiles.Find(index.Root);
            IReadOnlyList<ClipProblem> problems = parsed.GetValue(names) ? [.. index.Problems.Union(tracking.Problems)]
                : terminal.WithProgress("data check", bar => DataSetCheck.Run(index, tracking,
                    progress: new Relay<int>(done => bar.Report((done, index.Clips.Count, ""))), cancel: stop));
            var table = new Table().AddColumns(["actor", "clips", .. Emotions.Names, "picture", "03 sound", "tracking"]);
            var actors = index.Clips.GroupBy(c => c.Name.Actor).OrderBy(g => g.Key).Select(g => new
            {
                Actor = g.Key, Clips = g.Count(), Emotions = Emotions.All.Select(emotion => g.Count(c => c.Name.Emotion == emotion)).ToArray(),
                Picture = g.Count(c => c.VideoFile is not null), Wav = g.Count(c => c.AudioFile is not null),
                Tracking = g.Count(c => tracking.Sources.ContainsKey(c.Name.Trial)),
            }).ToList();
            foreach (var a in actors)
            {
                table.AddRow([$"{a.Actor:D2}", $"{a.Clips}", .. Emotions.All.Select((emotion, i) => Count(a.Emotions[i], emotion)),
                    $"{a.Picture}", $"{a.Wav}", $"{a.Tracking}"]);
            }

            terminal.Write(table);
            terminal.Line($"{index.Clips.Count} clips of {actors.Count} actors (RAVDESS speech has 1440 of 24), {problems.Count} problems");
            terminal.Line(Tracked(tracking));
            terminal.Problems(problems);
            int tracked = tracking.Sources.Count;
            terminal.Json(new { Clips = index.Clips.Count, Expected = 1440, Tracked = tracked, Actors = actors, Problems = problems });
            return problems.Count == 0 ? ExitCode.Fine : ExitCode.BadInput;
        }, stop));
        return command;

        static string Tracked(TrackingFiles files)
        {
            ILookup<TrackingKind, TrackingSource> of = files.Sources.Values.ToLookup(source => source.Kind);
            return $"{files.Sources.Count} clips with face tracking: {of[TrackingKind.File].Count()} in CSV files, "
                + $"{of[TrackingKind.Archive].Count()} in the archive, {of[TrackingKind.Means].Count()} by their means"
                + (files.Skipped > 0 ? $"; {files.Skipped} files or rows of song or of picture alone were passed over" : "");
        }

        static string Count(int clips, Emotion emotion) => clips == Emotions.TrialsPerActor(emotion) ? $"{clips}" : $"{clips} of {Emotions.TrialsPerActor(emotion)}";
    }
}
