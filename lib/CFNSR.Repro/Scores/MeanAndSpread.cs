using System.Globalization;

namespace CFNSR.Repro.Scores;

/// <summary>Mean and sample standard deviation (divisor n - 1) of a score over folds or seeds.</summary>
/// <param name="Mean">The mean.</param>
/// <param name="Deviation">The sample standard deviation; 0 for a single value.</param>
/// <param name="Count">How many values.</param>
public sealed record MeanAndSpread(double Mean, double Deviation, int Count)
{
    /// <summary>Mean and deviation of these values, or null when there are none.</summary>
    public static MeanAndSpread? Of(IEnumerable<double> values)
    {
        double[] all = values.ToArray();
        if (all.Length == 0) return null;
        double mean = all.Average();
        return new MeanAndSpread(mean, all.Length > 1 ? Math.Sqrt(all.Sum(v => (v - mean) * (v - mean)) / (all.Length - 1)) : 0, all.Length);
    }

    /// <summary>In percent with two decimals: <c>55.81 ± 3.20</c>, without the second part for a single value.</summary>
    public string ToPercent() => Count > 1
        ? string.Create(CultureInfo.InvariantCulture, $"{100 * Mean:F2} ± {100 * Deviation:F2}")
        : string.Create(CultureInfo.InvariantCulture, $"{100 * Mean:F2}");
}
