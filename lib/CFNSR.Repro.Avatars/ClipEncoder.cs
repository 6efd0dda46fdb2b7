using System.Globalization;
using System.Runtime.InteropServices;
using CFNSR.Repro.Avatars.Faces;
using CFNSR.Repro.Data;
using OpenCvSharp;

namespace CFNSR.Repro.Avatars;

/// <summary>Draws a performance and writes it with its sound, if there is one, as H.264 and AAC.</summary>
internal static class ClipEncoder
{
    /// <summary>Writes one clip under a temporary name beside the target and renames it when it is complete.</summary>
    public static void Write(string file, Performance performance, int width, int height, string? soundFile, CancellationToken cancel)
    {
        var part = file + ".part";
        try
        {
            using (var ffmpeg = Ffmpeg.Start(Arguments(part, width, height, soundFile), file))
            {
                using var planes = new Mat();
                var bytes = new byte[width * height * 3 / 2];
                foreach (var picture in Draw(performance, width, height))
                {
                    cancel.ThrowIfCancellationRequested();
                    Cv2.CvtColor(picture, planes, ColorConversionCodes.BGR2YUV_I420);
                    Marshal.Copy(planes.Data, bytes, 0, bytes.Length);
                    ffmpeg.Write(bytes);
                }

                ffmpeg.Finish();
            }

            File.Move(part, file, overwrite: true);
        }
        finally
        {
            File.Delete(part);
        }
    }

    /// <summary>The pictures of a performance: 8-bit BGR, one Mat that is drawn again for every picture.</summary>
    public static IEnumerable<Mat> Draw(Performance performance, int width, int height)
    {
        using var painter = new FacePainter(performance.Actor, performance.Light, width, height);
        using var picture = new Mat(height, width, MatType.CV_8UC3, new Scalar(0, 0, 0));
        foreach (var frame in performance.Frames)
        {
            painter.Paint(frame.Face, frame.Pose, frame.GazeX, frame.GazeY, picture);
            yield return picture;
        }
    }

    private static string[] Arguments(string part, int width, int height, string? soundFile) =>
    [
        "-y",
        "-f", "rawvideo", "-pixel_format", "yuv420p", "-video_size", string.Create(CultureInfo.InvariantCulture, $"{width}x{height}"), "-framerate", "30000/1001", "-i", "pipe:0",
        .. soundFile is null ? (string[])[] : Ffmpeg.Input(soundFile),
        "-map", "0:v:0", .. soundFile is null ? (string[])[] : ["-map", "1:a:0"], "-map_metadata", "-1",
        "-c:v", "libx264", "-preset", "veryfast", "-crf", "20", "-threads", "1", "-pix_fmt", "yuv420p",
        "-c:a", "aac", "-b:a", "128k", "-ar", "48000", "-ac", "1",
        "-fflags", "+bitexact", "-flags:v", "+bitexact", "-flags:a", "+bitexact",
        "-f", "mp4", part,
    ];
}
