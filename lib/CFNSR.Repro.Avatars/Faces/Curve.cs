namespace CFNSR.Repro.Avatars.Faces;

/// <summary>Smooth lines through points.</summary>
internal static class Curve
{
    /// <summary>An open Catmull-Rom spline through the points.</summary>
    public static Vec[] Open(ReadOnlySpan<Vec> points, int perSegment = 6)
    {
        var result = new Vec[((points.Length - 1) * perSegment) + 1];
        for (var i = 0; i < points.Length - 1; i++)
        {
            var before = i == 0 ? (points[0] * 2) + (points[1] * -1) : points[i - 1];
            var after = i + 2 < points.Length ? points[i + 2] : (points[i + 1] * 2) + (points[i] * -1);
            for (var k = 0; k < perSegment; k++)
                result[(i * perSegment) + k] = Between(before, points[i], points[i + 1], after, (double)k / perSegment);
        }

        result[^1] = points[^1];
        return result;
    }

    /// <summary>A closed Catmull-Rom spline through the points.</summary>
    public static Vec[] Closed(ReadOnlySpan<Vec> points, int perSegment = 6)
    {
        var count = points.Length;
        var result = new Vec[count * perSegment];
        for (var i = 0; i < count; i++)
            for (var k = 0; k < perSegment; k++)
            {
                result[(i * perSegment) + k] = Between(
                    points[(i + count - 1) % count], points[i], points[(i + 1) % count], points[(i + 2) % count], (double)k / perSegment);
            }

        return result;
    }

    /// <summary>A whole ellipse.</summary>
    public static Vec[] Ellipse(double x, double y, double radiusX, double radiusY, int count = 24)
    {
        var result = new Vec[count];
        for (var i = 0; i < count; i++)
        {
            var (sin, cos) = Math.SinCos(2 * Math.PI * i / count);
            result[i] = new Vec(x + (radiusX * cos), y + (radiusY * sin));
        }

        return result;
    }

    private static Vec Between(Vec a, Vec b, Vec c, Vec d, double t)
    {
        var (t2, t3) = (t * t, t * t * t);
        return (a * (0.5 * (-t3 + (2 * t2) - t))) + (b * (0.5 * ((3 * t3) - (5 * t2) + 2)))
            + (c * (0.5 * ((-3 * t3) + (4 * t2) + t))) + (d * (0.5 * (t3 - t2)));
    }
}
