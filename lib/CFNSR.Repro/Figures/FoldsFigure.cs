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

    /// <summary>The same numbers with epochs, UAR and macro-F1: one line a run and score, then the means.</summary>
    /// <param name="scores">The runs of one system.</param>
    public static FigureTable Table(SystemScores scores)
    {
        var selections = Selections(scores);
        string number(double v) => (100 * v).ToString("F2", CultureInfo.InvariantCulture);
        var rows = new List<string[]>();
        foreach (var run in scores.Runs)
        {
            foreach (var selection in selections)
            {
                var (epoch, test) = run.Of(selection)!;
                rows.Add(
                [
                    Label(scores, run), string.Join(", ", run.TestActors), run.TestClips.ToString(CultureInfo.InvariantCulture), Words(selection),
                    epoch.ToString(CultureInfo.InvariantCulture), number(test.Accuracy), number(test.Uar), number(test.MacroF1),
                ]);
            }
        }

        int runs = rows.Count;
        rows.AddRange(selections.Select(s => (string[])
            ["mean ± sd", "", "", Words(s), "", scores.Of(s)!.ToPercent(), scores.Of(s, m => m.Uar)!.ToPercent(), scores.Of(s, m => m.MacroF1)!.ToPercent()]));
        return new FigureTable(
            "Every run: accuracy, unweighted average recall and macro-F1 in percent",
            ["fold", "test actors", "clips", "epoch chosen as", "epoch", "accuracy", "UAR", "macro-F1"], rows, [.. Enumerable.Range(runs, selections.Count)]);
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
