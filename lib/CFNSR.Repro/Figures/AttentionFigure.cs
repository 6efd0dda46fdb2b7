using System.Globalization;
using Plotly.NET;
using static TorchSharp.torch;
using Chart = Plotly.NET.CSharp.Chart;

namespace CFNSR.Repro.Figures;

/// <summary>A map of attention weights (equation 1): which key each query looks at. Every row sums to 1.</summary>
public static class AttentionFigure
{
    /// <summary>A heat map, queries downwards, keys to the right.</summary>
    /// <param name="weights">(queries, keys), each row a distribution.</param>
    /// <param name="queries">What the queries are, e.g. "video location".</param>
    /// <param name="keys">What the keys are, e.g. "audio step".</param>
    public static GenericChart Create(float[,] weights, string queries = "query", string keys = "key") =>
        Chart.Heatmap<double, string, string, string>(
            zData: Enumerable.Range(0, weights.GetLength(0)).Select(q => Enumerable.Range(0, weights.GetLength(1)).Select(k => Math.Round(weights[q, k], 5)).ToArray()).ToArray(),
            X: Numbers(weights.GetLength(1)), Y: Numbers(weights.GetLength(0)), ColorScale: Palette.Blues, ReverseYAxis: true)
        .Styled("Attention weights", keys, queries, 640, 560);

    /// <summary>The same from a tensor.</summary>
    /// <param name="weights">(queries, keys), each row a distribution; on any device.</param>
    /// <param name="queries">What the queries are.</param>
    /// <param name="keys">What the keys are.</param>
    public static GenericChart Create(Tensor weights, string queries = "query", string keys = "key") => Create(Values(weights), queries, keys);

    /// <summary>The figure in words.</summary>
    /// <param name="weights">(queries, keys).</param>
    /// <param name="queries">What the queries are.</param>
    /// <param name="keys">What the keys are.</param>
    public static string Describe(float[,] weights, string queries = "query", string keys = "key")
    {
        float top = weights.Cast<float>().DefaultIfEmpty().Max();
        return string.Create(CultureInfo.InvariantCulture,
            $"Heat map of attention weights: {weights.GetLength(0)} × {queries} by {weights.GetLength(1)} × {keys}; the largest weight is {top:F3}, an even spread would give {1.0 / Math.Max(1, weights.GetLength(1)):F3}.");
    }

    /// <summary>The figure in words.</summary>
    /// <param name="weights">(queries, keys).</param>
    /// <param name="queries">What the queries are.</param>
    /// <param name="keys">What the keys are.</param>
    public static string Describe(Tensor weights, string queries = "query", string keys = "key") => Describe(Values(weights), queries, keys);

    private static float[,] Values(Tensor weights)
    {
        using var plain = weights.detach().cpu().contiguous();
        using var values = plain.data<float>();
        return (float[,])values.ToNDArray();
    }

    private static string[] Numbers(int n) => [.. Enumerable.Range(0, n).Select(i => i.ToString(CultureInfo.InvariantCulture))];
}
