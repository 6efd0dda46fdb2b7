namespace CFNSR.Repro.Models;

/// <summary>Multimodal Cyclic Translation Network (Pham et al. 2019; data/paper/models.md §11).</summary>
public sealed record MctnOptions
{
    /// <summary>
    /// The modality that is read, at test time the only one. Default video, the stronger stream alone (62.99 against 56.53, data/paper/models.md
    /// section 1.3), as the original reads text, its strongest.
    /// </summary>
    public SourceModality Source { get; init; } = SourceModality.Video;

    /// <summary>Width of every LSTM; the encoders have twice as many, for both directions. Default 32, as published.</summary>
    public int Hidden { get; init; } = 32;

    /// <summary>Weight of the translation's squared error. Default 0.1, as published.</summary>
    public double ForwardWeight { get; init; } = 0.1;

    /// <summary>Weight of the squared error of the way back. Default 0.1, as published.</summary>
    public double CycleWeight { get; init; } = 0.1;

    /// <summary>Checks the values.</summary>
    /// <exception cref="KitException">A value is out of range.</exception>
    public void Validate()
    {
        Require.AtLeast(Hidden, 1, "mctn hidden width");
        Require.That(ForwardWeight >= 0, "mctn forward weight", ForwardWeight, "at least 0");
        Require.That(CycleWeight >= 0, "mctn cycle weight", CycleWeight, "at least 0");
    }
}
