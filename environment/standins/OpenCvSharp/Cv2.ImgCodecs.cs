namespace OpenCvSharp;

public class ImageEncodingParam
{
    public ImageEncodingParam(ImwriteFlags id, int value) => (EncodingId, Value) = (id, value);

    public ImwriteFlags EncodingId { get; }
    public int Value { get; }
}

public static unsafe partial class Cv2
{
    public static Mat ImRead(string fileName, ImreadModes flags = ImreadModes.Color) => new(fileName, flags);

    public static bool ImWrite(string fileName, Mat img, int[]? prms = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(fileName);
        fixed (int* p = prms)
        {
            Native.Check(Native.cv_imwrite(fileName, img.Handle, p, prms?.Length ?? 0, out var done));
            return done != 0;
        }
    }

    public static bool ImWrite(string fileName, Mat img, params ImageEncodingParam[] prms) => ImWrite(fileName, img, Flat(prms));

    public static Mat ImDecode(byte[] buf, ImreadModes flags) => ImDecode(new ReadOnlySpan<byte>(buf), flags);

    public static Mat ImDecode(ReadOnlySpan<byte> span, ImreadModes flags)
    {
        if (span.IsEmpty) throw new ArgumentException("Empty span", nameof(span));
        fixed (byte* p = span)
        {
            Native.Check(Native.cv_imdecode(p, span.Length, (int)flags, out var mat));
            return new Mat(mat);
        }
    }

    public static bool ImEncode(string ext, InputArray img, out byte[] buf, int[]? prms = null)
    {
        fixed (int* p = prms)
        {
            Native.Check(Native.cv_imencode(ext, img.Mat.Handle, p, prms?.Length ?? 0, out var bytes, out var done));
            try
            {
                buf = new ReadOnlySpan<byte>(Native.bytes_data(bytes), (int)Native.bytes_size(bytes)).ToArray();
            }
            finally
            {
                Native.bytes_delete(bytes);
            }
            return done != 0;
        }
    }

    public static void ImEncode(string ext, InputArray img, out byte[] buf, params ImageEncodingParam[] prms) => ImEncode(ext, img, out buf, Flat(prms));

    private static int[] Flat(ImageEncodingParam[] prms) => [.. prms.SelectMany(p => new[] { (int)p.EncodingId, p.Value })];
}
