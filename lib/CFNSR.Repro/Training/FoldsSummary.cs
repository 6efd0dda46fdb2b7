using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using CFNSR.Repro.Data;
using CFNSR.Repro.Scores;

namespace CFNSR.Repro.Training;

/// <summary>
/// All folds and seeds of an experiment in one place, saved as <c>summary.json</c> and <c>summary.md</c>: what was run, where and when, the three
/// scores a run, their mean and spread, the pooled confusion matrix. It holds no path of the machine.
/// </summary>
public sealed record FoldsSummary : Provenance
{
    /// <summary>Name of the experiment.</summary>
    public required string Name { get; init; }

    /// <summary>The settings that differ from the defaults, as overrides; fold and seed left out.</summary>
    public required IReadOnlyList<string> Settings { get; init; }

    /// <summary>The system that was trained.</summary>
    public required string System { get; init; }

    /// <summary>Parameters of the network.</summary>
    public required long Parameters { get; init; }

    /// <summary>Accuracy of the last epoch.</summary>
    public required ScoreSpread Last { get; init; }

    /// <summary>Accuracy of the epoch chosen on validation actors; null with <c>validation=none</c>.</summary>
    public required ScoreSpread? Validation { get; init; }

    /// <summary>Accuracy of the best epoch on the test fold.</summary>
    public required ScoreSpread BestTest { get; init; }

    /// <summary>Unweighted average recall of the last epoch.</summary>
    public required ScoreSpread Uar { get; init; }

    /// <summary>Macro-F1 of the last epoch.</summary>
    public required ScoreSpread MacroF1 { get; init; }

    /// <summary>Share of clips whose true class is among the two most probable, last epoch; null in older summaries.</summary>
    public ScoreSpread? Top2 { get; init; }

    /// <summary>The same for four.</summary>
    public ScoreSpread? Top4 { get; init; }

    /// <summary>The three scores as counts of clips over all runs; null in older summaries.</summary>
    public PooledScores? Pooled { get; init; }

    /// <summary>95 % interval of the last epoch's accuracy over all test clips, by bootstrap over actors.</summary>
    public required Interval LastInterval { get; init; }

    /// <summary>Last epoch, all runs pooled: rows the true class, columns the predicted one.</summary>
    public required IReadOnlyList<IReadOnlyList<int>> Confusion { get; init; }

    /// <summary>What test folds lack, in words; empty where every fold is whole.</summary>
    public IReadOnlyList<string> Gaps { get; init; } = [];

    /// <summary>The runs, by fold and seed.</summary>
    public required IReadOnlyList<RunLine> Runs { get; init; }

    /// <summary>Sums up finished runs.</summary>
    /// <param name="runs">Runs of one experiment: same settings but for fold and seed.</param>
    /// <param name="name">Name of the experiment.</param>
    /// <param name="command">The command that repeats it.</param>
    /// <param name="data">What the clips are, in words.</param>
    /// <param name="dataHash">Hash of the clip store.</param>
    /// <exception cref="KitException">There are no runs, or their settings differ.</exception>
    public static FoldsSummary Of(IReadOnlyCollection<RunReader> runs, string name, string command, string data, string dataHash)
    {
        if (runs.Count == 0) throw new KitException($"there are no finished runs of {name}", cure: "Train them first.");
        var settings = runs.Select(run => Common(run.Experiment)).Distinct().ToArray();
        if (settings.Length > 1)
        {
            throw new KitException($"the runs of {name} differ in {string.Join(", ", Overrides.Between(settings[0], settings[1]))}",
                cure: "Sum up one setting at a time.");
        }

        var reports = runs.Select(run => run.Report).ToArray();
        Refuse(name, reports);
        var places = runs.Select(run => run.Environment).ToArray();
        var lines = reports.Select(Line).OrderBy(line => line.Fold).ThenBy(line => line.Seed).ToArray();
        var predictions = runs.SelectMany(run => run.Predictions[Selection.Last].Predictions).ToArray();
        var matrix = ConfusionMatrix.Of(predictions, Emotions.Count);
        return new FoldsSummary
        {
            Name = name, Command = command, Settings = Overrides.Between(new Experiment(), settings[0]), System = reports[0].System,
            Split = reports[0].Split, SplitHash = reports[0].SplitHash, Data = data, DataHash = dataHash,
            Commit = Words(places.Select(place => RunEnvironment.CommitOf(place["kit"]))),
            Hardware = Words(places.Select(place => $"{place["cpu"]}; device {place["device"]}, {place["threads"]} threads")),
            LibTorch = Words(places.Select(place => place["libtorch"])),
            Date = places.Max(place => place["date"])!,
            Parameters = reports[0].Parameters,
            Last = ScoreSpread.Of(lines, line => line.Last)!,
            Validation = ScoreSpread.Of(lines, line => line.Validation),
            BestTest = ScoreSpread.Of(lines, line => line.BestTest)!,
            Uar = ScoreSpread.Of(lines, line => line.Uar)!,
            MacroF1 = ScoreSpread.Of(lines, line => line.MacroF1)!,
            Top2 = ScoreSpread.Of(lines, line => line.Top2),
            Top4 = ScoreSpread.Of(lines, line => line.Top4),
            Pooled = PooledScores.Of(reports),
            LastInterval = Bootstrap.Accuracy(predictions),
            Confusion = Enumerable.Range(0, matrix.Classes).Select(label => Enumerable.Range(0, matrix.Classes).Select(p => matrix[label, p]).ToArray()).ToArray(),
            Gaps = [.. reports.OrderBy(report => report.Fold).SelectMany(report => report.Gaps.Select(gap => FormattableString.Invariant($"fold {report.Fold}: {gap}"))).Distinct()],
            Runs = lines,
        };
    }

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
    public static FoldsSummary Read(string file) => Json.ReadFile<FoldsSummary>(file, "a summary");

