namespace CFNSR.Repro.Data;

/// <summary>How far a fetch is.</summary>
/// <param name="Archive">The archive at hand.</param>
/// <param name="Done">Bytes of all wanted archives that are here.</param>
/// <param name="Of">Bytes of all wanted archives.</param>
/// <param name="Note">What the user should know (a connection was cut, a server asked to wait), or null.</param>
public sealed record FetchProgress(string Archive, long Done, long Of, string? Note = null);
