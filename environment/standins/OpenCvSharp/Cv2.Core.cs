namespace OpenCvSharp;

public static unsafe partial class Cv2
{
    internal static NativeHandle Pointer(InputArray? array) => array?.Mat.Handle ?? NativeHandle.None;

    public static string? GetVersionString() => Native.Text(Native.cv_version());
    public static string GetBuildInformation() => Native.Text(Native.cv_build_information());
    public static void SetNumThreads(int nThreads) => Native.Check(Native.cv_set_threads(nThreads));
    public static int GetNumThreads() => Native.cv_threads();

    public static void Add(InputArray src1, InputArray src2, OutputArray dst, InputArray? mask = null, int dtype = -1) =>
        Native.Check(Native.cv_add(src1.Mat.Handle, src2.Mat.Handle, dst.Mat.Handle, Pointer(mask), dtype));

    public static void Subtract(InputArray src1, InputArray src2, OutputArray dst, InputArray? mask = null, int dtype = -1) =>
        Native.Check(Native.cv_subtract(src1.Mat.Handle, src2.Mat.Handle, dst.Mat.Handle, Pointer(mask), dtype));

    public static void Subtract(InputArray src1, Scalar src2, OutputArray dst, InputArray? mask = null, int dtype = -1) =>
        Subtract(src1, InputArray.Create(src2), dst, mask, dtype);

    public static void Subtract(Scalar src1, InputArray src2, OutputArray dst, InputArray? mask = null, int dtype = -1) =>
        Subtract(InputArray.Create(src1), src2, dst, mask, dtype);

    public static void Multiply(InputArray src1, InputArray src2, OutputArray dst, double scale = 1.0, int dtype = -1) =>
        Native.Check(Native.cv_multiply(src1.Mat.Handle, src2.Mat.Handle, dst.Mat.Handle, scale, dtype));

    public static void AddWeighted(InputArray src1, double alpha, InputArray src2, double beta, double gamma, OutputArray dst, int dtype = -1) =>
        Native.Check(Native.cv_add_weighted(src1.Mat.Handle, alpha, src2.Mat.Handle, beta, gamma, dst.Mat.Handle, dtype));

    public static void Absdiff(InputArray src1, InputArray src2, OutputArray dst) =>
        Native.Check(Native.cv_absdiff(src1.Mat.Handle, src2.Mat.Handle, dst.Mat.Handle));

    public static void Min(InputArray src1, InputArray src2, OutputArray dst) => Native.Check(Native.cv_min(src1.Mat.Handle, src2.Mat.Handle, dst.Mat.Handle));
    public static void Min(Mat src1, Mat src2, Mat dst) => Native.Check(Native.cv_min(src1.Handle, src2.Handle, dst.Handle));
    public static void Min(Mat src1, double src2, Mat dst) => Min(InputArray.Create(src1), InputArray.Create(src2), OutputArray.Create(dst));
    public static void Max(InputArray src1, InputArray src2, OutputArray dst) => Native.Check(Native.cv_max(src1.Mat.Handle, src2.Mat.Handle, dst.Mat.Handle));
    public static void Max(Mat src1, Mat src2, Mat dst) => Native.Check(Native.cv_max(src1.Handle, src2.Handle, dst.Handle));
    public static void Max(Mat src1, double src2, Mat dst) => Max(InputArray.Create(src1), InputArray.Create(src2), OutputArray.Create(dst));

    public static void ConvertScaleAbs(InputArray src, OutputArray dst, double alpha = 1.0, double beta = 0.0) =>
        Native.Check(Native.cv_convert_scale_abs(src.Mat.Handle, dst.Mat.Handle, alpha, beta));

    public static void Normalize(InputArray src, InputOutputArray dst, double alpha = 1.0, double beta = 0.0, NormTypes normType = NormTypes.L2, int dtype = -1, InputArray? mask = null) =>
        Native.Check(Native.cv_normalize(src.Mat.Handle, dst.Mat.Handle, alpha, beta, (int)normType, dtype, Pointer(mask)));

    public static Scalar Mean(InputArray src, InputArray? mask = null)
    {
        Scalar value;
        Native.Check(Native.cv_mean(src.Mat.Handle, Pointer(mask), (double*)&value));
        return value;
    }

    public static void MeanStdDev(InputArray src, out Scalar mean, out Scalar stddev, InputArray? mask = null)
    {
        Scalar m, s;
        Native.Check(Native.cv_mean_std(src.Mat.Handle, Pointer(mask), (double*)&m, (double*)&s));
        (mean, stddev) = (m, s);
    }

    public static double Norm(InputArray src1, NormTypes normType = NormTypes.L2, InputArray? mask = null)
    {
        Native.Check(Native.cv_norm(src1.Mat.Handle, NativeHandle.None, (int)normType, Pointer(mask), out var value));
        return value;
    }

    public static double Norm(InputArray src1, InputArray src2, NormTypes normType = NormTypes.L2, InputArray? mask = null)
    {
        Native.Check(Native.cv_norm(src1.Mat.Handle, src2.Mat.Handle, (int)normType, Pointer(mask), out var value));
        return value;
    }

    public static void MinMaxLoc(InputArray src, out double minVal, out double maxVal) =>
        Native.Check(Native.cv_min_max(src.Mat.Handle, out minVal, out maxVal));

    public static int CountNonZero(InputArray mtx)
    {
        Native.Check(Native.cv_count_non_zero(mtx.Mat.Handle, out var n));
        return n;
    }

    public static void LUT(InputArray src, InputArray lut, OutputArray dst) => Native.Check(Native.cv_lut(src.Mat.Handle, lut.Mat.Handle, dst.Mat.Handle));

    public static void LUT(InputArray src, byte[] lut, OutputArray dst)
    {
        using var table = Mat.FromPixelData(256, 1, MatType.CV_8UC1, lut);
        LUT(src, table, dst);
    }

    public static void Flip(InputArray src, OutputArray dst, FlipMode flipCode) => Native.Check(Native.cv_flip(src.Mat.Handle, dst.Mat.Handle, (int)flipCode));

    public static void ExtractChannel(InputArray src, OutputArray dst, int coi) => Native.Check(Native.cv_extract_channel(src.Mat.Handle, dst.Mat.Handle, coi));

    public static Mat[] Split(Mat src)
    {
        var parts = new Mat[src.Channels()];
        for (var i = 0; i < parts.Length; i++) ExtractChannel(src, parts[i] = new Mat(), i);
        return parts;
    }

    public static void Split(Mat src, out Mat[] mv) => mv = Split(src);

    public static void Merge(Mat[] mv, Mat dst)
    {
        var pointers = mv.Select(m => m.CvPtr).ToArray();
        fixed (nint* p = pointers) Native.Check(Native.cv_merge(p, pointers.Length, dst.Handle));
        GC.KeepAlive(mv);
    }
}
