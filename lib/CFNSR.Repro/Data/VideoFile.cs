using System.Globalization;
using System.Runtime.InteropServices;
using OpenCvSharp;

namespace CFNSR.Repro.Data;

/// <summary>
/// A video's pictures, decoded by ffmpeg. Opening decodes the file once, so that the number of frames and the time of each are counted, not
/// believed from the header, and a truncated file is found before anything is computed from it. Pictures that are wanted anyway are kept
/// on the way. Times are those of the file's clock, which its sound shares (<see cref="MediaInfo"/>): a picture that begins late begins
/// late here too. Where the size changes on the way, all pictures have the first one's.
/// </summary>
public sealed class VideoFile : IDisposable
{
    private const double AllowedMissingSeconds = 0.1; // headers round a stream's length
    private const double MaxFramesPerSecond = 1000;
    private const string FetchAgain = "Fetch the file again, or leave the clip out.";

    private readonly string path;
    private readonly MediaInfo info;
    private readonly double[] times;
    private readonly Dictionary<int, Mat> kept; // decoded pictures that nobody has taken yet

    private VideoFile(string path, MediaInfo info, FramePass pass, double rate)
    {
        (this.path, this.info, times, kept) = (path, info, pass.Times, pass.Pictures);
        double interval = times.Length > 1 ? (times[^1] - times[0]) / (times.Length - 1) : 1 / rate;
        FramesPerSecond = 1 / interval;
        Duration = times[^1] - times[0] + interval;
    }

    /// <summary>Frames that can be decoded.</summary>
    public int FrameCount => times.Length;

    /// <summary>Width of a frame, with square pixels; pixels.</summary>
    public int Width => info.Video!.Width;

    /// <summary>Height of a frame; pixels.</summary>
    public int Height => info.Video!.Height;

    /// <summary>Frames a second, on average.</summary>
    public double FramesPerSecond { get; }

    /// <summary>When the first frame is shown; seconds on the file's clock, 0 unless the sound begins earlier.</summary>
    public double Start => times[0];

    /// <summary>From the first frame to the end of the last; seconds.</summary>
    public double Duration { get; }

    /// <summary>When each frame is shown; seconds on the file's clock, increasing.</summary>
    public IReadOnlyList<double> FrameTimes => times;

    /// <summary>Opens a video and counts its frames.</summary>
    /// <param name="file">An mp4 or any other file that ffmpeg decodes.</param>
    /// <param name="wanted">
    /// From <see cref="Start"/> and <see cref="Duration"/> to the times that will be read, if that is known: what the header lets expect
    /// is then kept in the same pass, and <see cref="ReadAt"/> need not decode again. It gives the same pictures with and without; a
    /// header with wrong numbers costs a second pass.
    /// </param>
    /// <exception cref="KitException">
    /// Missing, empty, truncated or unreadable file, a codec that ffmpeg lacks, or no picture in it.
    /// </exception>
    public static VideoFile Open(string file, Func<double, double, IReadOnlyList<double>>? wanted = null)
    {
        if (!File.Exists(file)) throw new KitException("there is no such file", file, cure: "Check the path.");
        if (Length(file) == 0) throw new KitException("the file is empty", file, "a video", FetchAgain);
        MediaInfo info = Probe(file);
        VideoTrack track = info.Video!;
        double rate = track.Rate is > 0 and <= MaxFramesPerSecond ? track.Rate : 30;
        FramePass pass = Decode(file, info, rate, Expected(wanted, track, rate));
        try
        {
            if (pass.Times.Length == 0) throw Undecodable(file, track, null);
            if (pass.Times.Length == 1) throw new KitException("there is only one picture in it", file, "a video, no still", FetchAgain);
            // Less than promised: a truncated file, or only a wrong number in the header? A decoder that met an end too early complains.
            bool less = pass.Times[^1] + 1 / rate < track.End - AllowedMissingSeconds;
            if (less && pass.Complained) throw Truncated(file, track, rate, pass.Times.Length);
            return new VideoFile(file, info, pass, rate);
        }
        catch
        {
            foreach (Mat picture in pass.Pictures.Values) picture.Dispose();
            throw;
        }
    }

    /// <summary>Reads the frames nearest to some times; one before the first or after the last frame gets that frame.</summary>
    /// <param name="seconds">Times on the file's clock.</param>
    /// <returns>
    /// One picture a time, 8-bit BGR, of <see cref="Height"/> by <see cref="Width"/>; the same frame may come twice, each time as its own.
    /// Dispose them. Thirty of 1280 by 720 take 83 MB.
    /// </returns>
    /// <exception cref="KitException">The file can no longer be read.</exception>
    /// <remarks>Source: data/paper/models.md §10 (thirty uniform times, nearest decoded frame).</remarks>
    public IReadOnlyList<Mat> ReadAt(IReadOnlyList<double> seconds)
    {
        int[] frames = [.. seconds.Select(Nearest)];
        int[] missing = [.. frames.Where(frame => !kept.ContainsKey(frame)).Distinct().Order()];
        if (missing.Length > 0)
        {
            foreach ((int frame, Mat picture) in Decode(path, info, FramesPerSecond, missing).Pictures) kept.Add(frame, picture);
            if (!missing.All(kept.ContainsKey)) throw new KitException("frames are no longer there", path, cure: FetchAgain);
        }
        var pictures = new Mat[frames.Length];
        for (int i = frames.Length - 1; i >= 0; i--) // the first to want a frame gets the one that was decoded
        {
            pictures[i] = Array.IndexOf(frames, frames[i]) < i ? kept[frames[i]].Clone() : kept[frames[i]];
        }
        foreach (int frame in frames) kept.Remove(frame);
        return pictures;
    }

