namespace CFNSR.Repro.Models;

/// <summary>The product rule of late fusion (row 3 of Table 2; data/paper/models.md §2.3).</summary>
public sealed record MultiplicationOptions
{
    /// <summary>Default true: cross-entropy of the renormalised product. False: the sum of both streams' cross-entropies.</summary>
    public bool Renormalise { get; init; } = true;
}
