using OpenCvSharp;

namespace CFNSR.Repro.Tests.Packages.OpenCvSharp;

/// <summary>Matrices: the same assertions hold for the real package (run them there with KitPackages=nuget).</summary>
public class MatTests
{
    [Fact]
    public void A_filled_matrix_has_its_shape_type_and_values()
    {
        using var m = new Mat(3, 5, MatType.CV_8UC3, new Scalar(1, 2, 3));
        Assert.Equal((3, 5, 3), (m.Rows, m.Cols, m.Channels()));
        Assert.Equal(new Size(5, 3), m.Size());
        Assert.Equal(MatType.CV_8UC3, m.Type());
        Assert.Equal("CV_8UC3", m.Type().ToString());
        Assert.Equal(15, m.Step());
        Assert.True(m.IsContinuous());
        Assert.Equal(new Vec3b(1, 2, 3), m.Get<Vec3b>(2, 4));
    }

    [Fact]
    public void Pixel_data_is_shared_with_the_array_and_a_clone_is_not()
    {
        var pixels = new byte[] { 1, 2, 3, 4, 5, 6 };
        using var m = Mat.FromPixelData(2, 3, MatType.CV_8UC1, pixels);
        using var copy = m.Clone();
        pixels[4] = 50;
        m.Set(0, 2, (byte)30);
        Assert.Equal(50, m.At<byte>(1, 1));
        Assert.Equal(30, pixels[2]);
        Assert.True(copy.GetArray(out byte[] values));
        Assert.Equal([1, 2, 3, 4, 5, 6], values);
    }

    [Fact]
    public void A_part_looks_at_the_same_pixels_even_after_the_whole_is_disposed()
    {
        var whole = new Mat(4, 6, MatType.CV_8UC1, Scalar.All(0));
        using var part = whole[new Rect(2, 1, 3, 2)];
        part.SetTo(Scalar.All(9));
        Assert.Equal(6, Cv2.CountNonZero(whole));
        Assert.Equal((9, 0), (whole.Get<byte>(1, 2), whole.Get<byte>(0, 2)));
        Assert.False(part.IsContinuous());
        whole.Dispose();
        part.GetArray(out byte[] values);
        Assert.Equal(Enumerable.Repeat((byte)9, 6), values);
    }

    [Fact]
    public void A_part_can_be_assigned()
    {
        using var whole = new Mat(3, 3, MatType.CV_32FC1, Scalar.All(0));
        using var two = new Mat(1, 2, MatType.CV_32FC1, Scalar.All(2));
        whole[new Rect(1, 1, 2, 1)] = two;
        whole.GetArray(out float[] values);
        Assert.Equal([0, 0, 0, 0, 2, 2, 0, 0, 0], values);
        Assert.Throws<ArgumentException>(() => whole[new Rect(0, 0, 3, 1)] = two);
    }

    [Fact]
    public void Conversion_scales_and_saturates()
    {
        using var bytes = Mat.FromPixelData(1, 4, MatType.CV_8UC1, new byte[] { 0, 100, 200, 255 });
        using var floats = new Mat();
        bytes.ConvertTo(floats, MatType.CV_32FC1, 1 / 256.0);
        floats.GetArray(out float[] f);
        Assert.Equal([0f, 100 / 256f, 200 / 256f, 255 / 256f], f);
        using var back = new Mat();
        floats.ConvertTo(back, MatType.CV_8UC1, 512, -10);
        back.GetArray(out byte[] b);
        Assert.Equal([0, 190, 255, 255], b);
    }

    [Fact]
    public void Errors_come_as_OpenCVException_with_OpenCVs_words()
    {
        using var m = new Mat(2, 2, MatType.CV_8UC1, Scalar.All(0));
        var e = Assert.Throws<OpenCVException>(() => m[new Rect(1, 1, 5, 5)]);
        Assert.Equal(ErrorCode.StsAssert, e.Status);
        Assert.Contains("roi.x", e.ErrMsg, StringComparison.Ordinal);
        using var empty = new Mat();
        using var to = new Mat();
        Assert.Throws<OpenCVException>(() => Cv2.CvtColor(empty, to, ColorConversionCodes.BGR2GRAY));
    }

    [Fact]
    public void Element_types_must_fit_the_matrix()
    {
        using var m = new Mat(2, 2, MatType.CV_8UC3, Scalar.All(0));
        Assert.Throws<OpenCvSharpException>(() => m.GetArray(out byte[] _));
        Assert.True(m.GetArray(out Vec3b[] pixels));
        Assert.Equal(4, pixels.Length);
    }

    [Fact]
    public void A_disposed_matrix_refuses_to_work()
    {
        var m = new Mat(2, 2, MatType.CV_8UC1);
        m.Dispose();
        m.Dispose();
        Assert.True(m.IsDisposed);
        Assert.Throws<ObjectDisposedException>(() => m.Rows);
        Assert.Throws<ObjectDisposedException>(() => Cv2.Mean(m));
    }

    [Fact]
    public void Row_spans_honour_the_step()
    {
        using var whole = Mat.FromPixelData(2, 4, MatType.CV_8UC1, new byte[] { 1, 2, 3, 4, 5, 6, 7, 8 });
        using var part = whole.SubMat(new Rect(1, 0, 2, 2));
        Assert.Equal([6, 7], part.RowSpan<byte>(1).ToArray());
        Assert.True(part.AsSpan<byte>().IsEmpty);
        Assert.Equal(8, whole.AsSpan<byte>().Length);
    }
}