    /// <summary>The frame nearest to a time; of two equally near the earlier one.</summary>
    /// <param name="seconds">Time on the file's clock.</param>
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
        foreach (Mat picture in kept.Values) picture.Dispose();
        kept.Clear();
    }

    /// <summary>The frames that will be wanted if the header is right about length and rate, increasing.</summary>
    private static int[] Expected(Func<double, double, IReadOnlyList<double>>? wanted, VideoTrack track, double rate)
    {
        int promised = track.Frames > 0 ? track.Frames : (int)((track.End - track.Start) * rate);
        if (wanted is null || promised < 1) return [];
        try
        {
            IReadOnlyList<double> times = wanted(track.Start, promised / rate);
            return [.. times.Select(time => Math.Ceiling((time - track.Start) * rate - 0.5 - 1e-6))
                .Select(frame => (int)Math.Clamp(frame, 0, promised - 1)).Distinct().Order()];
        }
        catch (KitException)
        {
            return []; // no times in so short a clip; whether it is so short is yet to be counted
        }
    }

    private static FramePass Decode(string file, MediaInfo info, double rate, int[] frames)
    {
        VideoTrack track = info.Video!;
        string filter = string.Create(CultureInfo.InvariantCulture,
            $"showinfo=checksum=0,select='{Picked(frames)}',scale={track.Width}:{track.Height}:flags=bicubic");
        string[] arguments = Ffmpeg.Track(file, track.Stream, info.Audio?.Stream,
            "-vf", filter, "-fps_mode", "passthrough", "-pix_fmt", "bgr24", "-f", "rawvideo");
        var clock = new FrameClock(rate);
        var pictures = new Dictionary<int, Mat>();
        try
        {
            using FfmpegProcess ffmpeg = Ffmpeg.Start(arguments, file, clock.Read);
            var row = new byte[track.Width * track.Height * 3];
            foreach (int frame in frames)
            {
                if (ffmpeg.Output.ReadAtLeast(row, row.Length, throwOnEndOfStream: false) < row.Length) break;
                var picture = new Mat(track.Height, track.Width, MatType.CV_8UC3);
                pictures.Add(frame, picture);
                Marshal.Copy(row, 0, picture.Data, row.Length);
            }
            ffmpeg.Finish();
            return new FramePass([.. clock.Times], pictures, ffmpeg.Complained);
        }
        catch (KitException e)
        {
            foreach (Mat picture in pictures.Values) picture.Dispose();
            throw Undecodable(file, track, e);
        }
    }

    // "is one of these" as a balanced sum, since ffmpeg's expressions may be only 100 deep
    private static string Picked(ReadOnlySpan<int> frames) => frames.Length switch
    {
        0 => "0",
        1 => string.Create(CultureInfo.InvariantCulture, $"eq(n,{frames[0]})"),
        var count => $"({Picked(frames[..(count / 2)])}+{Picked(frames[(count / 2)..])})",
    };

    private static MediaInfo Probe(string file)
    {
        MediaInfo info;
        try
        {
            info = Ffmpeg.Probe(file);
        }
        catch (KitException e)
        {
            throw new KitException("not a readable video: it is truncated, damaged or of another kind", file,
                "an mp4 with a video stream", FetchAgain, e);
        }
        if (info.Video is not null) return info;
        throw new KitException("there is no picture in it", file, "a video",
            "RAVDESS's sound-only files (03-) have none: use the 01- or 02- file of the same performance.");
    }

    private static KitException Undecodable(string file, VideoTrack track, Exception? inner) => new(
        $"there is no picture that ffmpeg can decode (codec {track.Codec})", file, "H.264 or another codec that it knows",
        "Fetch the file again if it does not play; else convert it where it does: ffmpeg -i IN -c:v libx264 -crf 16 OUT.mp4.", inner);

    private static KitException Truncated(string file, VideoTrack track, double rate, int frames)
    {
        int promised = track.Frames > 0 ? track.Frames : (int)Math.Round((track.End - track.Start) * rate);
        string what = string.Create(CultureInfo.InvariantCulture,
            $"the picture is truncated or damaged: {frames} of {promised} frames can be decoded");
        return new KitException(what, file, "a complete video", FetchAgain);
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

    /// <summary>What one run through the file gave.</summary>
    private readonly record struct FramePass(double[] Times, Dictionary<int, Mat> Pictures, bool Complained);
}
