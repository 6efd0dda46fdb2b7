namespace CFNSR.Repro.Models;

/// <summary>The audio encoder, MSAF's 1-D CNN over MFCC (data/paper/models.md §1.2). Defaults are the published sizes.</summary>
public sealed record AudioOptions
{
    /// <summary>MFCC coefficients per frame. Default 13.</summary>
    public int Coefficients { get; init; } = 13;

    /// <summary>MFCC frames per clip. Default 212 (2.45 s at 44.1 kHz, hop 512).</summary>
    public int Frames { get; init; } = 212;

    /// <summary>Channels of the first two convolutions. Default 32; the third has twice as many.</summary>
    public int Width { get; init; } = 32;

    /// <summary>Dropout before the third convolution. Default 0.2 (MSAF's code).</summary>
    public double FeatureDropout { get; init; } = 0.2;

    /// <summary>Dropout on the flattened audio vector. Default 0.4 (MSAF's and CFN-SR's code).</summary>
    public double VectorDropout { get; init; } = 0.4;

    /// <summary>How the map becomes the vector that fusions join. Default flatten, as published; the unimodal head always flattens.</summary>
    public Pooling Pooling { get; init; } = Pooling.Flatten;

    /// <summary>Channels of the last map: 64 at published size.</summary>
    public int Channels => 2 * Width;

    /// <summary>Time steps of the last map: floor((frames - 4) / 8), 26 at published size.</summary>
    public int Steps => (Frames - 4) / 8;

    /// <summary>Length of the flattened audio vector: 1664 at published size.</summary>
    public int Flattened => Channels * Steps;

    /// <summary>Length of the vector that fusions join: 1664 flattened at published size, 64 as mean.</summary>
    public int VectorWidth => Pooling == Pooling.Mean ? Channels : Flattened;

    /// <summary>Checks the values.</summary>
    /// <exception cref="KitException">A value is out of range.</exception>
    public void Validate()
    {
        Require.AtLeast(Coefficients, 1, "audio coefficients");
        Require.AtLeast(Frames, 12, "audio frames");
        Require.AtLeast(Width, 1, "audio width");
        Require.Rate(FeatureDropout, "audio feature dropout");
        Require.Rate(VectorDropout, "audio vector dropout");
    }
}
