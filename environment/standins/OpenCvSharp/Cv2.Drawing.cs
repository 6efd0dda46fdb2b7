namespace OpenCvSharp;

public static unsafe partial class Cv2
{
    public static void Line(InputOutputArray img, Point pt1, Point pt2, Scalar color, int thickness = 1, LineTypes lineType = LineTypes.Link8, int shift = 0) =>
        Line(img, pt1.X, pt1.Y, pt2.X, pt2.Y, color, thickness, lineType, shift);

    public static void Line(InputOutputArray img, int pt1X, int pt1Y, int pt2X, int pt2Y, Scalar color, int thickness = 1, LineTypes lineType = LineTypes.Link8, int shift = 0) =>
        Native.Check(Native.cv_line(img.Mat.Handle, pt1X, pt1Y, pt2X, pt2Y, (double*)&color, thickness, (int)lineType, shift));

    public static void Circle(InputOutputArray img, Point center, int radius, Scalar color, int thickness = 1, LineTypes lineType = LineTypes.Link8, int shift = 0) =>
        Circle(img, center.X, center.Y, radius, color, thickness, lineType, shift);

    public static void Circle(InputOutputArray img, int centerX, int centerY, int radius, Scalar color, int thickness = 1, LineTypes lineType = LineTypes.Link8, int shift = 0) =>
        Native.Check(Native.cv_circle(img.Mat.Handle, centerX, centerY, radius, (double*)&color, thickness, (int)lineType, shift));

    public static void Ellipse(InputOutputArray img, Point center, Size axes, double angle, double startAngle, double endAngle, Scalar color, int thickness = 1, LineTypes lineType = LineTypes.Link8, int shift = 0) =>
        Native.Check(Native.cv_ellipse(img.Mat.Handle, center.X, center.Y, axes.Width, axes.Height, angle, startAngle, endAngle, (double*)&color, thickness, (int)lineType, shift));

    public static void Rectangle(InputOutputArray img, Point pt1, Point pt2, Scalar color, int thickness = 1, LineTypes lineType = LineTypes.Link8, int shift = 0) =>
        Native.Check(Native.cv_rectangle(img.Mat.Handle, pt1.X, pt1.Y, pt2.X, pt2.Y, (double*)&color, thickness, (int)lineType, shift));

    public static void Rectangle(InputOutputArray img, Rect rect, Scalar color, int thickness = 1, LineTypes lineType = LineTypes.Link8, int shift = 0) =>
        Native.Check(Native.cv_rectangle_rect(img.Mat.Handle, rect.X, rect.Y, rect.Width, rect.Height, (double*)&color, thickness, (int)lineType, shift));

    public static void Rectangle(Mat img, Point pt1, Point pt2, Scalar color, int thickness = 1, LineTypes lineType = LineTypes.Link8, int shift = 0) =>
        Rectangle(InputOutputArray.Create(img), pt1, pt2, color, thickness, lineType, shift);

    public static void Rectangle(Mat img, Rect rect, Scalar color, int thickness = 1, LineTypes lineType = LineTypes.Link8, int shift = 0) =>
        Rectangle(InputOutputArray.Create(img), rect, color, thickness, lineType, shift);

    public static void Polylines(Mat img, IEnumerable<IEnumerable<Point>> pts, bool isClosed, Scalar color, int thickness = 1, LineTypes lineType = LineTypes.Link8, int shift = 0)
    {
        var (xy, counts) = Flat(pts);
        fixed (int* p = xy, n = counts)
            Native.Check(Native.cv_polylines(img.Handle, p, n, counts.Length, isClosed ? 1 : 0, (double*)&color, thickness, (int)lineType, shift));
    }

    public static void FillPoly(Mat img, IEnumerable<IEnumerable<Point>> pts, Scalar color, LineTypes lineType = LineTypes.Link8, int shift = 0, Point? offset = null)
    {
        var (xy, counts) = Flat(pts);
        var by = offset ?? default;
        fixed (int* p = xy, n = counts)
            Native.Check(Native.cv_fill_poly(img.Handle, p, n, counts.Length, (double*)&color, (int)lineType, shift, by.X, by.Y));
    }

    public static void FillConvexPoly(Mat img, IEnumerable<Point> pts, Scalar color, LineTypes lineType = LineTypes.Link8, int shift = 0)
    {
        var (xy, counts) = Flat([pts]);
        fixed (int* p = xy) Native.Check(Native.cv_fill_convex_poly(img.Handle, p, counts[0], (double*)&color, (int)lineType, shift));
    }

    public static void PutText(InputOutputArray img, string text, Point org, HersheyFonts fontFace, double fontScale, Scalar color, int thickness = 1, LineTypes lineType = LineTypes.Link8, bool bottomLeftOrigin = false) =>
        Native.Check(Native.cv_put_text(img.Mat.Handle, text, org.X, org.Y, (int)fontFace, fontScale, (double*)&color, thickness, (int)lineType, bottomLeftOrigin ? 1 : 0));

    public static Size GetTextSize(string text, HersheyFonts fontFace, double fontScale, int thickness, out int baseLine)
    {
        Native.Check(Native.cv_text_size(text, (int)fontFace, fontScale, thickness, out baseLine, out var w, out var h));
        return new Size(w, h);
    }

    private static (int[] Xy, int[] Counts) Flat(IEnumerable<IEnumerable<Point>> polygons)
    {
        List<int> xy = [], counts = [];
        foreach (var polygon in polygons)
        {
            var before = xy.Count;
            foreach (var p in polygon) xy.AddRange([p.X, p.Y]);
            counts.Add((xy.Count - before) / 2);
        }
        return ([.. xy], [.. counts]);
    }
}
