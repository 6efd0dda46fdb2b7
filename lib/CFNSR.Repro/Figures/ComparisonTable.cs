using System.Globalization;
using CFNSR.Repro.Evaluation;

namespace CFNSR.Repro.Figures;

/// <summary>The paper's Table 2 with our three scores beside each published number, its split and its size.</summary>
public static class ComparisonTable
{
    /// <summary>One line a row; those with runs of ours are marked.</summary>
    /// <param name="rows">From <see cref="Comparison.Rows"/>.</param>
    public static FigureTable Create(IReadOnlyList<ComparisonRow> rows) => new(
        "Table 2: published accuracy (%) beside ours",
        ["model", "published", "its split", "size", "ours: last epoch", "ours: chosen on validation actors", "ours: best on the test fold", "clips right (last)", "our runs", "our size"],
        [
            .. rows.Select(r => (string[])
            [
                Name(r), r.Published?.Printed ?? "–", r.Published is null ? "–" : r.Published.Split ?? "not known", r.Published?.PublishedParameters ?? "–",
                r.Last?.ToPercent() ?? "–", r.Validation?.ToPercent() ?? "–", r.BestTest?.ToPercent() ?? "–", r.Pooled?.Last.ToString() ?? "–",
                r.Runs > 0 ? string.Create(CultureInfo.InvariantCulture, $"{r.Runs} on {r.Split}") : "–", r.Parameters?.ToString("N0", CultureInfo.InvariantCulture) ?? "–",
            ]),
        ],
        [.. rows.Index().Where(r => r.Item.Runs > 0).Select(r => r.Index)]);

    /// <summary>The name in the paper, or the kit's.</summary>
    internal static string Name(ComparisonRow row) => row.Published?.Name ?? row.System;
}
