namespace CFNSR.Repro.Models;

/// <summary>Memory Fusion Network (Zadeh et al. 2018; data/paper/models.md §11).</summary>
public sealed record MfnOptions
{
    /// <summary>Width of each view's LSTM cell. Default 64.</summary>
    public int Hidden { get; init; } = 64;

    /// <summary>Width of the memory that both views write to. Default 64.</summary>
    public int Memory { get; init; } = 64;

    /// <summary>Hidden width of the five small networks (attention, candidate, two gates, head). Default 64.</summary>
    public int Width { get; init; } = 64;

    /// <summary>Dropout inside those networks. Default 0.2; data/paper/models.md names 0 to 0.5.</summary>
    public double Dropout { get; init; } = 0.2;

    /// <summary>Checks the values.</summary>
    /// <exception cref="KitException">A value is out of range.</exception>
    public void Validate()
    {
        Require.AtLeast(Hidden, 1, "mfn hidden width");
        Require.AtLeast(Memory, 1, "mfn memory");
        Require.AtLeast(Width, 1, "mfn width");
        Require.Rate(Dropout, "mfn dropout");
    }
}
