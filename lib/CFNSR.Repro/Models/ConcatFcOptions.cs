namespace CFNSR.Repro.Models;

/// <summary>Early fusion by concatenation (row 4 of Table 2; data/paper/models.md §2.4).</summary>
public sealed record ConcatFcOptions
{
    /// <summary>Widths of the hidden layers. Default 256, 128, which gives the published 26.87 million parameters.</summary>
    public IReadOnlyList<int> Hidden { get; init; } = [256, 128];

    /// <summary>Dropout after each hidden layer. Default 0; not stated anywhere.</summary>
    public double Dropout { get; init; }

    /// <summary>Checks the values.</summary>
    /// <exception cref="KitException">A value is out of range.</exception>
    public void Validate()
    {
        foreach (int width in Hidden) Require.AtLeast(width, 1, "concat-fc hidden width");
        Require.Rate(Dropout, "concat-fc dropout");
    }
}
