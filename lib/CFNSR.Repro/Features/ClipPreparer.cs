using System.Collections.Concurrent;
using System.Globalization;
using System.Runtime.InteropServices;
using System.Text.Json;
using System.Text.Json.Serialization;
using CFNSR.Repro.Data;
using CFNSR.Repro.Features.Tracking;

namespace CFNSR.Repro.Features;

/// <summary>
/// Makes a clip store from a clip index: frames (<see cref="FrameExtractor"/>) or action units (<see cref="TrackingFeatures"/>), and sound features
/// (<see cref="AudioFeatures"/>) of each clip.
/// Several clips at a time; a clip that cannot be used is reported and costs nothing else. Run again, it does only what changed; killed at any
/// moment and run again, it ends with the same bytes as a run that was not.
/// </summary>
public sealed class ClipPreparer
{
    /// <summary>Raised when the same options and files would give other numbers than before: old stores are then made again.</summary>
    private const string FramesVersion = "3", SoundVersion = "3", TrackingVersion = "1";

    private static readonly JsonSerializerOptions Flat = new(Json.Options) { Converters = { new JsonStringEnumConverter(JsonNamingPolicy.KebabCaseLower) } };

    private readonly ClipIndex index;
    private readonly PrepareOptions options;
    private readonly IReadOnlyList<StoreArray> arrays;
    private readonly ConcurrentDictionary<string, ClipProblem> notes = new();

    private ClipPreparer(ClipIndex index, PrepareOptions options)
    {
        (this.index, this.options) = (index, options);
        bool everyFrame = index.Clips.All(clip => options.Tracking?.Sources.GetValueOrDefault(clip.Name.Trial) is { Kind: not TrackingKind.Means });
        arrays = everyFrame ? [.. Arrays(options), UnitFrames(options)] : Arrays(options);
    }

    /// <summary>Prepares all clips of an index.</summary>
    /// <param name="index">The clips.</param>
    /// <param name="store">Folder of the clip store; made or updated.</param>
    /// <param name="options">What to make; null for the paper's.</param>
    /// <param name="progress">Told of every clip, on the thread that did it.</param>
    /// <param name="cancel">Ends the run early; what is done stays done.</param>
    /// <returns>What was made, kept and could not be used.</returns>
    /// <exception cref="KitException">The store cannot be written, another process writes it, or the disk is too small or full.</exception>
    /// <exception cref="OperationCanceledException">The run was cancelled.</exception>
    public static PrepareReport Prepare(ClipIndex index, string store, PrepareOptions? options = null,
        IProgress<PrepareProgress>? progress = null, CancellationToken cancel = default)
    {
        ArgumentNullException.ThrowIfNull(index);
        return new ClipPreparer(index, options ?? new PrepareOptions()).Run(store, progress, cancel);
    }

    /// <summary>The arrays that a store made with these options holds, with everything they depend on.</summary>
    /// <param name="options">The options.</param>
    /// <returns>Frames unless sound only, MFCC, log-mel and mean action units if asked for.</returns>
    public static IReadOnlyList<StoreArray> Arrays(PrepareOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        var arrays = new List<StoreArray> { new(StoreArray.Mfcc, "<f4", [options.Mfcc.Coefficients, options.Mfcc.Frames], Parameters(options.Mfcc, SoundVersion)) };
        if (options.LogMel is { } mel) arrays.Add(new(StoreArray.LogMel, "<f4", [mel.Mels, mel.Frames], Parameters(mel, SoundVersion)));
        if (options.Frames is { } frames)
        {
            arrays.Add(new(StoreArray.Frames, "|u1", [frames.Frames, frames.Size, frames.Size, FrameShape.Channels], Parameters(frames with { ChannelOrder = ChannelOrder.Rgb }, FramesVersion)));
        }

        if (options.Tracking is not null) arrays.Add(new(StoreArray.Units, "<f4", [ActionUnits.Count, 1], UnitParameters));
        return arrays;
    }

    private static SortedDictionary<string, string> UnitParameters => new(StringComparer.Ordinal)
    {
        ["version"] = TrackingVersion, ["lowest_confidence"] = FaceTracking.LowestConfidence.ToString(CultureInfo.InvariantCulture),
    };

