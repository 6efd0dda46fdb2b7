using System.Globalization;
using OpenCvSharp;

namespace CFNSR.Repro.Data;

/// <summary>
/// A video's pictures. Opening decodes the file once, so that the number of frames and the time of each are counted, not believed
/// from the header, and a truncated file is found before anything is computed from it. Pictures that are wanted anyway are kept on the way.
/// </summary>
public sealed class VideoFile : IDisposable
{
    private const double AllowedMissingSeconds = 0.1; // headers round a stream's length
    private const double MaxFramesPerSecond = 1000;
    private const string FetchAgain = "Fetch the file again, or leave the clip out.";

    private readonly string path;
    private readonly double[] times;
    private readonly Dictionary<int, Mat> kept; // pictures of the first pass that nobody has taken yet
    private VideoCapture? capture; // of a further pass, if there must be one
    private int next; // the frame that it delivers next

    private VideoFile(string path, VideoCapture read, double[] times, double interval, Dictionary<int, Mat> kept)
    {
        (this.path, this.times, this.kept) = (path, times, kept);
        Width = read.FrameWidth;
        Height = read.FrameHeight;
        FramesPerSecond = 1 / interval;
        Duration = times[^1] + interval;
    }

    /// <summary>Frames that can be decoded.</summary>
    public int FrameCount => times.Length;

    /// <summary>Width of a frame; pixels.</summary>
    public int Width { get; }

    /// <summary>Height of a frame; pixels.</summary>
    public int Height { get; }

    /// <summary>Frames a second, on average.</summary>
    public double FramesPerSecond { get; }

    /// <summary>From the first frame to the end of the last; seconds.</summary>
    public double Duration { get; }

    /// <summary>When each frame is shown, counted from the first; seconds, increasing.</summary>
    public IReadOnlyList<double> FrameTimes => times;

    /// <summary>Opens a video and counts its frames.</summary>
    /// <param name="file">An mp4 or any other file that OpenCV's FFmpeg reads.</param>
    /// <param name="wanted">
    /// From the duration to the times that will be read, if that is known: what the header lets expect is then kept in the same pass, and
    /// <see cref="ReadAt"/> need not decode again. It gives the same pictures with and without; a header with wrong numbers costs a second pass.
    /// </param>
    /// <exception cref="KitException">Missing, empty, truncated or unreadable file, or no picture in it.</exception>
    public static VideoFile Open(string file, Func<double, IReadOnlyList<double>>? wanted = null)
    {
        if (!File.Exists(file)) throw new KitException("there is no such file", file, cure: "Check the path.");
        if (Length(file) == 0) throw new KitException("the file is empty", file, "a video", FetchAgain);
        using VideoCapture capture = Capture(file);
        var kept = new Dictionary<int, Mat>();
        try
        {
            double rate = capture.Fps is > 0 and <= MaxFramesPerSecond ? capture.Fps : 30;
            int promised = capture.FrameCount;
            double[] times = Count(capture, rate, Expected(wanted, promised, rate), kept);
            if (times.Length == 0) throw new KitException("there is no picture that can be decoded", file, "a video", FetchAgain);
            if (promised - times.Length > AllowedMissingSeconds * rate) RequireWhole(file, times.Length, promised);
            if (times.Length == 1) throw new KitException("there is only one picture in it", file, "a video, no still", FetchAgain);
            return new VideoFile(file, capture, times, times[^1] / (times.Length - 1), kept);
        }
        catch
        {
            foreach (Mat picture in kept.Values) picture.Dispose();
            throw;
        }
    }

    /// <summary>Reads the frames nearest to some times, in one pass forward.</summary>
    /// <param name="seconds">Times in increasing order; one before the first or after the last frame gets that frame.</param>
    /// <returns>One picture a time, 8-bit BGR, of <see cref="Height"/> by <see cref="Width"/>; the same frame may come twice, each time as its own. Dispose them. Thirty of 1280 by 720 take 83 MB.</returns>
    /// <exception cref="KitException">The file can no longer be read.</exception>
    /// <remarks>Source: data/paper/models.md §10 (thirty uniform times, nearest decoded frame).</remarks>
    public IReadOnlyList<Mat> ReadAt(IReadOnlyList<double> seconds)
    {
        var pictures = new List<Mat>(seconds.Count);
        int last = -1;
        try
        {
            foreach (double time in seconds)
            {
                int frame = Nearest(time);
                if (frame < last) throw new ArgumentException("times must be in increasing order", nameof(seconds));
                pictures.Add(frame == last ? pictures[^1].Clone() : Read(frame));
                last = frame;
            }
            return pictures;
        }
        catch
        {
            foreach (Mat picture in pictures) picture.Dispose();
            throw;
        }
    }

