using System.Globalization;
using System.Text;
using System.Text.Json;
using CFNSR.Repro.Training;

namespace CFNSR.Repro.Evaluation.Robustness;

/// <summary>
/// Accuracy of finished runs on spoilt clips of their test folds, saved as <c>robustness.json</c>, <c>.md</c> and <c>.csv</c>. It holds no path of the machine.
/// </summary>
public sealed record RobustnessTable : Provenance
{
    /// <summary>Name of the JSON file.</summary>
    public const string FileName = "robustness.json";

    /// <summary>Wall time.</summary>
    public required double Seconds { get; init; }

    /// <summary>Whether the picture is drawn.</summary>
    public required bool Synthetic { get; init; }

    /// <summary>The folds whose test clips were judged.</summary>
    public required IReadOnlyList<int> Folds { get; init; }

    /// <summary>The checkpoint: best or last.</summary>
    public required string Checkpoint { get; init; }

    /// <summary>The seed of noise and frames.</summary>
    public required int Seed { get; init; }

    /// <summary>Accuracy of somebody who always names the most frequent emotion.</summary>
    public required double Chance { get; init; }

    /// <summary>System by system, the clean clips first.</summary>
    public required IReadOnlyList<RobustnessRow> Rows { get; init; }

    /// <summary>Where a system is there with several settings: each pair of them, test by test.</summary>
    public required IReadOnlyList<RobustnessDifference> Differences { get; init; }

    /// <summary>The systems in their order.</summary>
    public IReadOnlyList<string> Systems() => [.. Rows.Select(row => row.System).Distinct()];

    /// <summary>The tests by heading, each heading with its levels in order; the clean clip is not among them.</summary>
    public IReadOnlyList<IGrouping<string, Perturbation>> Panels() =>
        [.. Rows.Select(row => row.Test).Distinct().Where(test => test != Perturbation.Clean).GroupBy(test => test.Panel)];

    /// <summary>One system in one test.</summary>
    /// <param name="system">One of <see cref="Systems"/>.</param>
    /// <param name="test">A test that was made.</param>
    public RobustnessRow this[string system, Perturbation test] => Rows.First(row => row.System == system && row.Test == test);

    /// <summary>Writes the three files.</summary>
    /// <param name="folder">Where to; made when missing.</param>
    /// <exception cref="KitException">It cannot be written.</exception>
    public void Write(string folder)
    {
        AtomicFile.WriteText(Path.Combine(folder, FileName), JsonSerializer.Serialize(this, Json.Options) + "\n");
        AtomicFile.WriteText(Path.Combine(folder, Path.ChangeExtension(FileName, ".md")), ToMarkdown());
        AtomicFile.WriteText(Path.Combine(folder, Path.ChangeExtension(FileName, ".csv")), ToCsv());
    }

    /// <summary>Reads a <c>robustness.json</c>.</summary>
    /// <param name="file">The file.</param>
    /// <exception cref="KitException">It cannot be read.</exception>
    public static RobustnessTable Read(string file)
    {
        try
        {
            return JsonSerializer.Deserialize<RobustnessTable>(File.ReadAllText(file), Json.Options) ?? throw new JsonException("null");
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or JsonException)
        {
            throw new KitException($"cannot be read as a robustness result: {error.Message}", file, cure: "Make it again with cfnsr robustness.", inner: error);
        }
    }

    /// <summary>One line a run and test: <c>system,test,level,fold,seed,clips,accuracy,uar</c>.</summary>
    public string ToCsv()
    {
        var text = new StringBuilder("system,test,level,fold,seed,clips,accuracy,uar\n");
        foreach (var row in Rows)
        {
            string system = row.System.Contains(',', StringComparison.Ordinal) ? $"\"{row.System}\"" : row.System;
            foreach (var run in row.Runs)
            {
                text.Append(CultureInfo.InvariantCulture,
                    $"{system},{row.Test.Kind.Word},{row.Test.Level},{run.Fold},{run.Seed},{run.Clips},{run.Accuracy:F6},{run.Uar:F6}\n");
            }
        }

        return text.ToString();
    }

    /// <summary>The result for people.</summary>
    public string ToMarkdown()
    {
        var text = new StringBuilder();
        int runs = Rows[0].Runs.Count, clips = Rows[0].Runs.Sum(run => run.Clips);
        text.Append(CultureInfo.InvariantCulture, $"# Robustness\n\n{Data}. Split {Split} ({SplitHash[..8]}), folds {string.Join(", ", Folds)}: {runs} runs a system, {clips} test clips.\n\n");
        text.Append(CultureInfo.InvariantCulture, $"{MadeBy()}- wall time: {Seconds:F0} s\n");
        text.Append(CultureInfo.InvariantCulture, $"- weights: checkpoint `{Checkpoint}` of each run; seed of noise and frames: {Seed}\n\n");
        text.Append(CultureInfo.InvariantCulture, $"Accuracy on the test fold in percent, mean ± sample standard deviation over the runs. Always naming the most frequent emotion gives {100 * Chance:F2}.\n");
        foreach (var panel in Panels()) Append(text, panel);
        foreach (var pair in Differences.GroupBy(difference => (difference.First, difference.Second))) Append(text, pair.Key, pair);
        return text.ToString();
    }

    private void Append(StringBuilder text, IGrouping<string, Perturbation> panel)
    {
        Perturbation[] tests = [Perturbation.Clean, .. panel];
        text.Append(CultureInfo.InvariantCulture, $"\n## {panel.Key}\n\nWhat is done: {panel.First().Meaning}.\n\n");
        text.Append(CultureInfo.InvariantCulture, $"| system | {string.Join(" | ", tests.Select(test => test.Label))} |\n|---|{string.Concat(tests.Select(_ => "---|"))}\n");
        foreach (string system in Systems())
            text.Append(CultureInfo.InvariantCulture, $"| {system} | {string.Join(" | ", tests.Select(test => this[system, test].Accuracy.ToPercent()))} |\n");
    }

    private static void Append(StringBuilder text, (string First, string Second) pair, IEnumerable<RobustnessDifference> tests)
    {
        text.Append(CultureInfo.InvariantCulture, $"\n## {pair.First} against {pair.Second}\n\nAccuracy of the first less that of the second on the same clips, in points, with its 95 % interval by bootstrap over actors.\n\n");
        text.Append("| test | level | difference | interval | over runs |\n|---|---|---|---|---|\n");
        foreach (var t in tests)
        {
            text.Append(CultureInfo.InvariantCulture,
                $"| {t.Test.Panel} | {(t.Test == Perturbation.Clean ? "" : t.Test.Label)} | {100 * t.Interval.Value:+0.00;-0.00;0.00} | {100 * t.Interval.Low:+0.00;-0.00;0.00} to {100 * t.Interval.High:+0.00;-0.00;0.00} | {t.Accuracy.ToPercent()} |\n");
        }
    }
}
