using System.Globalization;
using System.Text;
using CFNSR.Repro.Scores;
using CFNSR.Repro.Training;

namespace CFNSR.Repro.Evaluation;

/// <summary>
/// Table 2: the published number with its protocol, and ours at three scores. Every system of the paper has a row, with or without
/// runs; runs of the same system on different splits or clips, of different size or settings stand in different rows, for they are not comparable. Taught in notebook 09.
/// </summary>
public static class Comparison
{
    /// <summary>The rows, the paper's order first, then systems that the paper does not list.</summary>
    /// <param name="reports">Finished runs.</param>
    /// <param name="numbers">The published numbers; those of the kit when null.</param>
    public static IReadOnlyList<ComparisonRow> Rows(IEnumerable<RunReport> reports, PaperNumbers? numbers = null)
    {
        numbers ??= PaperNumbers.Default;
        var groups = reports.ToLookup(report => report.System);
        var systems = numbers.Table2.Select(row => row.System).Concat(groups.Select(group => group.Key).Order(StringComparer.Ordinal)).Distinct();
        return systems.SelectMany(system => RowsOf(system, numbers.Row(system), groups[system])).ToArray();
    }

    /// <summary>The rows as a Markdown table, accuracy in percent.</summary>
    public static string ToMarkdown(IEnumerable<ComparisonRow> rows)
    {
        var text = new StringBuilder(
            """
            | system | published | measured how | our split | runs | last epoch | chosen on validation | best on test | clips right (last) | UAR (last) | macro-F1 (last) | top-2 (last) | top-4 (last) | parameters | seconds a run |
            |---|---|---|---|---|---|---|---|---|---|---|---|---|---|---|

            """.ReplaceLineEndings("\n"));
        foreach (var row in rows)
        {
            text.Append(CultureInfo.InvariantCulture, $"| {row.Published?.Name ?? row.System} | {row.Published?.Printed ?? "-"} | {row.Published?.Rule ?? "-"} ");
            text.Append(CultureInfo.InvariantCulture, $"| {row.Split ?? "-"} | {(row.Runs > 0 ? row.Runs : "not run")} ");
            text.Append(CultureInfo.InvariantCulture, $"| {Score(row.Last)} | {Score(row.Validation)} | {Score(row.BestTest)} | {row.Pooled?.Last.ToString() ?? "-"} ");
            text.Append(CultureInfo.InvariantCulture, $"| {Score(row.Uar)} | {Score(row.MacroF1)} | {Score(row.Top2)} | {Score(row.Top4)} ");
            text.Append(CultureInfo.InvariantCulture, $"| {row.Parameters?.ToString("N0", CultureInfo.InvariantCulture) ?? "-"} ");
            text.Append(CultureInfo.InvariantCulture, $"| {row.Seconds?.ToString("F0", CultureInfo.InvariantCulture) ?? "-"} |\n");
        }

        return text.ToString();

        static string Score(MeanAndSpread? score) => score?.ToPercent() ?? "-";
    }

    private static IEnumerable<ComparisonRow> RowsOf(string system, PublishedRow? published, IEnumerable<RunReport> reports)
    {
        var settings = reports.GroupBy(report => (report.Split, report.Kind))
            .OrderBy(group => group.Key.Split, StringComparer.Ordinal).ThenBy(group => group.Key.Kind.Parameters).ToArray();
        if (settings.Length == 0) yield return new ComparisonRow(system, published, null, 0, null, null, null, null, null, null, null, null, null, null);
        foreach (var group in settings)
        {
            yield return new ComparisonRow(
                system, published, $"{group.Key.Split} ({group.Key.Kind.SplitHash[..8]})", group.Count(),
                Spread(group, report => report.Last), Spread(group, report => report.Validation), Spread(group, report => report.BestTest),
                MeanAndSpread.Of(group.Select(report => report.Last.Test.Uar)), MeanAndSpread.Of(group.Select(report => report.Last.Test.MacroF1)),
                group.Key.Kind.Parameters, group.Average(report => report.Seconds), PooledScores.Of([.. group]),
                MeanAndSpread.Of(group.Select(report => report.Last.Test.Top2)), MeanAndSpread.Of(group.Select(report => report.Last.Test.Top4)));
        }
    }

    /// <summary>Null unless every run of the group has the score: a mean over some of the folds would mislead.</summary>
    private static MeanAndSpread? Spread(IEnumerable<RunReport> reports, Func<RunReport, EpochScore?> score) =>
        reports.All(report => score(report) is not null) ? MeanAndSpread.Of(reports.Select(report => score(report)!.Test.Accuracy)) : null;
}
