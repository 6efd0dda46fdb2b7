using System.Collections.Concurrent;
using CFNSR.Repro.Data;
using CFNSR.Repro.Features;
using CFNSR.Repro.Training;

namespace CFNSR.Repro.Evaluation.Robustness;

/// <summary>
/// The sound of test clips, read from the data set again and spoilt on its way to the network's features. Everything on that way is what
/// <see cref="ClipPreparer"/> does, so that a sound that is not spoilt gives the stored features again.
/// </summary>
internal sealed class ClipSounds : IDisposable
{
    private const float Tolerance = 0.01f; // decibels: another machine's arithmetic, not another sound

    private readonly ClipStore store;
    private readonly ClipIndex index;
    private readonly AudioFeatures features;
    private readonly FrontEnd front;
    private readonly Dictionary<string, Clip> files;
    private readonly ConcurrentDictionary<int, AudioSignal> heard = [];
    private readonly Dictionary<int, float[]> cuts = [];

    /// <summary>Checks that the store was made with these settings, and the clips from these files.</summary>
    /// <param name="store">The store.</param>
    /// <param name="index">The data set.</param>
    /// <param name="clips">The clips that are judged.</param>
    /// <param name="experiment">The settings of the run.</param>
    /// <param name="array">The network's array of features.</param>
    /// <param name="ahead">Seconds: the most that the sound will be moved ahead.</param>
    /// <exception cref="KitException">The store has other parameters, or a clip has no sound in the data set, or another one.</exception>
    public ClipSounds(ClipStore store, ClipIndex index, IReadOnlyList<int> clips, Experiment experiment, string array, double ahead)
    {
        (this.store, this.index, Clips) = (store, index, clips);
        var options = experiment.ToPrepareOptions();
        CheckParameters(ClipPreparer.Arrays(options).First(a => a.Name == array));
        files = index.Clips.ToDictionary(clip => clip.Name.Trial);
        features = new AudioFeatures(options.Mfcc, options.LogMel);
        front = array == StoreArray.LogMel
            ? new FrontEnd(options.LogMel!.OffsetSeconds, options.LogMel.DurationSeconds, options.LogMel.SampleRate, features.LogMelSamples, features.LogMel)
            : new FrontEnd(options.Mfcc.OffsetSeconds, options.Mfcc.DurationSeconds, options.Mfcc.SampleRate, features.MfccSamples, features.Mfcc);
        try
        {
            Read(front.Offset + front.Duration + ahead);
            foreach (int clip in clips) CheckSound(clip, array);
        }
        catch
        {
            features.Dispose();
            throw;
        }
    }

    /// <summary>The clips that are judged: a test fold.</summary>
    public IReadOnlyList<int> Clips { get; }

    /// <summary>Names of all clips in the store.</summary>
    public IReadOnlyList<ClipName> Names => store.Names;

    /// <summary>The features of every clip, spoilt.</summary>
    /// <param name="perturbation">White noise, babble or a shift.</param>
    /// <param name="seed">The seed of the noise.</param>
    /// <returns>Floats (coefficients, frames) by clip number.</returns>
    public IReadOnlyDictionary<int, float[]> Features(Perturbation perturbation, int seed) =>
        Clips.ToDictionary(clip => clip, clip => Of(Spoilt(perturbation, seed, clip)));

    /// <summary>The samples of a clip that its features are made of, spoilt, at the features' own rate.</summary>
    public float[] Spoilt(Perturbation perturbation, int seed, int clip) =>
        perturbation.Kind is SoundKind kind ? kind.Spoil(this, seed, clip, perturbation.Level) : Clean(clip);

    /// <summary>The samples of a clip that its features are made of.</summary>
    public float[] Clean(int clip)
    {
        if (!cuts.TryGetValue(clip, out float[]? samples)) cuts[clip] = samples = Late(clip, 0);
        return samples;
    }

    /// <summary>The samples that its features are made of when the sound is late by so many seconds.</summary>
    public float[] Late(int clip, double seconds) => front.Samples(Window(heard[clip], seconds));

    /// <inheritdoc/>
    public void Dispose() => features.Dispose();

    /// <summary>The stretch that the features are made of when the sound is late by so many seconds; silent before the file's beginning and after its end.</summary>
    private AudioSignal Window(AudioSignal sound, double late)
    {
        int rate = sound.SampleRate;
        int start = (int)(front.Offset * rate) - (int)Math.Round(late * rate), length = (int)(front.Duration * rate);
        int from = Math.Clamp(start, 0, sound.Samples.Length), to = Math.Clamp(start + length, 0, sound.Samples.Length);
        if (late == 0) return new AudioSignal(sound.Samples[from..to], rate); // as short as the file, like the stored features' own
        var cut = new float[length];
        sound.Samples.AsSpan(from, to - from).CopyTo(cut.AsSpan(Math.Min(from - start, length)));
        return new AudioSignal(cut, rate);
    }

    /// <summary>Reads all files, as far as they are needed; some at a time, as most of the work is to start ffmpeg.</summary>
    private void Read(double seconds)
    {
        string[] sources = [.. Clips.Select(clip => files.GetValueOrDefault(store.Names[clip].Trial)?.SoundFile
            ?? throw new KitException($"lacks the sound of clip {store.Names[clip]}", index.Root, cure: "Name the data set that the store was made from."))];
        try
        {
            Parallel.For(0, sources.Length, new ParallelOptions { MaxDegreeOfParallelism = Environment.ProcessorCount },
                i => heard[Clips[i]] = AudioFile.Read(sources[i], 0, seconds));
        }
        catch (AggregateException error) when (error.InnerExceptions.OfType<KitException>().FirstOrDefault() is { } first)
        {
            throw first;
        }
    }

    private float[] Of(float[] samples) => front.Features(new AudioSignal(samples, front.Rate));

    private void CheckParameters(StoreArray wanted)
    {
        var stored = store.Arrays.First(array => array.Name == wanted.Name);
        if (stored.SameAs(wanted)) return;
        var differing = wanted.Parameters.Select(pair => (pair.Key, Wanted: pair.Value, Stored: stored.Parameters.GetValueOrDefault(pair.Key, "unknown"))).Where(p => p.Wanted != p.Stored);
        throw new KitException($"holds {wanted.Name} made in another way ({string.Join(", ", differing.Select(p => $"{p.Key} {p.Stored} instead of {p.Wanted}"))})", store.Directory,
            cure: "A changed sound could not be compared with it: prepare the store again with the run's settings.");
    }

    private void CheckSound(int clip, string array)
    {
        var stored = store.Features(array, clip);
        float[] again = Of(Clean(clip));
        for (int i = 0; i < again.Length; i++)
        {
            if (Math.Abs(again[i] - stored[i]) <= Tolerance) continue;
            throw new KitException($"holds another sound of clip {store.Names[clip]} than the store", index.Root, cure: "Name the data set that the store was made from, or prepare it again.");
        }
    }

    /// <summary>One of the two ways from sound to features: which stretch, at which rate, the stretch's samples, and the features of a stretch.</summary>
    private sealed record FrontEnd(double Offset, double Duration, int Rate, Func<AudioSignal, float[]> Samples, Func<AudioSignal, float[]> Features);
}
