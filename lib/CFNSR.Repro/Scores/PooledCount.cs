using System.Globalization;

namespace CFNSR.Repro.Scores;

/// <summary>Clips recognised among all that were judged, over all folds and seeds: the form in which papers print 1128 of 1440.</summary>
/// <param name="Correct">Clips recognised.</param>
/// <param name="Clips">Clips judged; a clip counts once a seed.</param>
public sealed record PooledCount(int Correct, int Clips)
{
    /// <summary>Adds up test folds.</summary>
    /// <param name="metrics">The scores of each run.</param>
    public static PooledCount Of(IReadOnlyCollection<Metrics> metrics) =>
        new(metrics.Sum(m => (int)Math.Round(m.Accuracy * m.Clips)), metrics.Sum(m => m.Clips));

    /// <summary>As <c>611 of 1200</c>.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Correct} of {Clips}");
}
