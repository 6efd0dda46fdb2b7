namespace CFNSR.Repro.Models;

/// <summary>Multimodal compact bilinear pooling (Fukui et al. 2016; row 5 of Table 2; data/paper/models.md §2.5).</summary>
public sealed record McbOptions
{
    /// <summary>Length d of the sketch. Default 16000 (Fukui et al.).</summary>
    public int Dim { get; init; } = 16000;

    /// <summary>Widths of hidden layers behind the sketch. Default none.</summary>
    public IReadOnlyList<int> Hidden { get; init; } = [];

    /// <summary>Whether the fused vector passes a signed square root. Default true (Fukui et al.).</summary>
    public bool SignedSqrt { get; init; } = true;

    /// <summary>Whether the fused vector is scaled to length 1. Default true (Fukui et al.).</summary>
    public bool Normalise { get; init; } = true;

    /// <summary>
    /// A head that has the published 51.03 million parameters (d = 8000, one hidden layer of 3139). It was found by arithmetic:
    /// what the authors of that number built is not known.
    /// </summary>
    public static McbOptions PublishedSize { get; } = new() { Dim = 8000, Hidden = [3139] };

    /// <summary>Checks the values.</summary>
    /// <exception cref="KitException">A value is out of range.</exception>
    public void Validate()
    {
        Require.AtLeast(Dim, 2, "mcbp sketch length");
        foreach (int width in Hidden) Require.AtLeast(width, 1, "mcbp hidden width");
    }
}
