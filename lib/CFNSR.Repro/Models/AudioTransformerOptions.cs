namespace CFNSR.Repro.Models;

/// <summary>The self-attention encoder over the audio steps (CFN-SR's code; data/paper/models.md §3.2). Its width is the audio map's channels.</summary>
public sealed record AudioTransformerOptions
{
    /// <summary>Layers. Default 5.</summary>
    public int Layers { get; init; } = 5;

    /// <summary>Attention heads. Default 8; must divide the audio map's channels.</summary>
    public int Heads { get; init; } = 8;

    /// <summary>Width of the feed-forward layer over the width of the encoder. Default 4.</summary>
    public int FeedForwardRatio { get; init; } = 4;

    /// <summary>Dropout on the input after the positions are added. Default 0.3.</summary>
    public double InputDropout { get; init; } = 0.3;

    /// <summary>Dropout on attention weights, residual branches and inside the feed-forward layer. Default 0.1.</summary>
    public double Dropout { get; init; } = 0.1;

    /// <summary>
    /// Default corrected: every step gets its position. As published: a step whose first channel is exactly zero
    /// is taken for padding and gets none, which happens to a whole clip when modality dropout zeroes the audio.
    /// </summary>
    public Fidelity Padding { get; init; } = Fidelity.Corrected;

    /// <summary>Checks the values.</summary>
    /// <param name="width">Channels of the audio map.</param>
    /// <exception cref="KitException">A value is out of range.</exception>
    public void Validate(int width)
    {
        Require.AtLeast(Layers, 1, "audio transformer layers");
        Require.AtLeast(Heads, 1, "audio transformer heads");
        Require.That(width % Heads == 0, "audio transformer heads", Heads, "a divisor of the audio map's channels " + Require.Text(width));
        Require.That(width >= 4 && width % 2 == 0, "audio map channels", width, "an even number of at least 4 for sinusoidal positions");
        Require.AtLeast(FeedForwardRatio, 1, "audio transformer feed-forward ratio");
        Require.Rate(InputDropout, "audio transformer input dropout");
        Require.Rate(Dropout, "audio transformer dropout");
    }
}
