namespace CFNSR.Repro.Notebooks;

/// <summary>What a cell may take before the engine steps in.</summary>
public sealed record EngineLimits
{
    /// <summary>Longest run of a cell, compilation not counted; null for no limit.</summary>
    public TimeSpan? CellTime { get; init; }

    /// <summary>How long a stopped cell may take to end before it is left to itself.</summary>
    public TimeSpan Grace { get; init; } = TimeSpan.FromSeconds(2);

    /// <summary>Characters of console output kept from the start of a cell, and as many from its end.</summary>
    public int Characters { get; init; } = 32 * 1024;

    /// <summary>Shown values kept of a cell.</summary>
    public int Values { get; init; } = 200;

    /// <summary>Characters kept of all shown values of a cell (plotly.js is 3.6 million).</summary>
    public int ValueCharacters { get; init; } = 64 * 1024 * 1024;
}
