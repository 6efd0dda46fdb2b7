using CFNSR.Repro.Data;
using OpenCvSharp;

namespace CFNSR.Repro.Features;

/// <summary>
/// Upstream's box: smallest and largest of the 68 horizontal and vertical positions, divided by 1280 and 720, times the
/// picture's size, truncated to whole pixels; no margin. Source: data/paper/models.md §10 (video_utils.py of MSAF and CFN-SR).
/// </summary>
public static class LandmarkBox
{
    /// <summary>Width of the pictures that the landmarks were measured in; pixels.</summary>
    public const int LandmarkWidth = 1280;

    /// <summary>Height of the pictures that the landmarks were measured in; pixels.</summary>
    public const int LandmarkHeight = 720;

    /// <summary>The boxes of T frames in a picture of any size.</summary>
    /// <param name="landmarks">The clip's landmarks.</param>
    /// <param name="frames">T.</param>
    /// <param name="picture">Size of the picture that is cut: upstream the small resized one; pixels.</param>
    public static FaceTrack Track(LandmarkFile landmarks, int frames, Size picture)
    {
        var boxes = new Rect[frames];
        for (int i = 0; i < frames; i++) boxes[i] = Box(landmarks.At(landmarks.RowOf(i, frames)), picture);
        string? note = landmarks.Problems.Count == 0 ? null : $"{landmarks.Problems.Count} of {landmarks.Rows} rows of landmarks are bad; the nearest good ones are used";
        return new FaceTrack(boxes, frames, frames, note);
    }

    /// <summary>The box of one row.</summary>
    /// <param name="points">68 horizontal and vertical positions.</param>
    /// <param name="picture">Size of the picture that is cut; pixels.</param>
    /// <returns>At least one pixel, inside the picture.</returns>
    public static Rect Box((IReadOnlyList<float> X, IReadOnlyList<float> Y) points, Size picture)
    {
        int left = Truncate(points.X.Min(), LandmarkWidth, picture.Width), right = Truncate(points.X.Max(), LandmarkWidth, picture.Width);
        int top = Truncate(points.Y.Min(), LandmarkHeight, picture.Height), bottom = Truncate(points.Y.Max(), LandmarkHeight, picture.Height);
        left = Math.Min(left, picture.Width - 1);
        top = Math.Min(top, picture.Height - 1);
        return new Rect(left, top, Math.Max(right - left, 1), Math.Max(bottom - top, 1));
    }

    private static int Truncate(float position, int full, int size) => Math.Clamp((int)((double)position / full * size), 0, size);
}
