using CFNSR.Repro.Data;
using CFNSR.Repro.Models;

namespace CFNSR.Repro.Evaluation.Robustness;

/// <summary>The stored frames are changed before they are normalised.</summary>
/// <param name="spoil">How.</param>
internal sealed class PictureKind(PictureKind.Spoiler spoil) : PerturbationKind
{
    /// <summary>From the level, seed, clip and frames, bytes (T, H, W, 3), to frames of the same shape. A pure function.</summary>
    public delegate void Spoiler(double level, int seed, int clip, ReadOnlySpan<byte> frames, FrameShape shape, Span<byte> output);

    /// <summary>Spoils the frames of a clip.</summary>
    public Spoiler Spoil => spoil;

    /// <inheritdoc/>
    public override bool Concerns(bool hears, VideoInput? sees) => sees == VideoInput.Frames;
}