    private static StoreArray UnitFrames(PrepareOptions options)
    {
        var (start, step) = TrackingFeatures.Clock(options.Mfcc);
        SortedDictionary<string, string> parameters = UnitParameters;
        (parameters["start"], parameters["step"]) = (start.ToString("R", CultureInfo.InvariantCulture), step.ToString("R", CultureInfo.InvariantCulture));
        return new(StoreArray.UnitFrames, "<f4", [ActionUnits.Count, TrackingFeatures.Points], parameters);
    }

    private PrepareReport Run(string store, IProgress<PrepareProgress>? progress, CancellationToken cancel)
    {
        using var writer = ClipStoreWriter.Open(store, [.. index.Clips.Select(clip => clip.Name)], arrays);
        CheckSpace(writer, store);
        using var audio = new AudioFeatures(options.Mfcc, options.LogMel);
        var failures = new ConcurrentDictionary<ClipName, ClipProblem>();
        var (made, done) = (0, 0);
        var parallel = new ParallelOptions { MaxDegreeOfParallelism = Math.Max(1, options.Workers), CancellationToken = cancel };
        try
        {
            Parallel.ForEach(Partitioner.Create(index.Clips, EnumerablePartitionerOptions.NoBuffering), parallel,
                () => options.Frames is null ? null : new FrameExtractor(options.Frames with { ChannelOrder = ChannelOrder.Rgb }),
                (clip, _, extractor) =>
                {
                    var changed = PrepareClip(clip, writer, audio, extractor, out var problem);
                    if (problem is not null) failures[clip.Name] = problem;
                    else if (changed) Interlocked.Increment(ref made);
                    progress?.Report(new PrepareProgress(Interlocked.Increment(ref done), index.Clips.Count, clip.Name, problem, Volatile.Read(ref made)));
                    return extractor;
                },
                extractor => extractor?.Dispose());
        }
        catch (AggregateException error) when (error.InnerExceptions.OfType<KitException>().FirstOrDefault() is { } first)
        {
            throw first; // the store cannot be written: nothing more can be done
        }

        writer.Complete();
        CopySyntheticMark(store);
        var ordered = failures.OrderBy(pair => pair.Key.Trial, StringComparer.Ordinal).Select(pair => pair.Value).ToList();
        return new PrepareReport(made, index.Clips.Count - made - ordered.Count, ordered, Twins(writer), [.. notes.OrderBy(note => note.Key, StringComparer.Ordinal).Select(note => note.Value)]);
    }

    /// <summary>Makes what is not up to date; true if something was made. Stops at the first part that fails.</summary>
    private bool PrepareClip(Clip clip, ClipStoreWriter writer, AudioFeatures audio, FrameExtractor? extractor, out ClipProblem? problem)
    {
        problem = null;
        var (changed, stamps) = (false, new Dictionary<string, SourceStamp>());
        TrackingFeatures? face = options.Tracking?.Sources.GetValueOrDefault(clip.Name.Trial) is { } tracked ? new(tracked) : null;
        foreach (var array in arrays)
        {
            var stamp = new SourceStamp(clip.Name.ToString(), 0, "", "");
            byte[] row;
            try
            {
                var file = IsTracking(array) ? FaceOf(clip, face).Source.Label : SourceOf(clip, array.Name);
                if (!stamps.TryGetValue(file, out stamp)) stamps[file] = stamp = Stamp(file, array, face, writer.KnownSource(clip.Name, array.Name));
                if (array.Name == StoreArray.Frames && LandmarksOf(clip.Name) is { } points && File.Exists(points)) stamp = stamp.With(SourceStamp.Take(index.Root, points));
                if (writer.IsCurrent(clip.Name, array.Name, stamp)) continue;
                row = IsTracking(array) ? face!.Row(array.Name, options.Mfcc) : Make(array.Name, file, clip.Name, audio, extractor);
            }
            catch (Exception error) when (error is not (OutOfMemoryException or OperationCanceledException))
            {
                var what = error is KitException kit ? kit.What + (kit.Expected is null ? "" : $"; expected {kit.Expected}") : $"{error.GetType().Name}: {error.Message}";
                var named = (error as KitException)?.File ?? SourceFor(clip, array.Name) ?? clip.Name.ToString();
                problem = new ClipProblem(named, what, (error as KitException)?.Cure ?? "Get the file again, or leave the clip out.");
                writer.Fail(clip.Name, array.Name, stamp ?? new SourceStamp(clip.Name.ToString(), 0, "", ""), what);
                return changed;
            }

            writer.Write(clip.Name, array.Name, stamp, row);
            changed = true;
        }

        return changed;
    }

