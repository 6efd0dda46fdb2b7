using System.Globalization;
using CFNSR.Repro.Data;
using OpenCvSharp;

namespace CFNSR.Repro.Tests;

/// <summary>Makes small videos whose every frame tells its own number.</summary>
internal static class TestVideo
{
    public const double Rate = 25;

    /// <summary>Frames 0 .. n-1 at 25 a second; frame k is grey with luma 20 + 2k everywhere (n at most 108), lossless.</summary>
    public static string Numbered(string file, int frames = 100, string size = "64x48", params string[] more)
    {
        string seconds = (frames / Rate).ToString(CultureInfo.InvariantCulture);
        Ffmpeg.Run(["-y", "-f", "lavfi", "-i", $"color=size={size}:rate=25:duration={seconds},geq=lum='20+2*N':cb=128:cr=128", .. more, "-c:v", "libx264", "-qp", "0", "-pix_fmt", "yuv420p", file]);
        return file;
    }

    /// <summary>Exactly these pictures: n frames of height * width * 3 BGR bytes, a single one twice (one picture is no video).</summary>
    public static string Exact(string file, int width, int height, params byte[][] frames)
    {
        using FfmpegProcess ffmpeg = Ffmpeg.Start(["-y", "-f", "rawvideo", "-pix_fmt", "bgr24", "-s", $"{width}x{height}", "-r", "25", "-i", "pipe:0", "-c:v", "libx264rgb", "-qp", "0", file]);
        foreach (byte[] frame in frames.Length == 1 ? [frames[0], frames[0]] : frames) ffmpeg.Write(frame);
        ffmpeg.Finish();
        return file;
    }

    /// <summary>
    /// Which frame of <see cref="Numbered"/> has this grey value: the decoder maps luma 16..235 to 0..255 and rounds down.
    /// </summary>
    public static int Number(byte grey) => (int)Math.Round((grey + 0.5) * 219 / 255.0 / 2) - 2;

    /// <summary>Which frame of <see cref="Numbered"/> a picture is.</summary>
    public static int Number(Mat picture) => Number(picture.Get<Vec3b>(picture.Rows / 2, picture.Cols / 2).Item1);

    /// <summary>The first part of a file.</summary>
    public static string Truncated(string file, string to, double share)
    {
        byte[] bytes = File.ReadAllBytes(file);
        File.WriteAllBytes(to, bytes[..(int)(bytes.Length * share)]);
        return to;
    }
}
