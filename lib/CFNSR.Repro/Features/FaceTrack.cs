using OpenCvSharp;

namespace CFNSR.Repro.Features;

/// <summary>The box of each frame of a clip.</summary>
/// <param name="Boxes">One a frame, inside the picture; pixels of the full picture.</param>
/// <param name="Found">Frames whose box was found in their own picture or row, not taken from elsewhere.</param>
/// <param name="Searched">Frames that were looked at for it.</param>
/// <param name="Note">What the reader should know, or null.</param>
public sealed record FaceTrack(IReadOnlyList<Rect> Boxes, int Found, int Searched, string? Note = null);
