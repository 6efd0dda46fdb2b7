using System.Text.Json;

namespace CFNSR.Repro.Data;

/// <summary>The archives that the kit can fetch, from <c>data/ravdess/archives.json</c> (a copy is inside the assembly; data/paper/models.md §6.4).</summary>
public static class Archives
{
    private static readonly Lazy<IReadOnlyList<Archive>> Embedded = new(() =>
    {
        using var stream = typeof(Archives).Assembly.GetManifestResourceStream("ravdess/archives.json")
            ?? throw new InvalidOperationException("data/ravdess/archives.json is not inside the assembly");
        return JsonSerializer.Deserialize<ArchiveFile>(stream, Json.Options)!.Archives;
    });

    /// <summary>All of them: 24 of video, one of sound, one of face tracking.</summary>
    public static IReadOnlyList<Archive> All => Embedded.Value;

    /// <summary>The archives of some kinds and actors; an archive of all actors is not left out.</summary>
    /// <param name="kinds">What is wanted.</param>
    /// <param name="actors">Actors, 1 to 24; null for all.</param>
    public static IReadOnlyList<Archive> Of(IReadOnlyCollection<ArchiveKind> kinds, IReadOnlyCollection<int>? actors = null) =>
        [.. All.Where(archive => kinds.Contains(archive.Kind) && (archive.Actor is not { } actor || actors is null || actors.Contains(actor)))];

    private sealed record ArchiveFile(string What, string Source, IReadOnlyList<Archive> Archives);
}
