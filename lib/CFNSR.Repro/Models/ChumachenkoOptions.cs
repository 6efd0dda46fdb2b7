namespace CFNSR.Repro.Models;

/// <summary>Intermediate attention (Chumachenko et al. 2022; data/paper/models.md §11, last paragraph).</summary>
public sealed record ChumachenkoOptions
{
    /// <summary>Width of queries and keys. Default 64.</summary>
    public int Width { get; init; } = 64;

    /// <summary>Heads, over which the maps are averaged. Default 8; the authors' code has 1. Must divide <see cref="Width"/>.</summary>
    public int Heads { get; init; } = 8;

    /// <summary>Checks the values.</summary>
    /// <exception cref="KitException">A value is out of range.</exception>
    public void Validate()
    {
        Require.AtLeast(Width, 1, "attention width");
        Require.AtLeast(Heads, 1, "attention heads");
        Require.That(Width % Heads == 0, "attention heads", Heads, "a divisor of the attention width " + Require.Text(Width));
    }
}
