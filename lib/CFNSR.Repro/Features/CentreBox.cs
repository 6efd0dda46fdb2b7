using OpenCvSharp;

namespace CFNSR.Repro.Features;

/// <summary>The largest square in the middle of a picture: needs neither landmarks nor a detector. RAVDESS's actors all sit inside it. Source: data/paper/models.md §12.</summary>
public static class CentreBox
{
    /// <summary>The square of a picture.</summary>
    /// <param name="picture">Width and height; pixels.</param>
    public static Rect Of(Size picture)
    {
        int side = Math.Min(picture.Width, picture.Height);
        return new Rect((picture.Width - side) / 2, (picture.Height - side) / 2, side, side);
    }

    /// <summary>The same square for every frame.</summary>
    /// <param name="picture">Width and height; pixels.</param>
    /// <param name="frames">How many frames.</param>
    /// <param name="note">What to say about it, or null.</param>
    public static FaceTrack Track(Size picture, int frames, string? note = null) => new(Enumerable.Repeat(Of(picture), frames).ToArray(), 0, 0, note);
}
