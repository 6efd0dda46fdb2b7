namespace CFNSR.Repro.Data;

/// <summary>One file of the data set whose name parsed.</summary>
/// <param name="Name">Its seven fields.</param>
/// <param name="Path">Full path.</param>
/// <param name="Length">Bytes.</param>
internal readonly record struct ClipFile(ClipName Name, string Path, long Length);
