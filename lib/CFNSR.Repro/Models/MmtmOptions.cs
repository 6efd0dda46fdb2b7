namespace CFNSR.Repro.Models;

/// <summary>Multimodal transfer modules (Vaezi Joze et al. 2020; row 6 of Table 2; data/paper/models.md §2.6).</summary>
public sealed record MmtmOptions
{
    /// <summary>
    /// Number of units. Default 2, at MSAF's two places: before the last residual stage and before the pooling.
    /// 3 and 4 add units behind residual stages 2 and 1.
    /// </summary>
    public int Units { get; init; } = 2;

    /// <summary>Reduction: a unit's joint vector has 2 (C_v + C_a) / ratio numbers. Default 4.</summary>
    public int Ratio { get; init; } = 4;

    /// <summary>Factor on the sigmoid gates. Default 1, the authors' code; 2 is their paper's text and leaves features as they are at gate 0.5.</summary>
    public double GateScale { get; init; } = 1;

    /// <summary>Checks the values.</summary>
    /// <exception cref="KitException">A value is out of range.</exception>
    public void Validate()
    {
        Require.That(Units is >= 2 and <= 4, "mmtm units", Units, "2, 3 or 4");
        Require.AtLeast(Ratio, 1, "mmtm ratio");
        Require.That(GateScale > 0, "mmtm gate scale", GateScale, "more than 0");
    }
}
