namespace CFNSR.Repro.Models;

/// <summary>Multiplicative combination (Liu et al. 2018; row 2 of Table 2; data/paper/models.md §2.2).</summary>
public sealed record MultiplicativeOptions
{
    /// <summary>Strength beta, from 0 to 1, with which a modality is silenced where the other one is sure. Default 0.3 (MSAF's table, from memory).</summary>
    public double Beta { get; init; } = 0.3;

    /// <summary>Whether a clip whose true class already wins by <see cref="Margin"/> adds no loss. Default false.</summary>
    public bool Boosted { get; init; }

    /// <summary>Margin delta in class scores for the boosted variant. Default 0.</summary>
    public double Margin { get; init; }

    /// <summary>
    /// MulMix, the mixture variant. Default false: one candidate a modality, its linear head. True: one for each non-empty set of
    /// modalities, a layer of <see cref="MixtureWidth"/> with ReLU and a linear one over the set's features side by side. Not a row of Table 2.
    /// </summary>
    public bool Mixture { get; init; }

    /// <summary>Width of the mixture's hidden layers. Default 256.</summary>
    public int MixtureWidth { get; init; } = 256;

    /// <summary>Checks the values.</summary>
    /// <exception cref="KitException">A value is out of range.</exception>
    public void Validate()
    {
        Require.That(Beta is >= 0 and <= 1, "multiplicative beta", Beta, "a number from 0 to 1");
        Require.That(Margin >= 0, "multiplicative margin", Margin, "at least 0");
        Require.AtLeast(MixtureWidth, 1, "multiplicative mixture width");
    }
}
