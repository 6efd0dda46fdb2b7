using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using CFNSR.Repro.Avatars.Sound;
using CFNSR.Repro.Data;
using CFNSR.Repro.Features.Tracking;

namespace CFNSR.Repro.Avatars;

/// <summary>
/// Makes the synthetic audio-visual data set: <c>Actor_XX/01-01-EE-II-SS-RR-AA.mp4</c>, 60 clips an actor, real H.264 and AAC.
/// A run that was stopped is finished by a second call: complete clips are kept, others made.
/// </summary>
public static class AvatarGenerator
{
    /// <summary>Makes the clips that are not there yet.</summary>
    /// <param name="options">What to make.</param>
    /// <param name="progress">Is told of every clip; called from several threads.</param>
    /// <param name="cancel">Stops after the pictures at hand; unfinished clips leave nothing behind.</param>
    /// <returns>Numbers, and a problem for every clip that could not be made.</returns>
    /// <exception cref="KitException">Bad options, a folder that cannot be written or holds other avatars, ffmpeg or espeak-ng missing.</exception>
    /// <exception cref="OperationCanceledException">Cancelled.</exception>
    public static AvatarReport Generate(AvatarOptions options, IProgress<AvatarProgress>? progress = null, CancellationToken cancel = default) =>
        Generate(options, null, new EspeakNg(), progress, cancel);

    /// <summary>The clips of a data set, in order: 60 an actor (4 of neutral, 8 of every other emotion), or as many as are asked for.</summary>
    /// <param name="options">What to make.</param>
    /// <exception cref="KitException">Bad options.</exception>
    public static IReadOnlyList<ClipName> Clips(AvatarOptions options)
    {
        options.Validate();
        return [.. Enumerable.Range(1, options.Actors).SelectMany(actor => InTurn(ClipName.SpeechOf(actor)).Take(options.ClipsPerActor).OrderBy(name => name.Trial, StringComparer.Ordinal))];
    }

    /// <summary>The first clip of each emotion, then the second of each, and so on.</summary>
    private static IEnumerable<ClipName> InTurn(IReadOnlyList<ClipName> clips) =>
        clips.GroupBy(name => name.Emotion).SelectMany(emotion => emotion.Select((name, turn) => (name, turn))).OrderBy(clip => clip.turn).Select(clip => clip.name);

    internal static AvatarReport Generate(
        AvatarOptions options, IReadOnlyList<ClipName>? clips, EspeakNg espeak, IProgress<AvatarProgress>? progress = null,
        CancellationToken cancel = default)
    {
        options.Validate();
        var clock = Stopwatch.StartNew();
        var tracking = options.Units is null ? null : Tracking(options.Units);
        var problems = new ConcurrentBag<ClipProblem>(tracking?.Problems ?? []);
        clips ??= tracking is null ? Clips(options)
            : [.. tracking.Sources.Values.Select(source => source.Name).Where(name => name.Actor <= options.Actors)];
        var sounds = options.Audio is not null ? RealSounds(options.Audio) : options.Units is not null ? Sounds(options.Units) : null;
        if (sounds is null) espeak.Require();
        Ffmpeg.Run(["-version"]);

        var work = new List<(ClipName Name, string File)>();
        var (kept, made) = (0, 0);
        try
        {
            Directory.CreateDirectory(options.Output);
            AvatarManifest.Of(options).Claim(options.Output);
            foreach (var name in clips)
            {
                var folder = Path.Combine(options.Output, string.Create(CultureInfo.InvariantCulture, $"Actor_{name.Actor:00}"));
                var file = Path.Combine(folder, name + ".mp4");
                if (new FileInfo(file) is { Exists: true, Length: > 0 })
                {
                    kept++;
                    continue;
                }

                Directory.CreateDirectory(folder);
                work.Add((name, file));
            }
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new KitException($"the folder for the avatars cannot be written: {e.Message}", options.Output, cure: "Choose a folder that you may write to.", inner: e);
        }

        var done = kept;
        progress?.Report(new AvatarProgress(done, clips.Count, "", 0));
        var scratch = Directory.CreateTempSubdirectory("cfnsr-avatars-").FullName;
        try
        {
            var parallel = new ParallelOptions { MaxDegreeOfParallelism = options.Workers > 0 ? options.Workers : Environment.ProcessorCount, CancellationToken = cancel };
            Parallel.ForEach(Partitioner.Create(work, EnumerablePartitionerOptions.NoBuffering), parallel, item =>
            {
                try
                {
                    if (tracking is null) Make(item.Name, item.File, options, espeak, sounds, scratch, cancel);
                    else Follow(tracking.Sources[item.Name.Trial], item.File, options, sounds!, cancel);
                    Interlocked.Increment(ref made);
                }
                catch (KitException e)
                {
                    problems.Add(new ClipProblem(e.File ?? item.File, e.What, e.Cure ?? "Run the command again."));
                }
                catch (Exception e) when (e is IOException or UnauthorizedAccessException)
                {
                    problems.Add(new ClipProblem(item.File, $"the clip cannot be written: {e.Message}", "Check the disk and run the command again."));
                }

                progress?.Report(new AvatarProgress(Interlocked.Increment(ref done), clips.Count, item.Name.ToString(), Volatile.Read(ref made)));
            });
        }
        finally
        {
            Directory.Delete(scratch, recursive: true);
        }

        return new AvatarReport(made, kept, [.. problems.OrderBy(p => p.File, StringComparer.Ordinal)], clock.Elapsed);
    }

