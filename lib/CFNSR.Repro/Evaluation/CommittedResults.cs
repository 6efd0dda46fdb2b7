using System.Globalization;
using System.Text;
using CFNSR.Repro.Evaluation.Robustness;
using CFNSR.Repro.Training;

namespace CFNSR.Repro.Evaluation;

/// <summary>
/// The measured results that are committed under <c>data/results</c>, by kind; the beginning of a folder's name tells the kind. Notebooks print numbers from
/// here and from nowhere else. Taught in notebook 06.
/// </summary>
public static class CommittedResults
{
    private const string Ablation = "ablate-", HonestyPage = "honesty", Robustness = "robustness";

    /// <summary>Systems over folds and seeds, in the order of their folders' names.</summary>
    /// <param name="prefix">The beginning of the folders' names, e.g. <c>hybrid-</c>; empty for all.</param>
    /// <exception cref="KitException">There is no clone, or a summary is damaged.</exception>
    public static IReadOnlyList<FoldsSummary> Systems(string prefix = "") => [.. Of<FoldsSummary>(prefix)];

    /// <summary>Ablations.</summary>
    /// <exception cref="KitException">There is no clone, or a summary is damaged.</exception>
    public static IReadOnlyList<AblationSummary> Ablations() => [.. Of<AblationSummary>(Ablation)];

    /// <summary>Honesty pages.</summary>
    /// <exception cref="KitException">There is no clone, or a summary is damaged.</exception>
    public static IReadOnlyList<HonestySummary> HonestyPages() => [.. Of<HonestySummary>(HonestyPage)];

    /// <summary>Robustness tests.</summary>
    /// <exception cref="KitException">There is no clone, or a result is damaged.</exception>
    public static IReadOnlyList<RobustnessTable> RobustnessTests() => [.. Of<RobustnessTable>(Robustness)];

    /// <summary>Every result with its folder's name, in the order of the names.</summary>
    /// <param name="prefix">The beginning of the folders' names; empty for all.</param>
    /// <exception cref="KitException">There is no clone, or a result is damaged.</exception>
    public static IReadOnlyList<(string Folder, Provenance Result)> All(string prefix = "") =>
        [.. Directory.GetDirectories(Repository.At("data", "results"), prefix + "*").Order(StringComparer.Ordinal)
            .Select(folder => (Name: Path.GetFileName(folder), File: Path.Combine(folder, "summary.json"))).Where(result => File.Exists(result.File))
            .Select(result => (result.Name, Read(result.Name, result.File)))];

    /// <summary>The index of all results as a Markdown table: what was measured, when, from which commit, and the command that makes it again.</summary>
    /// <exception cref="KitException">There is no clone, or a result is damaged.</exception>
    public static string Index()
    {
        var text = new StringBuilder("| result | clips | date | libtorch | commit | command |\n|---|---|---|---|---|---|\n");
        foreach (var (folder, result) in All())
        {
            text.Append(CultureInfo.InvariantCulture, $"| [{folder}]({folder}/summary.md) | {result.Data} | {result.Date[..10]} | {result.LibTorch} ");
            text.Append(CultureInfo.InvariantCulture, $"| {string.Join(", ", result.Commit.Split(" and ").Select(commit => commit[..8]))} | `{result.Command}` |\n");
        }

        return text.ToString();
    }

    private static IEnumerable<T> Of<T>(string prefix) => All(prefix).Select(entry => entry.Result).OfType<T>();

    private static Provenance Read(string name, string file) => Kind(name) switch
    {
        Ablation => AblationSummary.Read(file),
        HonestyPage => HonestySummary.Read(file),
        Robustness => RobustnessTable.Read(file),
        _ => FoldsSummary.Read(file),
    };

    private static string Kind(string name) => ((string[])[Ablation, HonestyPage, Robustness]).FirstOrDefault(kind => name.StartsWith(kind, StringComparison.Ordinal)) ?? "";
}
