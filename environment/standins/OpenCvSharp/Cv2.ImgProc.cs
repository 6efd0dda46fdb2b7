namespace OpenCvSharp;

public static unsafe partial class Cv2
{
    public static void Resize(InputArray src, OutputArray dst, Size dsize, double fx = 0.0, double fy = 0.0, InterpolationFlags interpolation = InterpolationFlags.Linear) =>
        Native.Check(Native.cv_resize(src.Mat.Handle, dst.Mat.Handle, dsize.Width, dsize.Height, fx, fy, (int)interpolation));

    public static void CvtColor(InputArray src, OutputArray dst, ColorConversionCodes code, int dstCn = 0) =>
        Native.Check(Native.cv_cvt_color(src.Mat.Handle, dst.Mat.Handle, (int)code, dstCn));

    public static void GaussianBlur(InputArray src, OutputArray dst, Size ksize, double sigmaX, double sigmaY = 0.0, BorderTypes borderType = BorderTypes.Reflect101) =>
        Native.Check(Native.cv_gaussian_blur(src.Mat.Handle, dst.Mat.Handle, ksize.Width, ksize.Height, sigmaX, sigmaY, (int)borderType));

    public static void Blur(InputArray src, OutputArray dst, Size ksize, Point? anchor = null, BorderTypes borderType = BorderTypes.Reflect101)
    {
        var at = anchor ?? new Point(-1, -1);
        Native.Check(Native.cv_blur(src.Mat.Handle, dst.Mat.Handle, ksize.Width, ksize.Height, at.X, at.Y, (int)borderType));
    }

    public static void MedianBlur(InputArray src, OutputArray dst, int ksize) => Native.Check(Native.cv_median_blur(src.Mat.Handle, dst.Mat.Handle, ksize));

    public static void WarpAffine(InputArray src, OutputArray dst, InputArray m, Size dsize, InterpolationFlags flags = InterpolationFlags.Linear, BorderTypes borderMode = BorderTypes.Constant, Scalar? borderValue = null)
    {
        var value = borderValue ?? Scalar.All(0);
        Native.Check(Native.cv_warp_affine(src.Mat.Handle, dst.Mat.Handle, m.Mat.Handle, dsize.Width, dsize.Height, (int)flags, (int)borderMode, (double*)&value));
    }

    public static Mat GetRotationMatrix2D(Point2f center, double angle, double scale)
    {
        Native.Check(Native.cv_rotation_matrix(center.X, center.Y, angle, scale, out var p));
        return new Mat(p);
    }

    public static void CopyMakeBorder(InputArray src, OutputArray dst, int top, int bottom, int left, int right, BorderTypes borderType, Scalar? value = null)
    {
        var fill = value ?? default;
        Native.Check(Native.cv_copy_make_border(src.Mat.Handle, dst.Mat.Handle, top, bottom, left, right, (int)borderType, (double*)&fill));
    }

    public static void EqualizeHist(InputArray src, OutputArray dst) => Native.Check(Native.cv_equalize_hist(src.Mat.Handle, dst.Mat.Handle));
}
