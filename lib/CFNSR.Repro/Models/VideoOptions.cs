namespace CFNSR.Repro.Models;

/// <summary>The video encoder, a 3D ResNeXt (Hara et al. 2018; data/paper/models.md §1.1). Defaults are the paper's 50 layers.</summary>
public sealed record VideoOptions
{
    /// <summary>Blocks in each of the four residual stages. Default 3, 4, 6, 3 (50 layers).</summary>
    public IReadOnlyList<int> Blocks { get; init; } = [3, 4, 6, 3];

    /// <summary>Channels after the first convolution. Default 64; the last stage has 32 times as many.</summary>
    public int Width { get; init; } = 64;

    /// <summary>Groups of the 3x3x3 convolutions. Default 32 (ResNeXt, Xie et al. 2017). Must divide 2 * <see cref="Width"/>.</summary>
    public int Cardinality { get; init; } = 32;

    /// <summary>Frames per clip, T. Default 30.</summary>
    public int Frames { get; init; } = 30;

    /// <summary>Height and width of a frame in pixels, S. Default 224.</summary>
    public int Size { get; init; } = 224;

    /// <summary>
    /// Whether a ReLU follows bn1. Default corrected: yes. As published: the fusion networks of MSAF and CFN-SR lack it,
    /// though the unimodal network they start from has it.
    /// </summary>
    public Fidelity StemRelu { get; init; } = Fidelity.Corrected;

    /// <summary>Channels of the last stage's map: 2048 at paper size.</summary>
    public int Channels => 32 * Width;

    /// <summary>Channels after residual stage 1 to 4.</summary>
    /// <param name="stage">1, 2, 3 or 4.</param>
    public int StageChannels(int stage) => 4 * Width << (stage - 1);

    /// <summary>Time steps of the last stage's map: ceil(T/16).</summary>
    public int MapFrames => (Frames + 15) / 16;

    /// <summary>Height and width of the last stage's map: ceil(S/32).</summary>
    public int MapSize => (Size + 31) / 32;

    /// <summary>Positions of the last stage's map: 98 at paper size.</summary>
    public int Tokens => MapFrames * MapSize * MapSize;

    /// <summary>The blocks of a network named by its layers (the first convolution, three per block, the head).</summary>
    /// <param name="depth">14, 26, 38, 50, 101 or 152.</param>
    /// <exception cref="KitException">No network has that depth.</exception>
    public static IReadOnlyList<int> BlocksOfDepth(int depth) => depth switch
    {
        14 => [1, 1, 1, 1],
        26 => [2, 2, 2, 2],
        38 => [3, 3, 3, 3],
        50 => [3, 4, 6, 3],
        101 => [3, 4, 23, 3],
        152 => [3, 8, 36, 3],
        _ => throw new KitException($"video depth is {Require.Text(depth)}", expected: "14, 26, 38, 50, 101 or 152"),
    };

    /// <summary>Checks the values.</summary>
    /// <exception cref="KitException">A value is out of range.</exception>
    public void Validate()
    {
        Require.That(Blocks.Count == 4 && Blocks.All(b => b >= 1), "video blocks", string.Join(",", Blocks), "four counts of at least 1");
        Require.AtLeast(Width, 1, "video width");
        Require.AtLeast(Cardinality, 1, "video cardinality");
        Require.That(2 * Width % Cardinality == 0, "video cardinality", Cardinality, "a divisor of twice the video width " + Require.Text(Width));
        Require.AtLeast(Frames, 1, "video frames");
        Require.AtLeast(Size, 16, "video size");
    }
}
