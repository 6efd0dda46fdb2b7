namespace CFNSR.Repro.Models;

/// <summary>
/// ERANN-s-W, an audio-only residual network over log-mel spectrograms (Verbitskiy et al. 2022; row 8 of Table 2; data/paper/models.md §2.8).
/// </summary>
public sealed record ErannOptions
{
    /// <summary>Mel bands. Default 128.</summary>
    public int Mels { get; init; } = 128;

    /// <summary>s: how many of the stages 1 to 3 stride 4 in time instead of 2. Default 1 (ERANN-1-5); 0 to 3.</summary>
    public int Stride { get; init; } = 1;

    /// <summary>W: the five stages have 8W, 16W, 32W, 64W, 128W channels. Default 5 (ERANN-1-5).</summary>
    public int Width { get; init; } = 5;

    /// <summary>Residual blocks in each stage. Default 4.</summary>
    public int Blocks { get; init; } = 4;

    /// <summary>A small network for a processor: ERANN-2-2.</summary>
    public static ErannOptions Small { get; } = new() { Stride = 2, Width = 2 };

    /// <summary>Time stride of a stage's first block.</summary>
    /// <param name="stage">0 to 4.</param>
    public int TimeStride(int stage) => stage == 0 ? 1 : stage <= Stride ? 4 : 2;

    /// <summary>Time stride of the whole network; clips are padded with zeros to a multiple of it.</summary>
    public int TotalTimeStride => TimeStride(1) * TimeStride(2) * TimeStride(3) * TimeStride(4);

    /// <summary>Channels of the last stage.</summary>
    public int Channels => 128 * Width;

    /// <summary>Checks the values.</summary>
    /// <exception cref="KitException">A value is out of range.</exception>
    public void Validate()
    {
        Require.AtLeast(Mels, 16, "erann mels");
        Require.That(Stride is >= 0 and <= 3, "erann stride", Stride, "0, 1, 2 or 3");
        Require.AtLeast(Width, 1, "erann width");
        Require.AtLeast(Blocks, 1, "erann blocks");
    }
}
