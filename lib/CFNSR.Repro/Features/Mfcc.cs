using static TorchSharp.torch;

namespace CFNSR.Repro.Features;

/// <summary>
/// Mel-frequency cepstral coefficients as librosa defines them (data/paper/models.md §9): power spectrogram, Slaney mel filters,
/// decibels with a floor, orthonormal DCT-II. Nothing is normalised. Safe for several threads at once. Taught in notebook 02.
/// </summary>
public sealed class Mfcc : IDisposable
{
    private readonly PowerSpectrogram spectrogram;
    private readonly MelBank mel;
    private readonly Tensor dct; // (coefficients, mels)

    /// <summary>Prepares window, filters and cosines.</summary>
    /// <param name="options">The preset or a variation of it; null is <see cref="MfccOptions.Paper"/>.</param>
    public Mfcc(MfccOptions? options = null)
    {
        Options = options ?? MfccOptions.Paper;
        spectrogram = new PowerSpectrogram(Options.FftSize, Options.FftSize, Options.Hop, Options.Padding);
        mel = new MelBank(MelFilters.Slaney(Options.SampleRate, Options.FftSize, Options.Mels));
        dct = Cosines(Options.Coefficients, Options.Mels).DetachFromDisposeScope();
    }

    /// <summary>The settings in use.</summary>
    public MfccOptions Options { get; }

    /// <summary>Computes the coefficients of a sound of any length above half a frame.</summary>
    /// <param name="samples">(n) float32 at the options' sample rate.</param>
    /// <returns>(coefficients, 1 + n / hop) float32</returns>
    public Tensor Compute(Tensor samples)
    {
        using var scope = NewDisposeScope();
        return Steps(samples).Coefficients.MoveToOuterDisposeScope();
    }

    /// <summary>The same with every step on the way.</summary>
    /// <param name="samples">(n) float32 at the options' sample rate.</param>
    /// <returns>(bands, 1 + n / hop) float32 each</returns>
    public MfccSteps Steps(Tensor samples)
    {
        using var none = no_grad();
        using var scope = NewDisposeScope();
        Tensor power = spectrogram.Compute(samples); // (bins, frames)
        Tensor bands = mel.Apply(power); // (mels, frames)
        Tensor decibels = Decibels.FromPower(bands.clone(), Options.TopDb, out _); // (mels, frames)
        return new MfccSteps(
            power.MoveToOuterDisposeScope(), bands.MoveToOuterDisposeScope(), decibels.MoveToOuterDisposeScope(), dct.mm(decibels).MoveToOuterDisposeScope());
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        mel.Dispose();
        dct.Dispose();
    }

    private static Tensor Cosines(int coefficients, int mels)
    {
        var cosines = new float[coefficients, mels];
        for (int k = 0; k < coefficients; k++)
        {
            double scale = Math.Sqrt((k == 0 ? 1.0 : 2.0) / mels);
            for (int m = 0; m < mels; m++) cosines[k, m] = (float)(scale * Math.Cos(Math.PI * k * (2 * m + 1) / (2 * mels)));
        }
        return from_array(cosines);
    }
}