    private static bool IsTracking(StoreArray array) => array.Name is StoreArray.Units or StoreArray.UnitFrames;

    private static TrackingFeatures FaceOf(Clip clip, TrackingFeatures? face) =>
        face ?? throw new KitException("has no face tracking", clip.Name.ToString(), "a CSV or a row of a table of means", "Add it, or leave the clip out.");

    private SourceStamp Stamp(string file, StoreArray array, TrackingFeatures? face, SourceStamp? known) =>
        IsTracking(array) ? face!.Source.Stamp(index.Root, known) : SourceStamp.Take(index.Root, file, known);

    private byte[] Make(string array, string file, ClipName name, AudioFeatures audio, FrameExtractor? extractor)
    {
        return array switch
        {
            StoreArray.Mfcc => MemoryMarshal.AsBytes(audio.Mfcc(file, Odd).AsSpan()).ToArray(),
            StoreArray.LogMel => MemoryMarshal.AsBytes(audio.LogMel(file, Odd).AsSpan()).ToArray(),
            _ => Frames(file, name, extractor!),
        };

        void Odd(string what) => notes[file] = new ClipProblem(file, what, WavFile.OddCure);
    }

    private byte[] Frames(string file, ClipName name, FrameExtractor extractor)
    {
        var sample = extractor.Extract(file, LandmarksOf(name));
        if (sample.Track.Note is { } note) notes[file] = new ClipProblem(file, note,
            "Look at the clip's frames; leave the clip out, or choose another face box.");
        return sample.Pixels;
    }

    private string? LandmarksOf(ClipName name) => options.Frames?.FaceBox != FaceBoxKind.Landmarks || options.Landmarks is null ? null
        : Path.Combine(options.Landmarks, (name with { Modality = Modality.AudioVisual }) + ".csv");

    private string SourceOf(Clip clip, string array) => SourceFor(clip, array) ?? throw (array == StoreArray.Frames
        ? new KitException("has no video file", clip.Name.ToString(), "an 01 or 02 mp4", "Add it, or prepare sound only.")
        : new KitException(options.Sound == SoundSource.Wav ? "has no WAV file" : "has no file with sound", clip.Name.ToString(), "an 03 WAV or an 01 mp4", "Add it."));

    private string? SourceFor(Clip clip, string array) => array == StoreArray.Frames ? clip.VideoFile : options.Sound switch
    {
        SoundSource.Wav => clip.AudioFile,
        SoundSource.Track => clip.Name.Modality == Modality.AudioVisual ? clip.VideoFile : null,
        _ => clip.SoundFile,
    };

    /// <summary>A store of drawn faces must say so for ever: the avatars' own file goes with it.</summary>
    private void CopySyntheticMark(string store)
    {
        var mark = Path.Combine(index.Root, ClipStore.SyntheticMark);
        if (File.Exists(mark)) AtomicFile.WriteText(Path.Combine(store, ClipStore.SyntheticMark), File.ReadAllText(mark));
    }

    private static void CheckSpace(ClipStoreWriter writer, string store)
    {
        var (needed, free) = (writer.BytesToWrite(), new DriveInfo(Path.GetFullPath(store)).AvailableFreeSpace);
        if (writer.IsNew && needed > free)
        {
            throw new KitException(string.Create(CultureInfo.InvariantCulture, $"the disk has {free / 1e9:F1} GB free"), store,
                string.Create(CultureInfo.InvariantCulture, $"{needed / 1e9:F1} GB for these clips"), "Choose another folder, or smaller frames.");
        }
    }

    private List<ClipProblem> Twins(ClipStoreWriter writer) =>
    [
        .. from clip in index.Clips
           let source = writer.KnownSource(clip.Name, StoreArray.Mfcc)
           where source is { Sha256.Length: > 0 }
           group source.File by source.Sha256 into same
           where same.Count() > 1
           select new ClipProblem(same.First(), $"has the same content as {string.Join(", ", same.Skip(1))}", "Nothing to do if they are of one actor: a split over actors keeps them together."),
    ];

    private static SortedDictionary<string, string> Parameters<T>(T options, string version)
    {
        var parameters = new SortedDictionary<string, string>(StringComparer.Ordinal) { ["version"] = version };
        foreach (var property in JsonSerializer.SerializeToElement(options, Flat).EnumerateObject()) parameters[property.Name] = property.Value.ToString();
        return parameters;
    }
}
