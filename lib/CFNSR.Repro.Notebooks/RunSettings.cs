namespace CFNSR.Repro.Notebooks;

/// <summary>How notebooks are run.</summary>
public sealed record RunSettings
{
    /// <summary>Parameters given by hand, name to value.</summary>
    public IReadOnlyDictionary<string, string> Parameters { get; init; } = new Dictionary<string, string>();

    /// <summary>Environment variables to look for parameters in; empty for none.</summary>
    public IReadOnlyDictionary<string, string> Environment { get; init; } = new Dictionary<string, string>();

    /// <summary>What runs the cells.</summary>
    public EngineChoice Engine { get; init; }

    /// <summary>What a cell may take.</summary>
    public EngineLimits Limits { get; init; } = new();

    /// <summary>Whether cells tagged skip-in-ci are left out.</summary>
    public bool SkipInCi { get; init; }
}
