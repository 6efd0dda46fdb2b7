using CFNSR.Repro.Training;
using Plotly.NET;
using Plotly.NET.CSharp;
using Chart = Plotly.NET.CSharp.Chart;

namespace CFNSR.Repro.Figures;

/// <summary>
/// The paper's Figure 6: accuracy and loss over the epochs, training against test, the best epoch on the test fold marked.
/// With several folds the mean is drawn strong and each fold's test curve faint behind it.
/// </summary>
public static class CurvesFigure
{
    /// <summary>Both panels side by side, as the paper prints them.</summary>
    /// <param name="folds">One list of epochs a fold, at least one.</param>
    public static GenericChart Create(IReadOnlyList<IReadOnlyList<EpochRecord>> folds) =>
        Chart.Grid(
            gCharts: new[] { Accuracy(folds), Loss(folds) }, nRows: 1, nCols: 2,
            SubPlotTitles: new[] { "Accuracy", "Loss" }, Pattern: StyleParam.LayoutGridPattern.Independent)
        .WithTitle("Figure 6: training and test over the epochs").WithSize(Width: 1100, Height: 440);

    /// <summary>The accuracy panel, in percent.</summary>
    /// <param name="folds">One list of epochs a fold, at least one.</param>
    public static GenericChart Accuracy(IReadOnlyList<IReadOnlyList<EpochRecord>> folds) =>
        Panel(folds, e => 100 * e.TrainAccuracy, e => 100 * e.TestAccuracy, e => 100 * e.ValAccuracy)
        .Styled("Figure 6: accuracy", "epoch", "accuracy (%)").RangeY(0, 102);

    /// <summary>The loss panel: mean cross-entropy in nats.</summary>
    /// <param name="folds">One list of epochs a fold, at least one.</param>
    public static GenericChart Loss(IReadOnlyList<IReadOnlyList<EpochRecord>> folds) =>
        Panel(folds, e => e.TrainLoss, e => e.TestLoss, e => e.ValLoss)
        .Styled("Figure 6: loss", "epoch", "cross-entropy (nats)");

    /// <summary>The figure in words, for readers who do not see it.</summary>
    /// <param name="folds">One list of epochs a fold, at least one.</param>
    public static string Describe(IReadOnlyList<IReadOnlyList<EpochRecord>> folds)
    {
        var mean = Curve.Mean(folds);
        var best = Curve.BestOnTest(mean);
        var last = mean[^1];
        string of = folds.Count == 1 ? "one fold" : FormattableString.Invariant($"the mean of {folds.Count} folds");
        return FormattableString.Invariant(
            $"Curves over {mean.Count} epochs, {of}. Test accuracy is highest at epoch {best.Epoch} with {100 * best.TestAccuracy:F1} % and ends at {100 * last.TestAccuracy:F1} %; training accuracy ends at {100 * last.TrainAccuracy:F1} %. Test loss goes from {mean[0].TestLoss:F2} to {last.TestLoss:F2}, training loss from {mean[0].TrainLoss:F2} to {last.TrainLoss:F2}.");
    }

    private static GenericChart Panel(
        IReadOnlyList<IReadOnlyList<EpochRecord>> folds, Func<EpochRecord, double> train, Func<EpochRecord, double> test, Func<EpochRecord, double?> validation)
    {
        var mean = Curve.Mean(folds);
        var best = Curve.BestOnTest(mean);
        var series = new List<GenericChart>();
        if (folds.Count > 1) series.AddRange(folds.Select((f, i) => Line(f, test, $"test, fold {i + 1}", Palette.Faint, 1, StyleParam.DrawingStyle.Solid, i == 0 ? "test, each fold" : null)));
        string of = folds.Count > 1 ? ", mean" : "";
        series.Add(Line(mean, train, "training" + of, Palette.Vermilion, 2, StyleParam.DrawingStyle.Dash, "training" + of));
        if (mean.All(e => validation(e) is not null))
            series.Add(Line(mean, e => validation(e)!.Value, "validation" + of, Palette.Green, 2, StyleParam.DrawingStyle.Dot, "validation" + of));
        series.Add(Line(mean, test, "test" + of, Palette.Blue, 3, StyleParam.DrawingStyle.Solid, "test" + of));
        series.Add(Chart.Point<int, double, string>(
            x: new[] { best.Epoch }, y: new[] { test(best) }, Name: FormattableString.Invariant($"best epoch on test: {best.Epoch}"),
            MarkerColor: Palette.Colour("#000000"), MarkerSymbol: StyleParam.MarkerSymbol.Star));
        return Chart.Combine(series);
    }

    private static GenericChart Line(
        IReadOnlyList<EpochRecord> epochs, Func<EpochRecord, double> value, string name, string colour, double width, StyleParam.DrawingStyle dash, string? legend) =>
        Chart.Line<int, double, string>(
            x: epochs.Select(e => e.Epoch).ToArray(), y: epochs.Select(value).ToArray(), Name: legend ?? name, ShowLegend: legend is not null, ShowMarkers: epochs.Count < 3,
            LineColor: Palette.Colour(colour), MarkerColor: Palette.Colour(colour), LineWidth: width, LineDash: dash);
}
