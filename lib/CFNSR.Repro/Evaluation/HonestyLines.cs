using System.Globalization;
using CFNSR.Repro.Scores;
using CFNSR.Repro.Training;

namespace CFNSR.Repro.Evaluation;

/// <summary>What existing runs say about their own ways of measuring: no training.</summary>
public static class HonestyLines
{
    /// <summary>The lines of one system's runs on one split.</summary>
    /// <param name="reports">Its runs over folds and seeds.</param>
    /// <returns>The choice of the epoch; and with several folds, the choice of the fold and the fold that is never tested.</returns>
    public static IReadOnlyList<HonestyLine> Of(IReadOnlyCollection<RunReport> reports)
    {
        string system = reports.First().System;
        bool validated = reports.All(report => report.Validation is not null);
        var clean = validated ? Selection.Validation : Selection.Last;
        string words = validated ? "epoch chosen on validation actors" : "last epoch";
        double mean(Selection selection, IEnumerable<RunReport>? some = null) => (some ?? reports).Average(report => report.Of(selection)!.Test.Accuracy);
        string runs = string.Create(CultureInfo.InvariantCulture,
            $"{Count(reports.Select(r => r.Fold).Distinct().Count(), "fold")} of {reports.First().Split}, {Count(reports.Select(r => r.Seed).Distinct().Count(), "seed")}");

        var lines = new List<HonestyLine>();
        if (validated)
        {
            lines.Add(new HonestyLine("selection", "The epoch is chosen on the test fold instead of on validation actors.", system, words, mean(clean),
                "best epoch on the test fold", mean(Selection.BestTest), null, $"mean over {runs}"));
        }

        lines.Add(new HonestyLine("selection", "The epoch is chosen on the test fold instead of not at all.", system, "last epoch", mean(Selection.Last),
            "best epoch on the test fold", mean(Selection.BestTest), null, $"mean over {runs}"));
        var folds = reports.GroupBy(report => report.Fold).OrderBy(fold => fold.Key).Select(fold => (Fold: fold.Key, Score: mean(clean, fold))).ToArray();
        if (folds.Length < 2) return lines;

        var best = folds.MaxBy(fold => fold.Score);
        var worst = folds.MinBy(fold => fold.Score);
        var spread = MeanAndSpread.Of(folds.Select(fold => fold.Score))!;
        lines.Add(new HonestyLine("folds", "The best fold is reported instead of the mean.", system, $"mean of the folds, {words}", spread.Mean,
            string.Create(CultureInfo.InvariantCulture, $"fold {best.Fold}"), best.Score, null,
            string.Create(CultureInfo.InvariantCulture, $"{runs}; folds from {100 * worst.Score:F2} to {100 * best.Score:F2} %, standard deviation {100 * spread.Deviation:F2} points")));
        lines.Add(new HonestyLine("folds", "The actors of the last fold are always trained on and never tested (as actors 21 to 24 in CFN-SR's five folds).", system,
            $"mean of the folds, {words}", spread.Mean, "mean without the last fold", folds.SkipLast(1).Average(fold => fold.Score), null,
            $"{runs}; the other folds' networks are the same either way, so only the mean changes"));
        return lines;
    }

    private static string Count(int n, string what) => string.Create(CultureInfo.InvariantCulture, $"{n} {what}{(n == 1 ? "" : "s")}");
}
