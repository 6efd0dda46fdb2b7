using CFNSR.Repro.Data;
using OpenCvSharp;

namespace CFNSR.Repro.Figures;

/// <summary>The frames of one clip side by side, in order of time, row by row: what the video encoder gets.</summary>
public static class FrameStrip
{
    /// <summary>The strip as a cell's result.</summary>
    /// <param name="frames">RGB bytes, (T, H, W, 3).</param>
    /// <param name="shape">T, H and W.</param>
    /// <param name="caption">What is seen, and whether it is synthetic; also for those who do not see the picture.</param>
    /// <param name="columns">Frames a row.</param>
    /// <param name="frameHeight">Height of one frame in the strip.</param>
    public static HtmlText Create(ReadOnlySpan<byte> frames, FrameShape shape, string caption, int columns = 10, int frameHeight = 96) => HtmlText.Of(
        $"<figure><img src=\"{DataUri(frames, shape.T, shape.H, shape.W, columns, frameHeight)}\" alt=\"{caption}\"><figcaption class=\"note\">{caption}</figcaption></figure>\n");

    /// <summary>A JPEG or PNG picture of all frames as a data URI, to be put into an <c>img</c> element.</summary>
    /// <param name="frames">RGB bytes, (T, H, W, 3).</param>
    /// <param name="count">T.</param>
    /// <param name="height">H in pixels.</param>
    /// <param name="width">W in pixels.</param>
    /// <param name="columns">Frames a row.</param>
    /// <param name="frameHeight">Height of one frame in the strip; larger frames are shrunk.</param>
    /// <param name="format">"jpeg" for photographs (small), "png" for exact pixels.</param>
    /// <exception cref="KitException">The number of bytes does not fit the shape.</exception>
    public static string DataUri(ReadOnlySpan<byte> frames, int count, int height, int width, int columns = 10, int frameHeight = 96, string format = "jpeg")
    {
        if (count < 1 || frames.Length != count * height * width * 3)
            throw new KitException($"{frames.Length} bytes are not {count} frames of {width}×{height}", expected: "frames × height × width × 3 bytes");
        columns = Math.Clamp(columns, 1, count);
        int rows = (count + columns - 1) / columns;
        byte[] sheet = new byte[rows * height * columns * width * 3];
        Array.Fill(sheet, (byte)255);
        for (int t = 0; t < count; t++)
        {
            for (int y = 0; y < height; y++)
            {
                var from = frames.Slice(((t * height) + y) * width * 3, width * 3);
                int to = ((((t / columns) * height) + y) * columns * width) + ((t % columns) * width);
                for (int x = 0; x < width; x++)
                {
                    // RGB to OpenCV's BGR
                    sheet[(to + x) * 3] = from[(x * 3) + 2];
                    sheet[((to + x) * 3) + 1] = from[(x * 3) + 1];
                    sheet[((to + x) * 3) + 2] = from[x * 3];
                }
            }
        }

        using var large = Mat.FromPixelData(rows * height, columns * width, MatType.CV_8UC3, sheet);
        using var small = new Mat();
        double scale = Math.Min(1, (double)frameHeight / height);
        Cv2.Resize(large, small, new Size((int)Math.Round(columns * width * scale), (int)Math.Round(rows * height * scale)), 0, 0, InterpolationFlags.Area);
        string extension = format == "png" ? ".png" : ".jpg";
        return Cv2.ImEncode(extension, small, out byte[] bytes)
            ? $"data:image/{(format == "png" ? "png" : "jpeg")};base64,{Convert.ToBase64String(bytes)}"
            : throw new KitException("OpenCV could not write the frames as a picture");
    }
}
