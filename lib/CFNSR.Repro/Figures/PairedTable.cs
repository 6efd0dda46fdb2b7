using System.Globalization;
using CFNSR.Repro.Evaluation;

namespace CFNSR.Repro.Figures;

/// <summary>Every system against one of them, on the same clips.</summary>
public static class PairedTable
{
    /// <summary>One line a system.</summary>
    /// <param name="tests">From <see cref="PairedTests.Of"/>, at least one.</param>
    public static FigureTable Create(IReadOnlyList<PairedTest> tests) => new(
        $"Every system against {tests[0].Against}, on the same clips",
        ["system", "epoch", "points", "p, actors", "actors", "only it right", "only the other right", "p, McNemar", "p, McNemar, fold by fold"],
        [
            .. tests.Select(t => (string[])
            [
                t.System, FoldsFigure.Words(t.Selection), PairedTests.Points(t.Difference), PairedTests.P(t.PermutationP), Number(t.Actors),
                Number(t.McNemar.OnlyFirst), Number(t.McNemar.OnlySecond), PairedTests.P(t.McNemarP),
                string.Join(", ", t.Folds.Select(f => $"{Number(f.Fold)}: {PairedTests.P(f.P)}")),
            ]),
        ]);

    private static string Number(int n) => n.ToString(CultureInfo.InvariantCulture);
}
