using System.Globalization;
using CFNSR.Repro.Evaluation;
using Plotly.NET;
using Chart = Plotly.NET.CSharp.Chart;

namespace CFNSR.Repro.Figures;

/// <summary>
/// The accuracy of one system over many test folds of drawn actors: columns where a network was trained for each fold, lines where the folds are
/// put together from out-of-fold predictions; dotted, the published numbers of the paper and of CFN-SR.
/// </summary>
public static class HonestyFigure
{
    /// <summary>The histogram of one system.</summary>
    /// <param name="distributions">Its distributions, at least one.</param>
    public static GenericChart Create(IReadOnlyList<ScoreDistribution> distributions)
    {
        double[] at = [.. Enumerable.Range(0, distributions[0].Bins.Count).Select(bin => (bin + 0.5) * ScoreDistribution.BinWidth)];
        var charts = new List<GenericChart>();
        foreach (var d in Shown(distributions))
        {
            double[] shares = [.. d.Bins.Select(count => Math.Round(100.0 * count / d.TestFolds, 2))];
            charts.Add(d.Retrained
                ? Chart.Column<double, double, string>(values: shares, Keys: at, Name: Words(d), Opacity: 0.6, MarkerColor: Palette.Colour(Colour(d)))
                : Chart.Line<double, double, string>(x: at, y: shares, ShowMarkers: true, Name: Words(d), MarkerColor: Palette.Colour(Colour(d)), LineColor: Palette.Colour(Colour(d))));
        }

        double top = Shown(distributions).Max(d => 100.0 * d.Bins.Max() / d.TestFolds);
        foreach (var mark in distributions[0].Published)
        {
            double x = Math.Round(100 * mark.Accuracy, 2);
            charts.Add(Chart.Line<double, double, string>(
                x: new[] { x, x }, y: new[] { 0, Math.Round(1.1 * top, 2) }, Name: string.Create(CultureInfo.InvariantCulture, $"published: {mark.System} {x:F2}"),
                LineColor: Palette.Colour(mark.System == "cfn-sr" ? Palette.Grey : Palette.Purple), LineDash: StyleParam.DrawingStyle.Dot, LineWidth: 3));
        }

        double low = Math.Floor(100 * distributions.Min(d => d.Lowest)) - 4, high = Math.Ceiling(100 * Math.Max(distributions.Max(d => d.Highest), distributions[0].Published.Max(p => p.Accuracy))) + 4;
        return Chart.Combine(charts)
            .Styled($"Accuracy of {distributions[0].System} over drawn test folds", "accuracy of a test fold (%)", "share of the test folds (%)")
            .RangeX(Math.Max(0, low), Math.Min(100, high));
    }

    /// <summary>The figure in words.</summary>
    /// <param name="distributions">The distributions of one system, at least one.</param>
    public static string Describe(IReadOnlyList<ScoreDistribution> distributions) =>
        $"Histogram of the accuracy of {distributions[0].System} over test folds of drawn actors. "
        + string.Join(" ", Shown(distributions).Select(d => string.Create(CultureInfo.InvariantCulture,
            $"{Words(d)}: mean {100 * d.Mean:F1} %, from {100 * d.Lowest:F1} to {100 * d.Highest:F1} %, standard deviation {100 * d.Deviation:F1} points.")))
        + " Marked: " + string.Join(", ", distributions[0].Published.Select(p => string.Create(CultureInfo.InvariantCulture, $"{p.System} as published, {100 * p.Accuracy:F2} %"))) + ".";

    /// <summary>The last epoch, which nobody chose, and the best on the test fold, which the published numbers are.</summary>
    private static IEnumerable<ScoreDistribution> Shown(IReadOnlyList<ScoreDistribution> distributions) => distributions.Where(d => d.Score is "last" or "best_test");

    private static string Words(ScoreDistribution d) => (d.Score == "last" ? "last epoch" : "best on the test fold")
        + string.Create(CultureInfo.InvariantCulture, $", {d.TestFolds} folds {(d.Retrained ? "trained anew" : "out of fold")}");

    private static string Colour(ScoreDistribution d) => d.Score == "last" ? Palette.Blue : Palette.Vermilion;
}
