using System.Globalization;
using System.Text;
using System.Text.Json;
using CFNSR.Repro.Training;

namespace CFNSR.Repro.Evaluation;

/// <summary>An ablation as it is committed: <c>summary.json</c> and <c>summary.md</c>. It holds no path of the machine.</summary>
public sealed record AblationSummary : Provenance
{
    private const int FewActors = 8;

    /// <summary>Name of the experiment and the grid, e.g. <c>hybrid/ablate-heads</c>.</summary>
    public required string Name { get; init; }

    /// <summary>What is varied.</summary>
    public required string What { get; init; }

    /// <summary>The settings that differ from the defaults in all rows, as overrides.</summary>
    public required IReadOnlyList<string> Settings { get; init; }

    /// <summary>Whether the encoders were kept as the unimodal runs left them.</summary>
    public required bool Frozen { get; init; }

    /// <summary>The rows, by number.</summary>
    public required IReadOnlyList<AblationResult> Rows { get; init; }

    /// <summary>How many actors were tested; null in older summaries.</summary>
    public int? Actors { get; init; }

    /// <summary>Rows without a result because their training diverged, with the reason; empty as a rule.</summary>
    public IReadOnlyList<string> Lost { get; init; } = [];

    /// <summary>The questions, answered.</summary>
    public required IReadOnlyList<AblationAnswer> Answers { get; init; }

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
    public static AblationSummary Read(string file) => Json.ReadFile<AblationSummary>(file, "the summary of an ablation");

    /// <summary>The summary for people.</summary>
    public string ToMarkdown()
    {
        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture, $"# {Name}\n\n{What} {Data}. Split {Split} ({SplitHash[..8]}), {Rows[0].Runs} runs a row");
        text.Append(Frozen ? "; the encoders are those of the unimodal runs and stay as they are, only the fusion is trained.\n\n" : ".\n\n");
        text.Append(MadeBy());
        text.Append(CultureInfo.InvariantCulture, $"- wall time: {Rows.Sum(row => row.Seconds):F0} s for all rows\n- settings of all rows: {string.Join(' ', Settings)}\n\n");
        text.Append("Accuracy on the test fold in percent: mean ± sample standard deviation over runs. Points and p against row 1: see below.\n\n");
        text.Append("| row | what | last epoch | chosen on validation | best on test | clips right (last) | UAR (last) | parameters | points | p, actors |\n|---|---|---|---|---|---|---|---|---|---|\n");
        foreach (var row in Rows)
        {
            text.Append(CultureInfo.InvariantCulture, $"| {row.Number} | {row.Label} | {row.Last.ToPercent()} | {row.Validation?.ToPercent() ?? "-"} | {row.BestTest.ToPercent()} ");
            text.Append(CultureInfo.InvariantCulture, $"| {row.Pooled.Last} | {row.Uar.ToPercent()} | {row.Parameters:N0} ");
            text.Append(CultureInfo.InvariantCulture, $"| {(row.Difference is { } points ? PairedTests.Points(points) : "-")} | {(row.P is { } p ? PairedTests.P(p) : "-")} |\n");
        }

        foreach (string lost in Lost) text.Append(CultureInfo.InvariantCulture, $"\nNo result: {lost}\n");
        if (Answers.Count > 0)
        {
            text.Append("\n| rows | question | epoch | points | p, actors | p, McNemar |\n|---|---|---|---|---|---|\n");
            foreach (var answer in Answers)
            {
                text.Append(CultureInfo.InvariantCulture, $"| {answer.First}, {answer.Second} | {answer.Question} | {answer.Epoch} ");
                text.Append(CultureInfo.InvariantCulture, $"| {PairedTests.Points(answer.Difference)} | {PairedTests.P(answer.P)} | {PairedTests.P(answer.McNemarP)} |\n");
            }
        }

        text.Append(CultureInfo.InvariantCulture, $"\n{PairedTests.Explanation}\n");
        if (Actors is < FewActors)
        {
            text.Append(CultureInfo.InvariantCulture, $"\nOnly {Actors} actors were tested, which are few: whatever they do, p over actors cannot fall below {2 / Math.Pow(2, Actors.Value):F3}. ");
            text.Append("Read the differences as a hint.\n");
        }

        if (Rows.All(row => row.Command == Command)) return text.ToString(); // part of a larger command that has none for a row
        text.Append("\nOne row by itself:\n\n");
        foreach (var row in Rows) text.Append(CultureInfo.InvariantCulture, $"{row.Number}. `{row.Command}`\n");
        return text.ToString();
    }
}
