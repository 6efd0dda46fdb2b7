namespace CFNSR.Repro.Features;

/// <summary>Random crops and flips of training frames; the numbers are upstream's (data/paper/models.md §10).</summary>
public sealed record AugmentationOptions
{
    /// <summary>Smallest part of the picture's area to keep.</summary>
    public double MinArea { get; init; } = 0.8;

    /// <summary>
    /// Largest part of the picture's area to keep. Above 1 a window rarely fits: with upstream's 1.4 an attempt succeeds with probability 0.13,
    /// so that a quarter of all frames stay whole.
    /// </summary>
    public double MaxArea { get; init; } = 1.4;

    /// <summary>Smallest ratio of width to height.</summary>
    public double MinAspect { get; init; } = 3.0 / 4;

    /// <summary>Largest ratio of width to height.</summary>
    public double MaxAspect { get; init; } = 4.0 / 3;

    /// <summary>Attempts before the whole picture is taken.</summary>
    public int Attempts { get; init; } = 10;

    /// <summary>Probability of a flip.</summary>
    public double FlipProbability { get; init; } = 0.5;

    /// <summary>True crops and flips all frames of a clip alike; false each by itself, as published, which makes the face jump.</summary>
    public bool PerClip { get; init; }

    /// <summary>Order of the channels in the output; the store holds RGB.</summary>
    public ChannelOrder ChannelOrder { get; init; } = ChannelOrder.Rgb;
}
