using System.Globalization;
using System.Text;
using System.Text.Json;
using CFNSR.Repro.Training;

namespace CFNSR.Repro.Evaluation;

/// <summary>The honesty page as it is committed: <c>summary.json</c> and <c>summary.md</c>. It holds no path of the machine. Taught in notebook 01.</summary>
public sealed record HonestySummary : Provenance
{
    /// <summary>Name of the experiment, e.g. <c>hybrid/honesty</c>.</summary>
    public required string Name { get; init; }

    /// <summary>The settings that differ from the defaults in the basis, as overrides.</summary>
    public required IReadOnlyList<string> Settings { get; init; }

    /// <summary>What each way of measuring is worth.</summary>
    public required IReadOnlyList<HonestyLine> Lines { get; init; }

    /// <summary>The accuracy over many test folds of drawn actors.</summary>
    public required IReadOnlyList<ScoreDistribution> Distributions { get; init; }

    /// <summary>Writes <c>summary.json</c> and <c>summary.md</c>.</summary>
    /// <param name="folder">Where to; made when missing.</param>
    public void Write(string folder)
    {
        AtomicFile.WriteText(Path.Combine(folder, "summary.json"), JsonSerializer.Serialize(this, Json.Options) + "\n");
        AtomicFile.WriteText(Path.Combine(folder, "summary.md"), ToMarkdown());
    }

    /// <summary>Reads a <c>summary.json</c>.</summary>
    /// <param name="file">The file.</param>
    /// <exception cref="KitException">It cannot be read.</exception>
    public static HonestySummary Read(string file) => Json.ReadFile<HonestySummary>(file, "a honesty page");

    /// <summary>The summary for people.</summary>
    public string ToMarkdown()
    {
        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture, $"# {Name}\n\nWhat the way of measuring is worth, on the same clips: {Data}. Split {Split} ({SplitHash[..8]}).\n\n");
        text.Append(CultureInfo.InvariantCulture, $"{MadeBy()}- settings: {string.Join(' ', Settings)}\n\n");
        text.Append("| what differs | system | from | accuracy | to | accuracy | points | p, actors | on |\n|---|---|---|---|---|---|---|---|---|\n");
        foreach (var line in Lines)
        {
            text.Append(CultureInfo.InvariantCulture, $"| {line.What} | {line.System} | {line.From} | {100 * line.First:F2} | {line.To} | {100 * line.Second:F2} ");
            text.Append(CultureInfo.InvariantCulture, $"| {PairedTests.Points(line.Difference)} | {(line.P is { } p ? PairedTests.P(p) : "-")} | {line.Note} |\n");
        }

        if (Distributions.Count == 0) return text.ToString();
        text.Append("\nThe same system on many test folds of drawn actors (accuracy in percent):\n\n");
        text.Append("| system | test folds | epoch | mean ± sd | lowest | 95 % of the folds | highest |");
        text.Append(string.Concat(Distributions[0].Published.Select(p => string.Create(CultureInfo.InvariantCulture, $" reach {100 * p.Accuracy:F2} ({p.System}) |"))));
        text.Append("\n|---|---|---|---|---|---|---|").Append(string.Concat(Distributions[0].Published.Select(_ => "---|"))).Append('\n');
        foreach (var d in Distributions)
        {
            text.Append(CultureInfo.InvariantCulture, $"| {d.System} | {Folds(d)} | {d.Score.Replace('_', ' ')} | {100 * d.Mean:F2} ± {100 * d.Deviation:F2} ");
            text.Append(CultureInfo.InvariantCulture, $"| {100 * d.Lowest:F2} | {100 * d.Low:F2} to {100 * d.High:F2} | {100 * d.Highest:F2} |");
            text.Append(string.Concat(d.Published.Select(p => string.Create(CultureInfo.InvariantCulture, $" {100 * p.Share:F1} % |")))).Append('\n');
        }

        return text.Append('\n').Append(Gap()).Append('\n').ToString();
    }

    /// <summary>What a distribution's test folds are, in words.</summary>
    public static string Folds(ScoreDistribution d) => string.Create(CultureInfo.InvariantCulture,
        $"{d.TestFolds} of {d.TestActors} of {d.Actors} actors, {(d.Retrained ? "trained anew" : "from out-of-fold predictions")}");

    /// <summary>The paper's lead over CFN-SR beside the spread of a fold, in one or two sentences; empty without distributions.</summary>
    public string Gap()
    {
        if (Distributions.Count == 0) return "";
        var (paper, before) = (Distributions[0].Published[0], Distributions[0].Published[1]);
        string deviations = string.Join(", ", Distributions.Select(d => (100 * d.Deviation).ToString("F2", CultureInfo.InvariantCulture)).Distinct());
        return string.Create(CultureInfo.InvariantCulture,
            $"The published {100 * paper.Accuracy:F2} ({paper.System}) is {100 * (paper.Accuracy - before.Accuracy):F2} points above the published {100 * before.Accuracy:F2} ({before.System}). ")
            + $"The standard deviation between test folds is here, line by line, {deviations} points. "
            + "The published numbers belong to networks with picture and sound on real clips: they mark the axis, they are not what these runs should reach.";
    }
}
