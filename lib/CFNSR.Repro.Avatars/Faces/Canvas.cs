using OpenCvSharp;

namespace CFNSR.Repro.Avatars.Faces;

/// <summary>Anti-aliased shapes with sub-pixel corners on one picture.</summary>
internal sealed class Canvas(Mat picture)
{
    private const int Shift = 4;
    private const double One = 1 << Shift;

    public Mat Picture => picture;

    /// <summary>Fills a polygon given in pixels.</summary>
    public void Fill(ReadOnlySpan<Vec> polygon, Rgb colour, LineTypes edge = LineTypes.AntiAlias) =>
        Cv2.FillPoly(picture, [Fixed(polygon)], colour.Bgr(), edge, Shift);

    /// <summary>Draws a line given in pixels, at least one pixel wide.</summary>
    public void Stroke(ReadOnlySpan<Vec> line, double width, Rgb colour, bool closed = false) =>
        Cv2.Polylines(picture, [Fixed(line)], closed, colour.Bgr(), Math.Max(1, (int)Math.Round(width)), LineTypes.AntiAlias, Shift);

    private static Point[] Fixed(ReadOnlySpan<Vec> points)
    {
        var result = new Point[points.Length];
        for (var i = 0; i < points.Length; i++)
            result[i] = new Point((int)Math.Round(points[i].X * One), (int)Math.Round(points[i].Y * One));
        return result;
    }
}
