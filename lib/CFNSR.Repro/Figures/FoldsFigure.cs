using System.Globalization;
using CFNSR.Repro.Training;
using Plotly.NET;
using Chart = Plotly.NET.CSharp.Chart;

namespace CFNSR.Repro.Figures;

/// <summary>The three scores of every run, fold by fold: what choosing the epoch on the test fold is worth.</summary>
public static class FoldsFigure
{
    /// <summary>Grouped columns in percent.</summary>
    /// <param name="scores">The runs of one system.</param>
    public static GenericChart Create(SystemScores scores) => Chart.Combine(Selections(scores).Select(s => Chart.Column<double, string, string>(
            values: scores.Runs.Select(r => Math.Round(100 * r.Of(s)!.Test.Accuracy, 2)).ToArray(), Keys: scores.Runs.Select(r => Label(scores, r)).ToArray(),
            Name: Words(s), MarkerColor: Palette.Colour(Colour(s)))))
        .Styled("Accuracy of every run", "test fold", "accuracy (%)").RangeY(0, 100);

    /// <summary>The same numbers with epochs, UAR and macro-F1.</summary>
    /// <param name="scores">The runs of one system.</param>
    public static FigureTable Table(SystemScores scores)
    {
        var selections = Selections(scores);
        string number(double v) => (100 * v).ToString("F1", CultureInfo.InvariantCulture);
        var rows = scores.Runs.Select(r => (string[])
        [
            Label(scores, r), string.Join(", ", r.TestActors), r.TestClips.ToString(CultureInfo.InvariantCulture),
            .. selections.SelectMany(s => (string[])
                [number(r.Of(s)!.Test.Accuracy) + $" ({r.Of(s)!.Epoch.ToString(CultureInfo.InvariantCulture)})", number(r.Of(s)!.Test.Uar), number(r.Of(s)!.Test.MacroF1)]),
        ]).ToList();
        rows.Add(
        [
            "mean ± sd", "", "",
            .. selections.SelectMany(s => (string[]) [scores.Of(s)!.ToPercent(), scores.Of(s, m => m.Uar)!.ToPercent(), scores.Of(s, m => m.MacroF1)!.ToPercent()]),
        ]);
        return new FigureTable(
            "Accuracy % (epoch), unweighted average recall % and macro-F1 % of every run",
            ["fold", "test actors", "clips", .. selections.SelectMany(s => (string[])[$"{Words(s)}: accuracy", "its UAR", "its F1"])], rows, [rows.Count - 1]);
    }

    /// <summary>The figure in words.</summary>
    /// <param name="scores">The runs of one system.</param>
    public static string Describe(SystemScores scores) => string.Create(CultureInfo.InvariantCulture, $"Columns of the accuracy of {scores.Runs.Count} runs. ") +
        string.Join(" ", Selections(scores).Select(s => $"{Words(s)}: {scores.Of(s)!.ToPercent()} %."));

    /// <summary>The selection as readers know it.</summary>
    /// <param name="selection">Which epoch.</param>
    public static string Words(Selection selection) => selection switch
    {
        Selection.Last => "last epoch",
        Selection.Validation => "chosen on validation actors",
        _ => "best on the test fold",
    };

    internal static string Colour(Selection selection) => selection switch
    {
        Selection.Last => Palette.Blue,
        Selection.Validation => Palette.Green,
        _ => Palette.Vermilion,
    };

    internal static IReadOnlyList<Selection> Selections(SystemScores scores) => [.. Enum.GetValues<Selection>().Where(s => scores.Of(s) is not null)];

    private static string Label(SystemScores scores, RunReport run) => scores.Runs.Select(r => r.Seed).Distinct().Count() > 1
        ? string.Create(CultureInfo.InvariantCulture, $"fold {run.Fold}, seed {run.Seed}")
        : string.Create(CultureInfo.InvariantCulture, $"fold {run.Fold}");
}
