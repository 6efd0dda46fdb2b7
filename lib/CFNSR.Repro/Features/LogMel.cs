using static TorchSharp.torch;

namespace CFNSR.Repro.Features;

/// <summary>Log-mel spectrograms: power spectrogram, Slaney mel filters, decibels. Safe for several threads at once.</summary>
public sealed class LogMel : IDisposable
{
    private readonly PowerSpectrogram spectrogram;
    private readonly MelBank mel;

    /// <summary>Prepares window and filters.</summary>
    /// <param name="options">A preset or a variation of it.</param>
    public LogMel(LogMelOptions options)
    {
        Options = options;
        spectrogram = new PowerSpectrogram(options.FftSize, options.WindowSize, options.Hop, options.Padding);
        mel = new MelBank(MelFilters.Slaney(options.SampleRate, options.FftSize, options.Mels, options.LowHertz, options.HighHertz));
    }

    /// <summary>The settings in use.</summary>
    public LogMelOptions Options { get; }

    /// <summary>Computes the spectrogram.</summary>
    /// <param name="samples">(options.Samples) float32 at the options' sample rate.</param>
    /// <returns>(mels, frames) float32</returns>
    public Tensor Compute(Tensor samples)
    {
        using var none = no_grad();
        using var scope = NewDisposeScope();
        Tensor power = mel.Apply(spectrogram.Compute(samples)); // (mels, 1 + samples / hop)
        Tensor decibels = Decibels.FromPower(power, Options.TopDb, out Tensor max);
        if (Options.UnitInterval) decibels = decibels.sub(max).div_(Options.TopDb).add_(1);
        return decibels.narrow(1, 0, Options.Frames).contiguous().MoveToOuterDisposeScope(); // (mels, frames)
    }

    /// <inheritdoc/>
    public void Dispose() => mel.Dispose();
}
