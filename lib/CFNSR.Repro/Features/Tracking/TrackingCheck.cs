using System.Collections.Concurrent;
using System.Globalization;
using CFNSR.Repro.Data;

namespace CFNSR.Repro.Features.Tracking;

/// <summary>
/// Reads the tracking of clips and reports frames of low confidence, heads that jump, and tracks that are not as long as the sound. What
/// many clips share is one line. Clips may be read by several threads.
/// </summary>
internal sealed class TrackingCheck(TrackingFiles files)
{
    /// <summary>Frames that a track may have more or fewer than its sound; of 300 real clips all have 0 to 2 fewer.</summary>
    public const double FramesApart = 3;

    private const int Many = 10; // more clips than this share a line

    private readonly ConcurrentBag<(string Kind, string Cure, TrackingSource Source, string Share)> found = [];
    private readonly ConcurrentBag<ClipProblem> unreadable = [];

    /// <summary>Reads the tracking of a clip, if it has any by frame.</summary>
    /// <param name="name">The clip.</param>
    /// <param name="seconds">How long its sound is; null without.</param>
    public void Read(ClipName name, double? seconds)
    {
        if (!files.Sources.TryGetValue(name.Trial, out TrackingSource? source) || source.Kind == TrackingKind.Means) return;
        try
        {
            FaceTracking face = source.Read();
            Note(face.MissingFrames, face.Frames, FormattableString.Invariant($"have a confidence below {FaceTracking.LowestConfidence}"),
                "They are interpolated; look at the video if there are many.");
            Note(face.JumpFrames?.Count ?? 0, face.Frames, "show a head that moved or turned too fast", "Look at the video.");
            if (seconds * TrackingFile.FramesPerSecond is { } expected && Math.Abs(expected - face.Frames) > FramesApart)
                Note(face.Frames, expected, "are there by the length of the sound", "Is it the tracking of this clip? Fetch it again.");
        }
        catch (KitException error)
        {
            unreadable.Add(new ClipProblem(error.File ?? source.Label, error.What, error.Cure ?? "Fetch it again."));
        }

        void Note(int frames, double of, string kind, string cure)
        {
            if (frames > 0) found.Add((kind, cure, source, string.Create(CultureInfo.InvariantCulture, $"{frames} of {of:0}")));
        }
    }

    /// <summary>All that was found, and clips that are without tracking or have nothing else.</summary>
    /// <param name="clips">The clips that were read.</param>
    public IEnumerable<ClipProblem> Problems(IReadOnlyList<Clip> clips)
    {
        var lines = files.Problems.Concat(unreadable);
        foreach (var kind in found.GroupBy(one => (one.Kind, one.Cure)))
        {
            var all = kind.OrderBy(one => one.Source.Name.Trial, StringComparer.Ordinal).ToList();
            lines = lines.Concat(all.Count <= Many
                ? all.Select(one => new ClipProblem(one.Source.Label, $"{one.Share} frames {kind.Key.Kind}", kind.Key.Cure))
                : [new ClipProblem(files.Root, $"in the tracking of {all.Count} clips, frames {kind.Key.Kind}: "
                    + string.Join(", ", all.Select(one => $"{one.Source.Name} ({one.Share})")), kind.Key.Cure)]);
        }

        if (files.Sources.Count == 0) return lines;
        string[] have = [.. clips.Select(clip => clip.Name.Trial)];
        return [.. lines, .. Lacking(have.Except(files.Sources.Keys), "are not tracked"),
            .. Lacking(files.Sources.Keys.Except(have), "are tracked and have neither sound nor picture")];
    }

    private IEnumerable<ClipProblem> Lacking(IEnumerable<string> trials, string what)
    {
        string[] all = [.. trials];
        if (all.Length == 0) return [];
        string listed = string.Join(", ", all.Take(6)) + (all.Length > 6 ? ", ..." : "");
        return [new ClipProblem(files.Root, $"{all.Length} clips {what}: {listed}", "Get the rest, or go on with what is there.")];
    }
}
