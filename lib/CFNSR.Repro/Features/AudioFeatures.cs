using System.Collections.Concurrent;
using CFNSR.Repro.Data;
using static TorchSharp.torch;

namespace CFNSR.Repro.Features;

/// <summary>
/// From a file to the numbers that a network takes: cut at the file's own rate, mono, resample, fill up with silence, MFCC or log-mel
/// (librosa's order; upstream resamples a film's whole track first, which changes the outermost frames slightly). Filters are made once
/// and kept. Safe for several threads at once.
/// </summary>
public sealed class AudioFeatures : IDisposable
{
    private readonly Mfcc mfcc;
    private readonly LogMel logMel;
    private readonly ConcurrentDictionary<(int From, int To), Lazy<Resampler>> resamplers = new();

    /// <summary>Prepares both front ends.</summary>
    /// <param name="mfcc">Null is <see cref="MfccOptions.Paper"/>.</param>
    /// <param name="logMel">Null is <see cref="LogMelOptions.Erann"/>.</param>
    public AudioFeatures(MfccOptions? mfcc = null, LogMelOptions? logMel = null)
    {
        this.mfcc = new Mfcc(mfcc);
        this.logMel = new LogMel(logMel ?? LogMelOptions.Erann);
    }

    /// <summary>MFCC of a clip.</summary>
    /// <param name="file">A WAV file or anything with sound.</param>
    /// <param name="note">Told what is odd about a file that could be read all the same.</param>
    /// <returns>Coefficients × frames values, coefficient by coefficient: 13 × 212 with the default options.</returns>
    /// <exception cref="KitException">See <see cref="AudioFile.Read"/>.</exception>
    public float[] Mfcc(string file, Action<string>? note = null) =>
        Mfcc(Read(file, mfcc.Options.OffsetSeconds, mfcc.Options.DurationSeconds, mfcc.Options.SampleRate, note));

    /// <summary>MFCC of a sound that is cut already.</summary>
    /// <param name="cut">The stretch that the options name, at any rate; shorter is filled up with silence.</param>
    public float[] Mfcc(AudioSignal cut)
    {
        using var scope = NewDisposeScope();
        return Values(mfcc.Compute(Prepare(cut, mfcc.Options.SampleRate, mfcc.Options.Samples)));
    }

    /// <summary>The samples that MFCC are made of: at the options' rate and length, silent at the end where the cut is short.</summary>
    /// <param name="cut">The stretch that the options name, at any rate.</param>
    /// <returns>108,045 samples with the default options; <see cref="Mfcc(AudioSignal)"/> of them is that of the cut.</returns>
    public float[] MfccSamples(AudioSignal cut) => Samples(cut, mfcc.Options.SampleRate, mfcc.Options.Samples);

    /// <summary>Log-mel spectrogram of a clip.</summary>
    /// <param name="file">A WAV file or anything with sound.</param>
    /// <param name="note">Told what is odd about a file that could be read all the same.</param>
    /// <returns>Mels × frames values, mel by mel.</returns>
    /// <exception cref="KitException">See <see cref="AudioFile.Read"/>.</exception>
    public float[] LogMel(string file, Action<string>? note = null) =>
        LogMel(Read(file, logMel.Options.OffsetSeconds, logMel.Options.DurationSeconds, logMel.Options.SampleRate, note));

    /// <summary>Log-mel spectrogram of a sound that is cut already.</summary>
    /// <param name="cut">The stretch that the options name, at any rate; shorter is filled up with silence.</param>
    public float[] LogMel(AudioSignal cut)
    {
        using var scope = NewDisposeScope();
        return Values(logMel.Compute(Prepare(cut, logMel.Options.SampleRate, logMel.Options.Samples)));
    }

    /// <summary>
    /// The samples that a log-mel spectrogram is made of: at the options' rate and length, silent at the end where the cut is short.
    /// </summary>
    /// <param name="cut">The stretch that the options name, at any rate.</param>
    /// <returns><see cref="LogMel(AudioSignal)"/> of them is that of the cut.</returns>
    public float[] LogMelSamples(AudioSignal cut) => Samples(cut, logMel.Options.SampleRate, logMel.Options.Samples);

    /// <inheritdoc/>
    public void Dispose()
    {
        mfcc.Dispose();
        logMel.Dispose();
        foreach (Lazy<Resampler> resampler in resamplers.Values)
        {
            if (resampler.IsValueCreated) resampler.Value.Dispose();
        }
    }

    private AudioSignal Read(string file, double offset, double duration, int rate, Action<string>? note)
    {
        AudioSignal cut = AudioFile.Read(file, offset, duration);
        try
        {
            ResamplerFor(cut.SampleRate, rate);
            if (cut.Note is { } odd) note?.Invoke(odd);
            return cut;
        }
        catch (KitException e)
        {
            throw new KitException(e.What, file, e.Expected, e.Cure, e); // a rate that nothing can be done with: name the file
        }
    }

    // Lazy, so that two threads do not both make one.
    private Resampler ResamplerFor(int from, int to) =>
        resamplers.GetOrAdd((from, to), key => new Lazy<Resampler>(() => new Resampler(key.From, key.To))).Value;

    private float[] Samples(AudioSignal cut, int rate, int samples)
    {
        using var scope = NewDisposeScope();
        return Values(Prepare(cut, rate, samples).contiguous());
    }

    private static float[] Values(Tensor tensor)
    {
        using var values = tensor.data<float>();
        return values.ToArray();
    }

    /// <summary>Resamples and brings to a fixed length: (samples).</summary>
    private Tensor Prepare(AudioSignal cut, int rate, int samples)
    {
        using var none = no_grad();
        Tensor sound = ResamplerFor(cut.SampleRate, rate).Apply(cut.Samples);
        long length = sound.shape[0];
        return length >= samples ? sound.narrow(0, 0, samples) : nn.functional.pad(sound, (0, samples - length));
    }
}
