using System.CommandLine;
using CFNSR.Repro.Data;
using CFNSR.Repro.Evaluation;

namespace CFNSR.Repro.Cli.Commands;

/// <summary>`cfnsr honesty`: what the ways of measuring are worth on the same clips.</summary>
internal static class HonestyCommand
{
    public static Command Create()
    {
        var systems = new Option<string?>("--systems") { Description = "Systems whose choices of epoch and fold are measured; default cfnsr-msafnet, or audio for a store without pictures" };
        var parts = new Option<string?>("--parts") { Description = $"What else is trained: {string.Join(", ", Honesty.Parts)}, or none; default all that the clips allow" };
        var draws = new Option<int>("--draws") { Description = "Test folds of four drawn actors that the audio stream is trained for", DefaultValueFactory = _ => 60 };
        var options = new RunOptions();
        Command command = options.AddTo(new Command("honesty", """
            Measures in points, on the same clips: choosing the epoch on the test fold, reporting one fold, never testing some actors, testing actors
            that were trained on, summing attention over the batch, BGR, crops by frame; and the accuracy over many test folds of drawn actors, with the
            published numbers marked. Runs are shared with compare; the same command goes on after an interruption.
              cfnsr honesty --store store --preset audio --seeds 0,1,2
              cfnsr honesty --systems cfnsr-msafnet --parts batch-attention,channel-order --store store
            """) { systems, parts, draws });
        command.SetAction((parsed, stop) => Task.Run(() =>
        {
            RunRequest request = options.Read(parsed);
            bool picture = request.Data is not null ? request.Preset != "audio" : HasPicture(request.Basis.Store);
            string[] names = RunOptions.Systems(parsed.GetValue(systems) ?? (picture ? "cfnsr-msafnet" : "audio"));
            string[] asked = parsed.GetValue(parts) switch
            {
                null => [.. picture ? Honesty.Parts : Honesty.SoundParts],
                "none" => [],
                var text => text.Split(',', StringSplitOptions.TrimEntries),
            };
            if (asked.FirstOrDefault(part => !Honesty.Parts.Contains(part)) is { } unknown)
                throw new KitException($"there is no part '{unknown}'", expected: string.Join(", ", Honesty.Parts) + " or none");
            request.Prepare([.. names, .. asked.Except(Honesty.SoundParts).Select(part => AblationGrids.Get(part).System)], stop);
            string verb = $"honesty --systems {string.Join(',', names)} --parts {(asked.Length == 0 ? "none" : string.Join(',', asked))}"
                + (asked.Contains(Honesty.Draws) ? $" --draws {parsed.GetValue(draws)}" : "");
            HonestySummary? summary = request.Train("honesty", names, (folds, seeds, progress, cancel) => Honesty.Measure(
                names, asked, parsed.GetValue(draws), request.Basis, request.Root, folds, seeds, request.Command(verb), request.DataWords(),
                request.Changes, progress, cancel), stop);
            if (summary is null) return ExitCode.Fine;
            request.Terminal.Line(summary.ToMarkdown());
            request.Terminal.Line($"Summary: {Path.Combine(request.Root, summary.Name, "summary.md")}");
            request.Terminal.Json(summary);
            return ExitCode.Fine;
        }, stop));
        return command;
    }

    private static bool HasPicture(string store)
    {
        using ClipStore opened = ClipStore.Open(store);
        return opened.Has(StoreArray.Frames);
    }
}
