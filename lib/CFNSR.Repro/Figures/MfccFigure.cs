using Plotly.NET;
using Chart = Plotly.NET.CSharp.Chart;

namespace CFNSR.Repro.Figures;

/// <summary>The sound of one clip as the audio encoder sees it: MFCC over time.</summary>
public static class MfccFigure
{
    /// <summary>A heat map, time to the right, coefficient upwards.</summary>
    /// <param name="mfcc">Coefficient-major values, (coefficients, frames), e.g. 13 × 212.</param>
    /// <param name="coefficients">Number of coefficients.</param>
    /// <param name="secondsPerFrame">Hop of the analysis in seconds: 512 / 44100 in the paper's set-up.</param>
    /// <param name="scaled">Whether every coefficient is shown with mean 0 and deviation 1 over the clip; else c0, the loudness, outshines the rest.</param>
    /// <exception cref="KitException">The length is no multiple of <paramref name="coefficients"/>.</exception>
    public static GenericChart Create(ReadOnlySpan<float> mfcc, int coefficients = 13, double secondsPerFrame = 512.0 / 44100, bool scaled = true) =>
        Map(mfcc, coefficients, secondsPerFrame, scaled)
            .Styled("MFCC of one clip", "time from the start of the excerpt (s)", "coefficient", 760, 360);

    /// <summary>The heat map without titles.</summary>
    /// <param name="mfcc">As of <see cref="Create"/>.</param>
    /// <param name="coefficients">Number of coefficients.</param>
    /// <param name="secondsPerFrame">Hop of the analysis in seconds.</param>
    /// <param name="scaled">As of <see cref="Create"/>.</param>
    /// <param name="start">Time of the first frame; seconds.</param>
    /// <param name="bar">Whether a colour bar stands beside it.</param>
    internal static GenericChart Map(
        ReadOnlySpan<float> mfcc, int coefficients, double secondsPerFrame, bool scaled, double start = 0, bool bar = true)
    {
        int frames = Frames(mfcc.Length, coefficients);
        var rows = new double[coefficients][]; // (13, 212)
        for (int c = 0; c < coefficients; c++)
        {
            rows[c] = new double[frames];
            for (int t = 0; t < frames; t++) rows[c][t] = mfcc[(c * frames) + t];
            double mean = scaled ? rows[c].Average() : 0;
            double deviation = scaled ? Math.Sqrt(rows[c].Average(v => (v - mean) * (v - mean))) : 1;
            for (int t = 0; t < frames; t++) rows[c][t] = Math.Round((rows[c][t] - mean) / Math.Max(deviation, 1e-9), 3);
        }

        return Chart.Heatmap<double, double, string, string>(
            zData: rows, X: Enumerable.Range(0, frames).Select(t => Math.Round(start + (t * secondsPerFrame), 4)).ToArray(),
            Y: Enumerable.Range(0, coefficients).Select(c => FormattableString.Invariant($"c{c}")).ToArray(),
            ColorScale: StyleParam.Colorscale.Cividis, ShowScale: bar);
    }

    /// <summary>The figure in words.</summary>
    /// <param name="clip">The clip's name.</param>
    /// <param name="values">Number of values drawn.</param>
    /// <param name="coefficients">Number of coefficients.</param>
    public static string Describe(string clip, int values, int coefficients = 13) =>
        FormattableString.Invariant($"Heat map of the sound of clip {clip}: {coefficients} mel-frequency cepstral coefficients over {Frames(values, coefficients)} frames.");

    private static int Frames(int values, int coefficients) => coefficients > 0 && values > 0 && values % coefficients == 0
        ? values / coefficients
        : throw new KitException(FormattableString.Invariant($"{values} values are not MFCC of {coefficients} coefficients"), expected: "coefficients × frames values");
}
