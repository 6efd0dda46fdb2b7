using System.Globalization;
using CFNSR.Repro.Data;
using CFNSR.Repro.Scores;
using Plotly.NET;
using Chart = Plotly.NET.CSharp.Chart;

namespace CFNSR.Repro.Figures;

/// <summary>The paper's Figure 7: what each emotion was taken for. Rows are the truth, columns the prediction.</summary>
public static class ConfusionFigure
{
    /// <summary>Counts of clips. Rows cannot be compared with each other: neutral has half as many clips as any other class.</summary>
    /// <param name="matrix">An 8 × 8 matrix.</param>
    public static GenericChart Counts(ConfusionMatrix matrix) =>
        Draw(matrix, (t, p) => matrix[t, p], v => v.ToString("F0", CultureInfo.InvariantCulture), "Figure 7: confusion, clips");

    /// <summary>Percent of each true class: every row sums to 100.</summary>
    /// <param name="matrix">An 8 × 8 matrix.</param>
    public static GenericChart Normalised(ConfusionMatrix matrix)
    {
        var shares = matrix.RowNormalised();
        return Draw(matrix, (t, p) => 100 * shares[t, p], v => v.ToString("F0", CultureInfo.InvariantCulture), "Figure 7: confusion, % of the true class");
    }

    /// <summary>The figure in words: recall of each class and the commonest confusion.</summary>
    /// <param name="matrix">An 8 × 8 matrix.</param>
    public static string Describe(ConfusionMatrix matrix)
    {
        var classes = Enumerable.Range(0, matrix.Classes).ToArray();
        var worst = classes.SelectMany(t => classes.Where(p => p != t).Select(p => (Truth: t, Said: p, Count: matrix[t, p]))).MaxBy(c => c.Count);
        string recalls = string.Join(", ", classes.Where(c => matrix.Support(c) > 0).Select(c => string.Create(CultureInfo.InvariantCulture, $"{Emotions.Names[c]} {100 * matrix.Recall(c):F0} %")));
        string confused = worst.Count == 0 ? "No clip was confused."
            : string.Create(CultureInfo.InvariantCulture, $"The commonest confusion is {Emotions.Names[worst.Truth]} taken for {Emotions.Names[worst.Said]} ({worst.Count} of {matrix.Support(worst.Truth)}).");
        return string.Create(CultureInfo.InvariantCulture, $"Confusion matrix of {matrix.Total} clips, {matrix.Correct} of them right. Recall: {recalls}. {confused}");
    }

    private static GenericChart Draw(ConfusionMatrix matrix, Func<int, int, double> value, Func<double, string> text, string title)
    {
        var classes = Enumerable.Range(0, matrix.Classes).ToArray();
        var values = classes.Select(t => classes.Select(p => value(t, p)).ToArray()).ToArray();
        double top = values.Max(row => row.Max());
        // dark cells carry white figures
        string shown(double v) => v > 0.55 * top ? $"<span style=\"color:#ffffff\">{text(v)}</span>" : $"<span style=\"color:#1b2733\">{text(v)}</span>";
        var names = Emotions.Names.Take(matrix.Classes).ToArray();
        return Chart.AnnotatedHeatmap<double, string, string, string>(
            zData: values, annotationText: values.Select(row => row.Select(shown)), X: names, Y: names,
            ColorScale: Palette.Blues, ShowScale: false, XGap: 1, YGap: 1, ReverseYAxis: true)
        .Styled(title, "predicted", "true", 620, 600);
    }
}
