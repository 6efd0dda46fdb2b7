namespace CFNSR.Repro.Features;

/// <summary>The frames of one clip, ready for a clip store.</summary>
/// <param name="Pixels">T * H * W * 3 bytes: frame after frame, row after row, three bytes a pixel.</param>
/// <param name="Times">When each frame was wanted; seconds on the clip's clock, which its sound shares.</param>
/// <param name="Track">Where each frame was cut; pixels of the full picture, or of the small one where it was resized first.</param>
public sealed record FrameSample(byte[] Pixels, IReadOnlyList<double> Times, FaceTrack Track);
