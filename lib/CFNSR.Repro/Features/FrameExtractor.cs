using CFNSR.Repro.Data;
using OpenCvSharp;

namespace CFNSR.Repro.Features;

/// <summary>
/// Turns a video into T square pictures: uniform times, nearest frames, face box, resize, channel order.
/// Shrinking averages the covered pixels, enlarging is bilinear. One object serves one thread. Source: data/paper/models.md §10.
/// Taught in notebook 02.
/// </summary>
/// <param name="options">Every switch.</param>
public sealed class FrameExtractor(FrameOptions options) : IDisposable
{
    private HaarBox? haar;

    /// <summary>Reads a clip's frames.</summary>
    /// <param name="video">The video file.</param>
    /// <param name="landmarks">The clip's landmark CSV, for <see cref="FaceBoxKind.Landmarks"/>.</param>
    /// <exception cref="KitException">The video or the landmarks cannot be read, or the clip is too short.</exception>
    public FrameSample Extract(string video, string? landmarks = null)
    {
        LandmarkFile? points = options.FaceBox != FaceBoxKind.Landmarks ? null : LandmarkFile.Read(landmarks
            ?? throw new KitException("there is no landmark file for this clip", video, "a CSV of the landmark archive (Zenodo 3255102)", "Fetch it, or choose another face box."));
        using VideoFile file = VideoFile.Open(video, Sampled);
        double[] times = Times(file, video);
        IReadOnlyList<Mat> frames = file.ReadAt(times);
        try
        {
            FaceTrack track = Track(frames, points);
            return new FrameSample(Pixels(frames, track), times, track);
        }
        finally
        {
            foreach (Mat frame in frames) frame.Dispose();
        }
    }

    /// <inheritdoc/>
    public void Dispose() => haar?.Dispose();

    private double[] Sampled(double start, double duration) => FrameSampling.Times(options.Frames, duration, options.Window, start);

    private double[] Times(VideoFile file, string video)
    {
        try
        {
            return Sampled(file.Start, file.Duration);
        }
        catch (KitException e)
        {
            throw new KitException(e.What, video, e.Expected, e.Cure, e);
        }
    }

    // Boxes in the picture that is cut: the full one, or the small one where the whole frame is resized first.
    private FaceTrack Track(IReadOnlyList<Mat> frames, LandmarkFile? points)
    {
        Size full = frames[0].Size();
        Size cut = options.CropBeforeResize ? full : new Size(options.Size, options.Size);
        switch (options.FaceBox)
        {
            case FaceBoxKind.Landmarks:
                return LandmarkBox.Track(points!, frames.Count, cut); // Extract has read them
            case FaceBoxKind.Centre:
                return Scaled(CentreBox.Track(full, frames.Count), full, cut);
            case FaceBoxKind.Haar:
                haar ??= new HaarBox();
                return Scaled(haar.Track(frames), full, cut);
            default:
                return new FaceTrack(Enumerable.Repeat(new Rect(new Point(0, 0), cut), frames.Count).ToArray(), 0, 0);
        }
    }

    private static FaceTrack Scaled(FaceTrack track, Size from, Size to) => from == to ? track : track with
    {
        Boxes = track.Boxes.Select(box =>
        {
            int left = (int)((long)box.Left * to.Width / from.Width), right = (int)((long)box.Right * to.Width / from.Width);
            int top = (int)((long)box.Top * to.Height / from.Height), bottom = (int)((long)box.Bottom * to.Height / from.Height);
            return new Rect(left, top, Math.Max(right - left, 1), Math.Max(bottom - top, 1));
        }).ToArray(),
    };

    private byte[] Pixels(IReadOnlyList<Mat> frames, FaceTrack track)
    {
        int size = options.Size, row = size * 3;
        var pixels = new byte[frames.Count * size * row];
        for (int t = 0; t < frames.Count; t++)
        {
            using Mat picture = Picture(frames[t], track.Boxes[t]);
            for (int y = 0; y < size; y++) picture.RowSpan<byte>(y).CopyTo(pixels.AsSpan((t * size + y) * row, row));
        }
        return pixels;
    }

    private Mat Picture(Mat frame, Rect box)
    {
        using Mat whole = options.CropBeforeResize ? frame.SubMat(box) : Resized(frame);
        using Mat part = options.CropBeforeResize ? whole.Clone() : whole.Clone(box);
        Mat picture = Resized(part);
        if (options.ChannelOrder == ChannelOrder.Rgb) Cv2.CvtColor(picture, picture, ColorConversionCodes.BGR2RGB);
        return picture;
    }

    private Mat Resized(Mat from)
    {
        var to = new Mat();
        bool shrinks = from.Width >= options.Size && from.Height >= options.Size;
        Cv2.Resize(from, to, new Size(options.Size, options.Size), 0, 0, shrinks ? InterpolationFlags.Area : InterpolationFlags.Linear);
        return to;
    }
}
