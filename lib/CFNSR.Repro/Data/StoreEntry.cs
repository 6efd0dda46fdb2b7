namespace CFNSR.Repro.Data;

/// <summary>State of one clip in one array of the store.</summary>
/// <param name="Source">The file it was made from.</param>
/// <param name="Checksum">SHA-256 of the stored bytes; null if making it failed.</param>
/// <param name="Problem">Why it failed, or null.</param>
internal sealed record StoreEntry(SourceStamp Source, string? Checksum, string? Problem);
