namespace CFNSR.Repro.Notebooks;

/// <summary>A shown value in the forms that its formatters gave it.</summary>
/// <param name="Data">MIME type to text; pictures (image/png) in base 64.</param>
/// <param name="IsResult">Whether it is the value of the cell's last expression.</param>
/// <param name="DisplayId">Names the output of a <c>display</c> call, which may be updated later.</param>
/// <param name="IsUpdate">While the cell runs: whether it takes the place of the earlier output with the same id.</param>
public sealed record DataOutput(IReadOnlyDictionary<string, string> Data, bool IsResult, string? DisplayId = null, bool IsUpdate = false) : CellOutput;
