using System.Globalization;
using CFNSR.Repro.Evaluation;

namespace CFNSR.Repro.Figures;

/// <summary>An ablation as two tables: its rows, and the questions that pairs of rows answer.</summary>
public static class AblationTable
{
    /// <summary>One line a row of the grid.</summary>
    /// <param name="ablation">The ablation.</param>
    public static FigureTable Rows(AblationSummary ablation) => new(
        $"{ablation.Name}: accuracy in percent, {ablation.Rows[0].Runs} runs a row{(ablation.Frozen ? ", encoders frozen" : "")}",
        ["row", "what", "last epoch", "chosen on validation actors", "best on the test fold", "clips right (last)", "points against row 1", "p, actors"],
        [
            .. ablation.Rows.Select(r => (string[])
            [
                r.Number.ToString(CultureInfo.InvariantCulture), r.Label, r.Last.ToPercent(), r.Validation?.ToPercent() ?? "–", r.BestTest.ToPercent(), r.Pooled.Last.ToString(),
                r.Difference is { } points ? PairedTests.Points(points) : "–", r.P is { } p ? PairedTests.P(p) : "–",
            ]),
        ]);

    /// <summary>One line a question; null when the grid asks none.</summary>
    /// <param name="ablation">The ablation.</param>
    public static FigureTable? Answers(AblationSummary ablation) => ablation.Answers.Count == 0 ? null : new(
        $"{ablation.Name}: what pairs of rows answer",
        ["rows", "question", "points", "p, actors", "p, McNemar"],
        [
            .. ablation.Answers.Select(a => (string[])
                [string.Create(CultureInfo.InvariantCulture, $"{a.First}, {a.Second}"), a.Question, PairedTests.Points(a.Difference), PairedTests.P(a.P), PairedTests.P(a.McNemarP)]),
        ]);
}
