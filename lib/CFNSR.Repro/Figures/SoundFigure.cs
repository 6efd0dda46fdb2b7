using Plotly.NET;
using Chart = Plotly.NET.CSharp.Chart;

namespace CFNSR.Repro.Figures;

/// <summary>The steps from a sound to its MFCC (Figure 3): the wave, and what stands on the bands of a spectrogram.</summary>
public static class SoundFigure
{
    private const int MostRows = 128, MostPoints = 1000;

    /// <summary>The wave: the lowest and highest sample of each of a thousand stretches.</summary>
    /// <param name="samples">(n) between -1 and 1.</param>
    /// <param name="rate">Samples per second.</param>
    /// <param name="title">The chart's title.</param>
    public static GenericChart Wave(ReadOnlySpan<float> samples, int rate, string title = "Sound wave")
    {
        int stretch = Math.Max(1, (2 * samples.Length + MostPoints - 1) / MostPoints);
        var (x, y) = (new List<double>(), new List<double>());
        for (int at = 0; at < samples.Length; at += stretch)
        {
            var part = samples.Slice(at, Math.Min(stretch, samples.Length - at));
            var (low, high) = (float.MaxValue, float.MinValue);
            foreach (float sample in part) (low, high) = (Math.Min(low, sample), Math.Max(high, sample));
            double time = Math.Round((double)at / rate, 4);
            x.AddRange([time, time]);
            y.AddRange([Math.Round(low, 4), Math.Round(high, 4)]);
        }
        return Chart.Line<double, double, string>(x: x.ToArray(), y: y.ToArray(), LineColor: Palette.Colour(Palette.Blue), LineWidth: 1)
            .Styled(title, "time (s)", "amplitude", 760, 260);
    }

    /// <summary>A heat map, time to the right, bands upwards. More than 128 bands are shown as the mean of neighbours.</summary>
    /// <param name="values">(bands, frames).</param>
    /// <param name="secondsPerFrame">Hop of the analysis in seconds.</param>
    /// <param name="title">The chart's title.</param>
    /// <param name="bands">What the bands are.</param>
    /// <param name="top">Where the topmost band stands, in the bands' own unit; null numbers them.</param>
    /// <exception cref="KitException">There are no values.</exception>
    public static GenericChart Bands(float[,] values, double secondsPerFrame, string title, string bands = "band", double? top = null)
    {
        int rows = values.GetLength(0), frames = values.GetLength(1);
        if (rows == 0 || frames == 0) throw new KitException("there is nothing to draw", expected: "bands × frames values");
        int group = (rows + MostRows - 1) / MostRows, shown = (rows + group - 1) / group;
        var z = new double[shown][];
        for (int r = 0; r < shown; r++)
        {
            int from = r * group, to = Math.Min(rows, from + group);
            z[r] = [.. Enumerable.Range(0, frames).Select(t => Math.Round(Enumerable.Range(from, to - from).Average(k => values[k, t]), 2))];
        }
        double step = top is { } highest && rows > 1 ? highest / (rows - 1) : 1;
        return Chart.Heatmap<double, double, double, string>(
            zData: z, X: Enumerable.Range(0, frames).Select(t => Math.Round(t * secondsPerFrame, 4)).ToArray(),
            Y: Enumerable.Range(0, shown).Select(r => Math.Round((r * group + (Math.Min(rows, (r + 1) * group) - 1)) / 2.0 * step, 1)).ToArray(),
            ColorScale: StyleParam.Colorscale.Cividis)
        .Styled(title, "time (s)", bands, 760, 360);
    }

    /// <summary>Mel filters over frequency: each a triangle, wider the higher it stands.</summary>
    /// <param name="filters">(mels, bins), see <see cref="Features.MelFilters"/>.</param>
    /// <param name="sampleRate">Samples per second.</param>
    /// <param name="every">Show every so-manieth filter.</param>
    public static GenericChart Filters(float[,] filters, int sampleRate, int every = 8)
    {
        int bins = filters.GetLength(1);
        var lines = new List<GenericChart>();
        for (int m = 0; m < filters.GetLength(0); m += every)
        {
            // a triangle needs the bins on which it stands and one on each side
            int[] on = [.. Enumerable.Range(0, bins).Where(k => filters[m, k] > 0 || (k > 0 && filters[m, k - 1] > 0) || (k + 1 < bins && filters[m, k + 1] > 0))];
            lines.Add(Chart.Line<double, double, string>(
                x: on.Select(k => Math.Round((double)k * sampleRate / (2 * (bins - 1)), 1)).ToArray(), y: on.Select(k => Math.Round(filters[m, k], 6)).ToArray(),
                Name: FormattableString.Invariant($"mel band {m}"), ShowLegend: false, LineColor: Palette.Colour(Palette.Blue), LineWidth: 1));
        }
        return Chart.Combine(lines).Styled("Mel filters", "frequency (Hz)", "weight", 760, 300);
    }
}
