using OpenCvSharp;

namespace CFNSR.Repro.Tests.Packages.OpenCvSharp;

/// <summary>Image operations with results that follow from their definition.</summary>
public class Cv2Tests
{
    private static Mat Bytes(int rows, int cols, params byte[] values) => Mat.FromPixelData(rows, cols, MatType.CV_8UC1, values);

    private static byte[] Values(Mat m)
    {
        m.GetArray(out byte[] values);
        return values;
    }

    [Fact]
    public void The_version_is_a_four()
    {
        Assert.StartsWith("4.", Cv2.GetVersionString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Resize_linear_uses_pixel_centres()
    {
        // 2 -> 4: source positions -0.25, 0.25, 0.75, 1.25, clamped: 0, 0.25, 0.75, 1 of the way from 0 to 100
        using var m = Bytes(1, 2, 0, 100);
        using var wide = new Mat();
        Cv2.Resize(m, wide, new Size(4, 1));
        Assert.Equal([0, 25, 75, 100], Values(wide));
        using var nearest = new Mat();
        Cv2.Resize(m, nearest, new Size(4, 1), interpolation: InterpolationFlags.Nearest);
        Assert.Equal([0, 0, 100, 100], Values(nearest));
        using var area = new Mat();
        Cv2.Resize(wide, area, new Size(2, 1), 0, 0, InterpolationFlags.Area);
        Assert.Equal([12, 88], Values(area));
    }

    [Fact]
    public void Colour_conversion_swaps_and_weighs()
    {
        using var bgr = new Mat(1, 1, MatType.CV_8UC3, new Scalar(10, 20, 30));
        using var rgb = new Mat();
        Cv2.CvtColor(bgr, rgb, ColorConversionCodes.BGR2RGB);
        Assert.Equal(new Vec3b(30, 20, 10), rgb.Get<Vec3b>(0, 0));
        using var gray = new Mat();
        Cv2.CvtColor(bgr, gray, ColorConversionCodes.BGR2GRAY);
        Assert.Equal((byte)Math.Round(0.114 * 10 + 0.587 * 20 + 0.299 * 30), gray.Get<byte>(0, 0));
    }

    [Fact]
    public void Flips_go_the_way_they_say()
    {
        using var m = Bytes(2, 2, 1, 2, 3, 4);
        using var to = new Mat();
        Cv2.Flip(m, to, FlipMode.Y);
        Assert.Equal([2, 1, 4, 3], Values(to));
        Cv2.Flip(m, to, FlipMode.X);
        Assert.Equal([3, 4, 1, 2], Values(to));
        Cv2.Flip(m, to, FlipMode.XY);
        Assert.Equal([4, 3, 2, 1], Values(to));
    }

    [Fact]
    public void Arithmetic_saturates_and_takes_scalars()
    {
        using var a = Bytes(1, 3, 10, 100, 250);
        using var b = Bytes(1, 3, 20, 50, 30);
        using var to = new Mat();
        Cv2.Add(a, b, to);
        Assert.Equal([30, 150, 255], Values(to));
        Cv2.Add(a, new Scalar(5), to);
        Assert.Equal([15, 105, 255], Values(to));
        Cv2.Subtract(a, b, to);
        Assert.Equal([0, 50, 220], Values(to));
        Cv2.Absdiff(a, b, to);
        Assert.Equal([10, 50, 220], Values(to));
        Cv2.Multiply(a, 0.5, to);
        Assert.Equal([5, 50, 125], Values(to));
        Cv2.AddWeighted(a, 0.5, b, 0.5, 1, to);
        Assert.Equal([16, 76, 141], Values(to));
        Cv2.Min(a, b, to);
        Assert.Equal([10, 50, 30], Values(to));
        Cv2.Max(a, 60, to);
        Assert.Equal([60, 100, 250], Values(to));
        Cv2.ConvertScaleAbs(a, to, 2, -220);
        Assert.Equal([200, 20, 255], Values(to));
        Cv2.LUT(a, Enumerable.Range(0, 256).Select(i => (byte)(255 - i)).ToArray(), to);
        Assert.Equal([245, 155, 5], Values(to));
    }

    [Fact]
    public void Means_and_norms()
    {
        using var m = Bytes(1, 4, 0, 0, 6, 10);
        Assert.Equal(4, Cv2.Mean(m).Val0);
        Cv2.MeanStdDev(m, out Scalar mean, out Scalar sd);
        Assert.Equal((4, Math.Sqrt(18)), (mean.Val0, sd.Val0));
        Assert.Equal(16, Cv2.Norm(m, NormTypes.L1));
        Cv2.MinMaxLoc(m, out double low, out double high);
        Assert.Equal((0, 10), (low, high));
        using var to = new Mat();
        Cv2.Normalize(m, to, 0, 100, NormTypes.MinMax);
        Assert.Equal([0, 0, 60, 100], Values(to));
    }

    [Fact]
    public void Blurs_keep_a_flat_picture_and_spread_a_point()
    {
        using var flat = new Mat(9, 9, MatType.CV_8UC1, Scalar.All(77));
        using var to = new Mat();
        Cv2.GaussianBlur(flat, to, new Size(5, 5), 1.5);
        Assert.All(Values(to), v => Assert.Equal(77, v));
        using var point = new Mat(5, 5, MatType.CV_8UC1, Scalar.All(0));
        point.Set(2, 2, (byte)90);
        Cv2.Blur(point, to, new Size(3, 3));
        Assert.Equal((10, 0), (to.Get<byte>(1, 1), to.Get<byte>(0, 0)));
        Cv2.MedianBlur(point, to, 3);
        Assert.Equal(0, Cv2.CountNonZero(to));
    }

    [Fact]
    public void Channels_split_and_merge()
    {
        using var m = new Mat(2, 2, MatType.CV_8UC3, new Scalar(1, 2, 3));
        var parts = Cv2.Split(m);
        Assert.Equal([1, 2, 3], parts.Select(p => (int)Cv2.Mean(p).Val0));
        using var back = new Mat();
        Cv2.Merge([parts[2], parts[1], parts[0]], back);
        Assert.Equal(new Vec3b(3, 2, 1), back.Get<Vec3b>(1, 1));
        foreach (var part in parts) part.Dispose();
    }

    [Fact]
    public void A_quarter_turn_moves_the_corner()
    {
        using var m = Bytes(3, 3, 9, 0, 0, 0, 0, 0, 0, 0, 0);
        using var turn = Cv2.GetRotationMatrix2D(new Point2f(1, 1), 90, 1);
        using var to = new Mat();
        Cv2.WarpAffine(m, to, turn, new Size(3, 3));
        Assert.Equal([0, 0, 0, 0, 0, 0, 9, 0, 0], Values(to)); // counter-clockwise: top left to bottom left
    }

    [Fact]
    public void Drawing_fills_what_it_says()
    {
        using var m = new Mat(20, 20, MatType.CV_8UC1, Scalar.All(0));
        Cv2.Rectangle(m, new Rect(2, 3, 5, 4), Scalar.All(1), -1);
        Assert.Equal(20, Cv2.CountNonZero(m));
        m.SetTo(Scalar.All(0));
        Cv2.Line(m, new Point(0, 5), new Point(9, 5), Scalar.All(1));
        Assert.Equal(10, Cv2.CountNonZero(m));
        m.SetTo(Scalar.All(0));
        Cv2.FillPoly(m, new[] { new[] { new Point(1, 1), new Point(4, 1), new Point(4, 4), new Point(1, 4) } }, Scalar.All(1));
        Assert.Equal(16, Cv2.CountNonZero(m));
        m.SetTo(Scalar.All(0));
        Cv2.FillConvexPoly(m, [new(0, 0), new(9, 0), new(0, 9)], Scalar.All(1));
        Assert.Equal(55, Cv2.CountNonZero(m));
        m.SetTo(Scalar.All(0));
        Cv2.Ellipse(m, new Point(10, 10), new Size(6, 3), 0, 0, 360, Scalar.All(1), -1);
        Assert.InRange(Cv2.CountNonZero(m), Math.PI * 6 * 3, Math.PI * 7 * 4);
        m.SetTo(Scalar.All(0));
        Cv2.Circle(m, new Point(10, 10), 5, Scalar.All(1), -1);
        Assert.InRange(Cv2.CountNonZero(m), Math.PI * 25, Math.PI * 36);
        m.SetTo(Scalar.All(0));
        Cv2.Polylines(m, new[] { new[] { new Point(0, 0), new Point(9, 0), new Point(9, 9) } }, false, Scalar.All(1));
        Assert.Equal(19, Cv2.CountNonZero(m));
        m.SetTo(Scalar.All(0));
        Cv2.PutText(m, "I", new Point(2, 15), HersheyFonts.HersheySimplex, 0.5, Scalar.All(1));
        Assert.True(Cv2.CountNonZero(m) > 5);
    }

    [Fact]
    public void Pictures_survive_a_file_and_a_buffer()
    {
        var file = Path.Combine(Path.GetTempPath(), $"kit-{Guid.NewGuid():N} é.png");
        using var m = new Mat(3, 2, MatType.CV_8UC3, new Scalar(10, 20, 30));
        try
        {
            Assert.True(Cv2.ImWrite(file, m));
            using var read = Cv2.ImRead(file);
            Assert.Equal(0, Cv2.Norm(m, read));
        }
        finally
        {
            File.Delete(file);
        }
        Assert.True(Cv2.ImEncode(".png", m, out var bytes));
        using var decoded = Cv2.ImDecode(bytes, ImreadModes.Color);
        Assert.Equal(0, Cv2.Norm(m, decoded));
        using var none = Cv2.ImRead(file);
        Assert.True(none.Empty());
    }

    [Fact]
    public void Equalising_stretches_the_histogram()
    {
        using var m = Bytes(1, 4, 100, 100, 101, 102);
        using var to = new Mat();
        Cv2.EqualizeHist(m, to);
        Assert.Equal([0, 0, 128, 255], Values(to));
    }
}