    /// <summary>The summary for people.</summary>
    public string ToMarkdown()
    {
        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture, $"# {Name}\n\n{Data}. Split {Split} ({SplitHash[..8]}), {Runs.Count} runs, {Parameters:N0} parameters.\n\n");
        text.Append(MadeBy());
        text.Append(CultureInfo.InvariantCulture, $"- wall time: {Runs.Sum(run => run.Seconds):F0} s for all runs, {Runs.Average(run => run.Seconds / run.Epochs):F2} s an epoch\n");
        text.Append(CultureInfo.InvariantCulture, $"- settings: {string.Join(' ', Settings)}\n\n");
        text.Append("Accuracy on the test fold in percent: mean ± sample standard deviation.\n\n");
        text.Append("| score | over all runs | over folds | over seeds |\n|---|---|---|---|\n");
        Append(text, "last epoch", Last);
        Append(text, "epoch chosen on validation actors", Validation);
        Append(text, "best epoch on the test fold (as the literature reports it)", BestTest);
        Append(text, "UAR, last epoch", Uar);
        Append(text, "macro-F1, last epoch", MacroF1);
        if (Top2 is not null) Append(text, "top-2, last epoch", Top2);
        if (Top4 is not null) Append(text, "top-4, last epoch", Top4);
        text.Append(CultureInfo.InvariantCulture, $"\nLast epoch, all test clips pooled: {100 * LastInterval.Value:F2}, ");
        text.Append(CultureInfo.InvariantCulture, $"{100 * LastInterval.Confidence:F0} % interval over actors {100 * LastInterval.Low:F2} to {100 * LastInterval.High:F2}.\n");
        if (Pooled is { } pooled)
        {
            text.Append(CultureInfo.InvariantCulture, $"Clips recognised over all runs: last epoch {pooled.Last}, ");
            text.Append(CultureInfo.InvariantCulture, $"{(pooled.Validation is { } chosen ? $"chosen on validation {chosen}, " : "")}best on test {pooled.BestTest}.\n");
        }

        if (Validation is null) text.Append("\nThere is no score at a validation-chosen epoch: these runs had `validation=none`.\n");

        if (Gaps.Count > 0) text.Append("\nThe test folds are not whole:\n\n").AppendJoin('\n', Gaps.Select(gap => "- " + gap)).Append('\n');
        text.Append("\n| fold | seed | last | chosen on validation | best on test | UAR (last) |\n|---|---|---|---|---|---|\n");
        foreach (var run in Runs)
        {
            string byValidation = run.Validation is { } v ? string.Create(CultureInfo.InvariantCulture, $"{100 * v:F2} (epoch {run.ValidationEpoch})") : "-";
            text.Append(CultureInfo.InvariantCulture,
                $"| {run.Fold} | {run.Seed} | {100 * run.Last:F2} | {byValidation} | {100 * run.BestTest:F2} (epoch {run.BestTestEpoch}) | {100 * run.Uar:F2} |\n");
        }

        return text.ToString();
    }

    /// <summary>Hash of what the runs of one experiment share.</summary>
    internal static string SettingsHash(Experiment e) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(Common(e).ToJson())))[..16];

    /// <summary>
    /// What the runs of one experiment share: everything but fold, seed, name and where it ran. Of starting weights it says whether there are
    /// any; their paths are the machine's.
    /// </summary>
    internal static Experiment Common(Experiment e)
    {
        var defaults = new Experiment();
        return e.WithoutHousekeeping() with
        {
            Name = defaults.Name, Fold = defaults.Fold, Seed = defaults.Seed, Store = defaults.Store, Device = defaults.Device,
            Encodings = defaults.Encodings, InitVideo = e.InitVideo.Length > 0 ? "given" : "", InitAudio = e.InitAudio.Length > 0 ? "given" : "",
        };
    }

    /// <summary>One fold and seed counts once, and all runs are of the same clips.</summary>
    private static void Refuse(string name, RunReport[] reports)
    {
        if (reports.GroupBy(report => (report.Fold, report.Seed)).FirstOrDefault(group => group.Count() > 1) is { } twice)
            throw new KitException(FormattableString.Invariant($"there are {twice.Count()} runs of {name}, fold {twice.Key.Fold}, seed {twice.Key.Seed}"), cure: "Name one of them.");
        if (reports.Select(report => report.DataHash).Distinct().Count() > 1)
            throw new KitException($"the runs of {name} were made from different clips", cure: "Train all folds and seeds on the clips as they are now.");
    }

    private static RunLine Line(RunReport r) => new(
        r.Fold, r.Seed, r.Last.Test.Accuracy, r.Validation?.Test.Accuracy, r.Validation?.Epoch, r.BestTest.Test.Accuracy, r.BestTest.Epoch,
        r.Last.Test.Uar, r.Last.Test.MacroF1, r.Epochs, Math.Round(r.Seconds, 1), r.Last.Test.Top2, r.Last.Test.Top4);

    private static void Append(StringBuilder text, string name, ScoreSpread? score) => text.Append(CultureInfo.InvariantCulture,
        $"| {name} | {score?.Runs.ToPercent() ?? "-"} | {score?.Folds.ToPercent() ?? "-"} | {score?.Seeds.ToPercent() ?? "-"} |\n");
}