    /// <summary>The frame nearest to a time; of two equally near the earlier one.</summary>
    /// <param name="seconds">Time since the first frame.</param>
    /// <returns>An index from 0 to <see cref="FrameCount"/> - 1.</returns>
    public int Nearest(double seconds)
    {
        int after = Array.BinarySearch(times, seconds);
        if (after >= 0) return after;
        after = ~after;
        if (after == 0) return 0;
        if (after == times.Length) return times.Length - 1;
        // a hair of tolerance, because times are rounded to the stream's clock
        return times[after] - seconds < seconds - times[after - 1] - 1e-9 ? after : after - 1;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        capture?.Dispose();
        foreach (Mat picture in kept.Values) picture.Dispose();
        kept.Clear();
    }

    private Mat Read(int frame)
    {
        if (kept.Remove(frame, out Mat? early)) return early;
        if (capture is null || frame < next)
        {
            capture?.Dispose();
            capture = Capture(path);
            next = 0;
        }
        for (; next < frame; next++)
        {
            if (!capture.Grab()) throw Gone(next);
        }
        var picture = new Mat();
        if (!capture.Read(picture) || picture.Empty())
        {
            picture.Dispose();
            throw Gone(frame);
        }
        next++;
        return picture;
    }

    private KitException Gone(int frame) => new(
        string.Create(CultureInfo.InvariantCulture, $"frame {frame} could be decoded before and cannot be now"), path, cure: "Was the file changed while it was read? Try again.");

    // Which frames will be read if the header is right: the nearest ones at a constant rate, of two equally near the earlier.
    private static HashSet<int> Expected(Func<double, IReadOnlyList<double>>? wanted, int promised, double rate)
    {
        if (wanted is null || promised <= 0) return [];
        try
        {
            return [.. wanted(promised / rate).Select(time => (int)Math.Clamp(Math.Ceiling(time * rate - 0.5 - 1e-6), 0, promised - 1))];
        }
        catch (KitException)
        {
            return []; // no times in so short a clip; whether it is so short is yet to be counted
        }
    }

    // The decoder gives no time for the frames it still holds at the end of the stream: they follow at the last interval.
    private static double[] Count(VideoCapture capture, double rate, HashSet<int> expected, Dictionary<int, Mat> kept)
    {
        var times = new List<double>();
        double start = 0;
        while (capture.Grab())
        {
            if (expected.Contains(times.Count))
            {
                var picture = new Mat();
                if (capture.Retrieve(picture) && !picture.Empty()) kept.Add(times.Count, picture);
                else picture.Dispose();
            }
            double time = capture.Get(VideoCaptureProperties.PosMsec) / 1000;
            if (times.Count == 0) start = double.IsFinite(time) ? time : 0;
            double interval = times.Count > 1 ? times[^1] - times[^2] : 1 / rate;
            time -= start;
            times.Add(times.Count == 0 ? 0 : time > times[^1] ? time : times[^1] + interval);
        }
        return [.. times];
    }

    // Fewer frames than promised: a damaged file, or only a wrong number in the header? ffmpeg, told to stop at the first error, knows.
    private static void RequireWhole(string file, int frames, int promised)
    {
        try
        {
            Ffmpeg.Run(["-xerror", .. Ffmpeg.Input(file), "-map", "0:v:0", "-f", "null", "-"], file);
        }
        catch (KitException e)
        {
            throw new KitException(string.Create(CultureInfo.InvariantCulture, $"the picture is truncated or damaged: {frames} of {promised} frames can be decoded"),
                file, "a complete video", FetchAgain, e);
        }
    }

    private static VideoCapture Capture(string file)
    {
        VideoCapture? capture = null;
        try
        {
            capture = new VideoCapture(file, VideoCaptureAPIs.FFMPEG);
            if (capture.IsOpened()) return capture;
            capture.Dispose();
        }
        catch (OpenCVException e)
        {
            capture?.Dispose();
            throw Unreadable(file, e);
        }
        throw Unreadable(file, null);
    }

    // OpenCV does not say why: ffprobe tells a sound file from a broken one
    private static KitException Unreadable(string file, Exception? inner)
    {
        try
        {
            if (!Ffmpeg.Probe(file).HasVideo)
            {
                return new KitException("there is no picture in it", file, "a video", "RAVDESS's sound-only files (03-) have none: use the 01- or 02- file of the same performance.", inner);
            }
        }
        catch (KitException e)
        {
            inner = e;
        }
        return new KitException("not a readable video: it is truncated, damaged or of another kind", file, "an mp4 with a video stream", FetchAgain, inner);
    }

    private static long Length(string file)
    {
        try
        {
            return new FileInfo(file).Length;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new KitException("the file cannot be read: " + e.Message, file, inner: e);
        }
    }
}
