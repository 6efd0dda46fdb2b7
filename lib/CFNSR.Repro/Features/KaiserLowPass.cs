using MathNet.Numerics;

namespace CFNSR.Repro.Features;

/// <summary>
/// A linear-phase low-pass: an ideal one (sinc) under a Kaiser window. The defaults come close to soxr's high quality:
/// pass band to 0.913 and stop band from 1.0 of the lower Nyquist frequency, about 120 dB.
/// </summary>
public static class KaiserLowPass
{
    /// <summary>Zero crossings of the sinc on each side, counted at the lower of the two rates.</summary>
    public const int Zeros = 96;

    /// <summary>Where the response has fallen by 6 dB, as a part of the lower Nyquist frequency.</summary>
    public const double Rolloff = 0.9565;

    /// <summary>Shape of the Kaiser window.</summary>
    public const double Beta = 12.27;

    /// <summary>Taps for a resampler by up/down, at the rate up × input rate.</summary>
    /// <param name="up">Numerator of the reduced ratio.</param>
    /// <param name="down">Denominator of the reduced ratio.</param>
    /// <returns>2 · <see cref="Zeros"/> · max(up, down) + 1 taps, symmetric, with sum 1.</returns>
    public static double[] Taps(int up, int down)
    {
        int longest = Math.Max(up, down);
        int half = checked(Zeros * longest);
        double cutoff = Rolloff / longest;
        var taps = new double[2 * half + 1];
        double top = SpecialFunctions.BesselI0(Beta), sum = 0;
        for (int i = 0; i <= half; i++)
        {
            double side = (double)(half - i) / half; // distance from the middle: 1 … 0
            double window = SpecialFunctions.BesselI0(Beta * Math.Sqrt(1 - side * side)) / top;
            double value = window * Trig.Sinc(cutoff * (half - i)) /* sin(πx) / πx */;
            taps[i] = taps[^(i + 1)] = value;
            sum += i == half ? value : 2 * value;
        }
        for (int i = 0; i < taps.Length; i++) taps[i] /= sum;
        return taps;
    }
}
