namespace CFNSR.Repro.Models;

/// <summary>Multi-level multiple attentions (Poria et al. 2017; data/paper/models.md §11).</summary>
public sealed record MultiAttentionOptions
{
    /// <summary>Width of the LSTMs, the attentions and the fused steps. Default 64; the kit's choice.</summary>
    public int Width { get; init; } = 64;

    /// <summary>Checks the values.</summary>
    /// <exception cref="KitException">A value is out of range.</exception>
    public void Validate() => Require.AtLeast(Width, 1, "multi-attention width");
}
