using System.Collections.Concurrent;
using CFNSR.Repro.Data;
using static TorchSharp.torch;

namespace CFNSR.Repro.Features;

/// <summary>
/// From a file to the numbers that a network takes: cut, mono, resample, fill up with silence, MFCC or log-mel.
/// Filters are made once and kept. Safe for several threads at once.
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
    /// <returns>Coefficients × frames values, coefficient by coefficient: 13 × 212 with the default options.</returns>
    /// <exception cref="KitException">See <see cref="AudioFile.Read"/>.</exception>
    public float[] Mfcc(string file) => Mfcc(AudioFile.Read(file, mfcc.Options.OffsetSeconds, mfcc.Options.DurationSeconds));

    /// <summary>MFCC of a sound that is cut already.</summary>
    /// <param name="cut">The stretch that the options name, at any rate; shorter is filled up with silence.</param>
    public float[] Mfcc(AudioSignal cut)
    {
        using var scope = NewDisposeScope();
        return Values(mfcc.Compute(Prepare(cut, mfcc.Options.SampleRate, mfcc.Options.Samples)));
    }

    /// <summary>Log-mel spectrogram of a clip.</summary>
    /// <param name="file">A WAV file or anything with sound.</param>
    /// <returns>Mels × frames values, mel by mel.</returns>
    /// <exception cref="KitException">See <see cref="AudioFile.Read"/>.</exception>
    public float[] LogMel(string file) => LogMel(AudioFile.Read(file, logMel.Options.OffsetSeconds, logMel.Options.DurationSeconds));

    /// <summary>Log-mel spectrogram of a sound that is cut already.</summary>
    /// <param name="cut">The stretch that the options name, at any rate; shorter is filled up with silence.</param>
    public float[] LogMel(AudioSignal cut)
    {
        using var scope = NewDisposeScope();
        return Values(logMel.Compute(Prepare(cut, logMel.Options.SampleRate, logMel.Options.Samples)));
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        mfcc.Dispose();
        logMel.Dispose();
        foreach (Lazy<Resampler> resampler in resamplers.Values) resampler.Value.Dispose();
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
        Resampler resampler = resamplers.GetOrAdd((cut.SampleRate, rate), key => new Lazy<Resampler>(() => new Resampler(key.From, key.To))).Value;
        Tensor sound = resampler.Apply(cut.Samples);
        long length = sound.shape[0];
        return length >= samples ? sound.narrow(0, 0, samples) : nn.functional.pad(sound, (0, samples - length));
    }
}
