namespace CFNSR.Repro.Notebooks;

/// <summary>How a cell ended.</summary>
public enum CellStatus
{
    /// <summary>It ran to its end.</summary>
    Fine,

    /// <summary>It was not compiled; nothing of it ran, its using lines and references are lost.</summary>
    CompileError,

    /// <summary>It threw an exception; what it declared before is kept.</summary>
    Threw,

    /// <summary>It ran longer than the limit and was stopped.</summary>
    TimedOut,

    /// <summary>It was interrupted.</summary>
    Interrupted,

    /// <summary>It was left out on purpose (tag skip-in-ci).</summary>
    Skipped,
}
