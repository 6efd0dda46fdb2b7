using CFNSR.Repro.Evaluation.Robustness;
using CFNSR.Repro.Training;

namespace CFNSR.Repro.Evaluation;

/// <summary>
/// The measured results that are committed under <c>data/results</c>, by kind; the beginning of a folder's name tells the kind. Notebooks print numbers from
/// here and from nowhere else.
/// </summary>
public static class CommittedResults
{
    private const string Summary = "summary.json";

    /// <summary>Systems over folds and seeds, in the order of their folders' names.</summary>
    /// <param name="prefix">The beginning of the folders' names, e.g. <c>hybrid-</c>; empty for all.</param>
    /// <exception cref="KitException">There is no clone, or a summary is damaged.</exception>
    public static IReadOnlyList<FoldsSummary> Systems(string prefix = "") => [.. Files(prefix).Where(f => Kind(f) == "").Select(FoldsSummary.Read)];

    /// <summary>Ablations.</summary>
    /// <exception cref="KitException">There is no clone, or a summary is damaged.</exception>
    public static IReadOnlyList<AblationSummary> Ablations() => [.. Files("ablate-").Select(AblationSummary.Read)];

    /// <summary>Robustness tests.</summary>
    /// <exception cref="KitException">There is no clone, or a result is damaged.</exception>
    public static IReadOnlyList<RobustnessTable> RobustnessTests() => [.. Files("robustness").Select(RobustnessTable.Read)];

    private static string Kind(string file)
    {
        string name = Path.GetFileName(Path.GetDirectoryName(file))!;
        return ((string[])["ablate-", "honesty", "robustness"]).FirstOrDefault(kind => name.StartsWith(kind, StringComparison.Ordinal)) ?? "";
    }

    private static IEnumerable<string> Files(string prefix) => Directory.GetDirectories(Repository.At("data", "results"), prefix + "*")
        .Order(StringComparer.Ordinal).SelectMany(folder => ((string[])[Summary, RobustnessTable.FileName]).Select(name => Path.Combine(folder, name)).Where(Path.Exists).Take(1));
}
