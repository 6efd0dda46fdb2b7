namespace CFNSR.Repro.Models;

/// <summary>Modality dropout (paper, section 2.6; data/paper/models.md §4.2).</summary>
public sealed record ModalityDropoutOptions
{
    /// <summary>How it is decided what to zero. Default exclusive, the paper's text.</summary>
    public ModalityDropoutMode Mode { get; init; } = ModalityDropoutMode.Exclusive;

    /// <summary>
    /// Probability p, from 0 to 1. Default 0.2; not stated in the paper. 0 turns modality dropout off in every mode;
    /// always-one and softhard ignore any other value. Exclusive mode drops each modality with p/2.
    /// </summary>
    public double Probability { get; init; } = 0.2;

    /// <summary>Where a stream is zeroed. Default tokens.</summary>
    public DropoutPlace Place { get; init; } = DropoutPlace.Tokens;

    /// <summary>What one draw covers. Default the batch (paper).</summary>
    public DropoutGranularity Granularity { get; init; } = DropoutGranularity.Batch;

    /// <summary>In exclusive and always-one mode: the share of drops that fall on audio. Default 0.5.</summary>
    public double AudioShare { get; init; } = 0.5;

    /// <summary>
    /// Default true: a stream does not read from a stream that was zeroed at the tokens, so V~ = LayerNorm(V).
    /// False: it reads uniform attention over the biases of W_V and W_O.
    /// </summary>
    public bool SkipDroppedDirection { get; init; } = true;

    /// <summary>Default false: only CFNSR-MSAFNet drops modalities in training, as in the paper. True: every two-stream system does.</summary>
    public bool InEverySystem { get; init; }

    /// <summary>Checks the values.</summary>
    /// <exception cref="KitException">A value is out of range.</exception>
    public void Validate()
    {
        Require.That(Probability is >= 0 and <= 1, "modality dropout probability", Probability, "a number from 0 to 1");
        Require.That(AudioShare is >= 0 and <= 1, "modality dropout audio share", AudioShare, "a number from 0 to 1");
        Require.That(Mode != ModalityDropoutMode.IndependentNotBoth || Probability < 1,
            "modality dropout probability", Probability, "less than 1 in mode independent-not-both, where dropping both is redrawn");
    }
}
