namespace CFNSR.Repro.Notebooks;

/// <summary>What could be written where a cell's text ends.</summary>
/// <param name="Prefix">The part of a name that is there already; a chosen name takes its place.</param>
/// <param name="Names">The names that begin so, letters' case aside: first those with the same letters, each group in ordinal order; at most 500.</param>
public sealed record CellCompletion(string Prefix, IReadOnlyList<string> Names)
{
    private const int Most = 500;

    /// <summary>No proposal.</summary>
    internal static CellCompletion None { get; } = new("", []);

    /// <summary>Sorts out the names that begin with the prefix.</summary>
    internal static CellCompletion Of(string prefix, IEnumerable<string> names) => new(prefix,
        [.. names.Where(n => n.StartsWith(prefix, StringComparison.OrdinalIgnoreCase)).Distinct()
            .OrderByDescending(n => n.StartsWith(prefix, StringComparison.Ordinal)).ThenBy(n => n, StringComparer.Ordinal).Take(Most)]);
}
