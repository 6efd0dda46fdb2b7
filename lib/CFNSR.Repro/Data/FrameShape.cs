using System.Globalization;

namespace CFNSR.Repro.Data;

/// <summary>Shape of one clip's frames, stored as bytes (T, H, W, 3) in RGB order.</summary>
/// <param name="T">Frames a clip; 30 in the paper.</param>
/// <param name="H">Height in pixels; 224 in the paper.</param>
/// <param name="W">Width in pixels; 224 in the paper.</param>
public readonly record struct FrameShape(int T, int H, int W)
{
    /// <summary>Colour channels: 3.</summary>
    public const int Channels = 3;

    /// <summary>Bytes of one clip, which is also its number of values: T x H x W x 3.</summary>
    public int Length => checked(T * H * W * Channels);

    /// <summary>For example "30x224x224".</summary>
    /// <returns>The three sizes.</returns>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{T}x{H}x{W}");
}
