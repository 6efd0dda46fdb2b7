using System.Globalization;
using CFNSR.Repro.Evaluation;
using CFNSR.Repro.Scores;
using CFNSR.Repro.Training;
using Plotly.NET;
using Chart = Plotly.NET.CSharp.Chart;

namespace CFNSR.Repro.Figures;

/// <summary>Table 2 as a picture: published numbers as bars, our three scores as marks on the same line.</summary>
public static class ComparisonFigure
{
    /// <summary>Bars to the right, the first row on top.</summary>
    /// <param name="rows">From <see cref="Comparison.Rows"/>.</param>
    public static GenericChart Create(IReadOnlyList<ComparisonRow> rows)
    {
        var names = Names(rows);
        // plotly counts categories from below
        var lines = rows.Select((r, i) => (Name: names[i], Row: r)).Reverse().ToArray();
        var charts = new List<GenericChart>
        {
            Chart.Bar<double, string, string>(
                values: lines.Select(l => l.Row.Published?.Accuracy ?? 0).ToArray(), Keys: lines.Select(l => l.Name).ToArray(), Name: "published",
                MultiText: lines.Select(l => l.Row.Published?.Printed ?? "").ToArray(), TextPosition: StyleParam.TextPosition.Inside,
                MarkerColor: Palette.Colour(Palette.Grey)),
        };
        foreach (var selection in Enum.GetValues<Selection>())
        {
            var marks = lines.Where(l => Score(l.Row, selection) is not null).ToArray();
            if (marks.Length == 0) continue;
            charts.Add(Chart.Point<double, string, string>(
                x: marks.Select(l => Math.Round(100 * Score(l.Row, selection)!.Mean, 2)).ToArray(), y: marks.Select(l => l.Name).ToArray(),
                Name: "ours, " + FoldsFigure.Words(selection), MarkerColor: Palette.Colour(FoldsFigure.Colour(selection)), MarkerSymbol: Symbol(selection)));
        }

        return Chart.Combine(charts).Styled("Table 2: published accuracy and ours", "accuracy (%)", "", 760, 120 + (34 * lines.Length)).RangeX(0, 100);
    }

    /// <summary>The figure in words.</summary>
    /// <param name="rows">From <see cref="Comparison.Rows"/>.</param>
    public static string Describe(IReadOnlyList<ComparisonRow> rows)
    {
        var published = rows.Where(r => r.Published is not null).Select(r => r.Published!.Accuracy).ToArray();
        var names = Names(rows);
        string them = published.Length == 0 ? "No published numbers."
            : string.Create(CultureInfo.InvariantCulture, $"Bars of {published.Length} published accuracies from {published.Min():F2} to {published.Max():F2} %.");
        return them + " Ours: " + string.Join("; ", rows.Index().Where(r => r.Item.Runs > 0).Select(r =>
            $"{names[r.Index]} " + string.Join(", ", Enum.GetValues<Selection>().Where(s => Score(r.Item, s) is not null).Select(s => $"{FoldsFigure.Words(s)} {Score(r.Item, s)!.ToPercent()} %")))) + ".";
    }

    /// <summary>One name a line; runs of one system on several splits are told apart by the split.</summary>
    private static string[] Names(IReadOnlyList<ComparisonRow> rows) =>
        [.. rows.Select(r => rows.Count(o => o.System == r.System) > 1 ? $"{ComparisonTable.Name(r)}, {r.Split}" : ComparisonTable.Name(r))];

    private static MeanAndSpread? Score(ComparisonRow row, Selection selection) => selection switch
    {
        Selection.Last => row.Last,
        Selection.Validation => row.Validation,
        _ => row.BestTest,
    };

    private static StyleParam.MarkerSymbol Symbol(Selection selection) => selection switch
    {
        Selection.Last => StyleParam.MarkerSymbol.Circle,
        Selection.Validation => StyleParam.MarkerSymbol.Diamond,
        _ => StyleParam.MarkerSymbol.Star,
    };
}