    private static void Make(
        ClipName name, string file, AvatarOptions options, EspeakNg espeak, IReadOnlyDictionary<string, string>? sounds, string scratch, CancellationToken cancel)
    {
        var made = Path.Combine(scratch, name + ".wav");
        try
        {
            string soundFile;
            AudioSignal sound;
            if (sounds is null)
            {
                sound = SpokenSound.Make(name, options, espeak, Path.Combine(scratch, name + ".spoken.wav"));
                WavWriter.Write(made, sound);
                soundFile = made;
            }
            else
            {
                soundFile = RealSound(name, options, sounds);
                sound = AudioFile.Read(soundFile);
            }

            var performance = Performance.Plan(name, options, SoundEnvelope.Of(sound));
            ClipEncoder.Write(file, performance, options.Width, options.Height, soundFile, cancel);
        }
        finally
        {
            File.Delete(made);
        }
    }

    /// <summary>Draws what was tracked, with the clip's real sound; silent where no folder with sound was named and the clip has none.</summary>
    private static void Follow(
        TrackingSource source, string file, AvatarOptions options, IReadOnlyDictionary<string, string> sounds, CancellationToken cancel)
    {
        var performance = Performance.Follow(source.Name, options, source.Read());
        var sound = options.Audio is null ? sounds.GetValueOrDefault(source.Name.Trial) : RealSound(source.Name, options, sounds);
        ClipEncoder.Write(file, performance, options.Width, options.Height, sound, cancel);
    }

    /// <summary>The tracking of a folder, some of it frame by frame; clips with means alone are refused one by one later.</summary>
    private static TrackingFiles Tracking(string folder)
    {
        var found = TrackingFiles.Find(folder);
        if (found.Sources.Values.Any(source => source.Kind != TrackingKind.Means)) return found;
        throw new KitException(
            found.Sources.Count == 0 ? "holds no face tracking" : "holds means of action units alone", folder,
            "face tracking frame by frame", "Fetch it: cfnsr data get DIR --what tracking.");
    }

    private static Dictionary<string, string> RealSounds(string folder)
    {
        if (!Directory.Exists(folder))
            throw new KitException("there is no such folder with sound", folder, cure: "Give the folder that holds RAVDESS's Actor_01, Actor_02, … with the 03- WAV files.");
        return Sounds(folder) is { Count: > 0 } found ? found
            : throw new KitException(
                "the folder holds no speech sound of RAVDESS", folder, "files such as Actor_01/03-01-01-01-01-01-01.wav",
                "Check the path, or leave --audio out for made voices.");
    }

    private static string RealSound(ClipName name, AvatarOptions options, IReadOnlyDictionary<string, string> sounds) =>
        sounds.GetValueOrDefault(name.Trial) ?? throw new KitException(
            $"there is no sound 03-{name.Trial}.wav for it in {options.Audio}",
            cure: "Get the missing WAV, ask for fewer actors, or leave --audio out for made voices.");

    private static Dictionary<string, string> Sounds(string folder)
    {
        var found = new Dictionary<string, string>();
        foreach (var file in Directory.EnumerateFiles(folder, "*.wav", SearchOption.AllDirectories).Order(StringComparer.Ordinal))
        {
            if (ClipName.TryParse(file, out var name, out _) && name is { Modality: Modality.AudioOnly, Song: false }) found.TryAdd(name.Trial, file);
        }

        return found;
    }
}
