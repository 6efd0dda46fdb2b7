using System.Globalization;
using System.Text;
using CFNSR.Repro.Training;

namespace CFNSR.Repro.Evaluation;

/// <summary>Every system of a comparison against one of them.</summary>
public static class PairedTests
{
    /// <summary>The system to compare with unless another is named: the paper's, if it is among them, else the first.</summary>
    /// <param name="systems">The systems' names.</param>
    public static string Reference(IReadOnlyList<string> systems) => systems.Contains("cfnsr-msafnet") ? "cfnsr-msafnet" : systems[0];

    /// <summary>The tests, in the order of the systems; those that share no clip with the reference are left out.</summary>
    /// <param name="runs">The runs of each system.</param>
    /// <param name="against">The system to compare with.</param>
    /// <exception cref="KitException">It is not among the systems.</exception>
    public static IReadOnlyList<PairedTest> Of(IReadOnlyList<(string System, IReadOnlyList<JudgedRun> Runs)> runs, string against)
    {
        var reference = runs.FirstOrDefault(item => item.System == against).Runs
            ?? throw new KitException($"there are no runs of {against} to compare with", expected: string.Join(", ", runs.Select(item => item.System)));
        return [.. runs.Where(item => item.System != against).Select(item => PairedTest.Of(item.System, item.Runs, against, reference)).OfType<PairedTest>()];
    }

    /// <summary>The tests as a Markdown table, with what they are below it; empty without tests.</summary>
    public static string ToMarkdown(IReadOnlyList<PairedTest> tests)
    {
        if (tests.Count == 0) return "";
        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture, $"Every system against {tests[0].Against}, on the same clips:\n\n");
        text.Append("| system | epoch | points | p, actors | actors | only it right | only the other right | p, McNemar | p, McNemar, fold by fold |\n|---|---|---|---|---|---|---|---|---|\n");
        foreach (var test in tests)
        {
            text.Append(CultureInfo.InvariantCulture, $"| {test.System} | {Words(test.Selection)} | {Points(test.Difference)} | {P(test.PermutationP)} | {test.Actors} ");
            text.Append(CultureInfo.InvariantCulture, $"| {test.McNemar.OnlyFirst} | {test.McNemar.OnlySecond} | {P(test.McNemarP)} ");
            text.Append(CultureInfo.InvariantCulture, $"| {string.Join(", ", test.Folds.Select(fold => string.Create(CultureInfo.InvariantCulture, $"{fold.Fold}: {P(fold.P)}")))} |\n");
        }

        return text.Append('\n').Append(Explanation).Append('\n').ToString();
    }

    /// <summary>What the two p values are.</summary>
    public static string Explanation =>
        "Points: accuracy minus the other's, mean over actors. p, actors: permutation test, each actor's difference may have the other sign; the one to read, because clips of one actor "
        + "are alike. p, McNemar: exact binomial test on the clips that only one of the two recognised, as if clips were independent, on the first seed. No p value is corrected for the number of comparisons.";

    /// <summary>A difference in points with its sign: <c>+1.25</c>.</summary>
    public static string Points(double difference) => (100 * difference).ToString("+0.00;-0.00;0.00", CultureInfo.InvariantCulture);

    /// <summary>A p value with three decimals: <c>0.031</c>, <c>&lt;0.001</c>.</summary>
    public static string P(double p) => p < 0.001 ? "<0.001" : p.ToString("F3", CultureInfo.InvariantCulture);

    /// <summary>An epoch's selection in one word.</summary>
    internal static string Words(Selection selection) => selection switch
    {
        Selection.Last => "last",
        Selection.Validation => "chosen on validation",
        _ => "best on test",
    };
}
