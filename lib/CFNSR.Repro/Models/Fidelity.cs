namespace CFNSR.Repro.Models;

/// <summary>
/// Every point where the published code deviates from its own description is one switch of this type,
/// so that what the deviation is worth can be measured.
/// </summary>
public enum Fidelity
{
    /// <summary>The evident intent (default everywhere).</summary>
    Corrected,

    /// <summary>What the published code does, defect included.</summary>
    AsPublished,
}
