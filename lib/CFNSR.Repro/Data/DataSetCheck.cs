using System.Collections.Concurrent;
using System.Globalization;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using CFNSR.Repro.Features.Tracking;

namespace CFNSR.Repro.Data;

/// <summary>
/// Opens every clip of a data set once and reports all that is wrong with it: unreadable files, missing sound tracks, clips that are silent or
/// shorter than the features cover, recordings that are there twice under different names, and face tracking that is not to be trusted.
/// </summary>
public static class DataSetCheck
{
    /// <summary>The features need the sound up to here; a shorter clip is filled up with silence (data/paper/models.md §9).</summary>
    public const double ShortSeconds = 2.95;

    /// <summary>A clip whose loudest sample is below this is silent: one step of 16-bit sound.</summary>
    private const float Silence = 1.5f / 32768;

    /// <summary>Checks the clips of an index.</summary>
    /// <param name="index">The clips; its own problems (names, duplicates, gaps) come first in the result.</param>
    /// <param name="tracking">Their face tracking.</param>
    /// <param name="workers">Clips at a time; 0 takes one a processor.</param>
    /// <param name="progress">Told how many clips are done, on the thread that did the last.</param>
    /// <param name="cancel">Stops between two clips.</param>
    /// <returns>Everything odd, sorted by file.</returns>
    public static IReadOnlyList<ClipProblem> Run(
        ClipIndex index, TrackingFiles tracking, int workers = 0, IProgress<int>? progress = null, CancellationToken cancel = default)
    {
        ArgumentNullException.ThrowIfNull(index);
        var tracks = new TrackingCheck(tracking);
        var problems = new ConcurrentBag<ClipProblem>(index.Problems);
        var sums = new ConcurrentBag<(string Sum, string File)>();
        int done = 0;
        var parallel = new ParallelOptions { MaxDegreeOfParallelism = workers > 0 ? workers : Environment.ProcessorCount, CancellationToken = cancel };
        Parallel.ForEach(index.Clips, parallel, clip =>
        {
            double? seconds = Sound(clip, sums, problems);
            if (Picture(clip) is { } problem) problems.Add(problem);
            tracks.Read(clip.Name, seconds);
            progress?.Report(Interlocked.Increment(ref done));
        });
        foreach (var same in sums.GroupBy(sum => sum.Sum).Where(group => group.Count() > 1))
        {
            string[] files = [.. same.Select(sum => sum.File).Order(StringComparer.Ordinal)];
            problems.Add(new ClipProblem(files[0], $"is the same recording as {string.Join(", ", files[1..])}", "Nothing to do if they are of one actor: a split over actors keeps them together."));
        }

        return [.. problems.Union(tracks.Problems(index.Clips)).OrderBy(problem => problem.File, StringComparer.Ordinal)
            .ThenBy(problem => problem.What, StringComparer.Ordinal)];
    }

    /// <summary>Reads a clip's sound. How long it is; null when it cannot be read.</summary>
    private static double? Sound(Clip clip, ConcurrentBag<(string Sum, string File)> sums, ConcurrentBag<ClipProblem> problems)
    {
        if (clip.SoundFile is not { } file) return null;
        try
        {
            AudioSignal signal = AudioFile.Read(file);
            if (signal.Note is { } note) problems.Add(new ClipProblem(file, note, WavFile.OddCure));
            sums.Add((Convert.ToHexString(SHA256.HashData(MemoryMarshal.AsBytes(signal.Samples.AsSpan()))), file));
            double seconds = (double)signal.Samples.Length / signal.SampleRate;
            if (signal.Samples.All(sample => Math.Abs(sample) < Silence))
                problems.Add(new(file, "is silent", "Get the file again, or leave the clip out."));
            else if (seconds < ShortSeconds)
            {
                string what = string.Create(
                    CultureInfo.InvariantCulture, $"lasts {seconds:F3} s, less than the {ShortSeconds} s that the features cover");
                problems.Add(new(file, what, "Nothing to do: it is filled up with silence."));
            }

            return seconds;
        }
        catch (KitException error)
        {
            problems.Add(Of(file, error));
            return null;
        }
    }

    private static ClipProblem? Picture(Clip clip)
    {
        if (clip.VideoFile is not { } file) return null;
        try
        {
            using var video = VideoFile.Open(file);
            return null;
        }
        catch (KitException error)
        {
            return Of(file, error);
        }
    }

    private static ClipProblem Of(string file, KitException error) => new(error.File ?? file, error.What, error.Cure ?? "Get the file again, or leave the clip out.");
}
