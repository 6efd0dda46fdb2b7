namespace CFNSR.Repro.Notebooks;

/// <summary>What runs a notebook's cells.</summary>
public enum EngineChoice
{
    /// <summary>The kit's own engine, in this process.</summary>
    Kit,

    /// <summary>The real .NET Interactive kernel, in a process of its own.</summary>
    Interactive,
}
