using CFNSR.Repro.Scores;

namespace CFNSR.Repro.Training;

/// <summary>The three scores as counts of clips.</summary>
/// <param name="Last">The last epoch.</param>
/// <param name="Validation">The epoch chosen on validation actors; null unless every run has one.</param>
/// <param name="BestTest">The best epoch on each test fold.</param>
public sealed record PooledScores(PooledCount Last, PooledCount? Validation, PooledCount BestTest)
{
    /// <summary>Adds up runs.</summary>
    /// <param name="reports">The runs of one system.</param>
    public static PooledScores Of(IReadOnlyCollection<RunReport> reports) => new(
        PooledCount.Of([.. reports.Select(report => report.Last.Test)]),
        reports.All(report => report.Validation is not null) ? PooledCount.Of([.. reports.Select(report => report.Validation!.Test)]) : null,
        PooledCount.Of([.. reports.Select(report => report.BestTest.Test)]));
}
