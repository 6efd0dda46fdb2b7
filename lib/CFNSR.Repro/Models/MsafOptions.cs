namespace CFNSR.Repro.Models;

/// <summary>Multimodal split attention fusion (Su et al. 2020; row 7 of Table 2; data/paper/models.md §2.7).</summary>
public sealed record MsafOptions
{
    /// <summary>Channels of a block in the first unit, before the last residual stage. Default 16 (published code).</summary>
    public int EarlyBlock { get; init; } = 16;

    /// <summary>Channels of a block in the second unit, before the pooling. Default 32 (published code).</summary>
    public int LateBlock { get; init; } = 32;

    /// <summary>Reduction of the joint vector. Default 4 (published code).</summary>
    public int Reduction { get; init; } = 4;

    /// <summary>Rate at which whole blocks are dropped in training. Default 0.2 (published code).</summary>
    public double BlockDropout { get; init; } = 0.2;

    /// <summary>Lowest attention of a block. Default 0 (published code).</summary>
    public double Lowest { get; init; }

    /// <summary>Default corrected: a dropped block is masked once. As published: the mask, with its rescaling, is multiplied in twice.</summary>
    public Fidelity BlockMask { get; init; } = Fidelity.Corrected;

    /// <summary>Checks the values.</summary>
    /// <exception cref="KitException">A value is out of range.</exception>
    public void Validate()
    {
        Require.AtLeast(Reduction, 1, "msaf reduction");
        Require.AtLeast(EarlyBlock, Reduction, "msaf early block");
        Require.AtLeast(LateBlock, Reduction, "msaf late block");
        Require.Rate(BlockDropout, "msaf block dropout");
        Require.Rate(Lowest, "msaf lowest attention");
    }
}
