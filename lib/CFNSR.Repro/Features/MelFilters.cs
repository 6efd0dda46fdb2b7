namespace CFNSR.Repro.Features;

/// <summary>
/// Triangular filters on Slaney's mel scale (linear to 1 kHz = 15 mel, logarithmic above: 27 steps per factor 6.4), each with unit area. Taught in notebook 02.
/// </summary>
public static class MelFilters
{
    private const double KneeHz = 1000, KneeMel = 15;
    private static readonly double LogStep = Math.Log(6.4) / 27;

    /// <summary>Converts a frequency to mel.</summary>
    /// <param name="hertz">Frequency in Hz.</param>
    public static double ToMel(double hertz) =>
        hertz < KneeHz ? hertz * KneeMel / KneeHz : KneeMel + Math.Log(hertz / KneeHz) / LogStep;

    /// <summary>Converts mel to a frequency in Hz.</summary>
    /// <param name="mel">Position on the mel scale.</param>
    public static double ToHertz(double mel) =>
        mel < KneeMel ? mel * KneeHz / KneeMel : KneeHz * Math.Exp((mel - KneeMel) * LogStep);

    /// <summary>Filter weights on the bins of a Fourier transform.</summary>
    /// <param name="sampleRate">Samples per second.</param>
    /// <param name="fftSize">Length of the transform.</param>
    /// <param name="mels">Number of filters.</param>
    /// <param name="lowHertz">Lower edge of the first filter.</param>
    /// <param name="highHertz">Upper edge of the last filter; null is half the sample rate.</param>
    /// <returns>(mels, fftSize / 2 + 1)</returns>
    public static float[,] Slaney(int sampleRate, int fftSize, int mels, double lowHertz = 0, double? highHertz = null)
    {
        double low = ToMel(lowHertz), high = ToMel(highHertz ?? sampleRate / 2.0);
        var filters = new float[mels, fftSize / 2 + 1];
        for (int m = 0; m < mels; m++)
        {
            double left = Edge(m), middle = Edge(m + 1), right = Edge(m + 2);
            for (int k = 0; k <= fftSize / 2; k++)
            {
                double hertz = (double)k * sampleRate / fftSize;
                double height = Math.Min((hertz - left) / (middle - left), (right - hertz) / (right - middle));
                filters[m, k] = (float)(Math.Max(height, 0) * 2 / (right - left));
            }
        }
        return filters;

        double Edge(int i) => ToHertz(low + (high - low) * i / (mels + 1));
    }
}
