using System.Buffers;
using CFNSR.Repro.Data;
using OpenCvSharp;

namespace CFNSR.Repro.Evaluation.Robustness;

/// <summary>Spoils the stored frames of a clip, before they are normalised. A pure function of (seed, clip, level).</summary>
public static class VideoPerturbation
{
    /// <summary>Spoils the frames of a clip.</summary>
    /// <param name="perturbation">What to do; one that does not concern the picture leaves it as it is.</param>
    /// <param name="seed">Decides which frames freeze or are dropped; the same for every level, so that a higher level loses more of the same.</param>
    /// <param name="clip">Clip number in the store.</param>
    /// <param name="frames">Bytes (T, H, W, 3).</param>
    /// <param name="shape">T, H and W.</param>
    /// <param name="output">Bytes of the same shape.</param>
    public static void Apply(Perturbation perturbation, int seed, int clip, ReadOnlySpan<byte> frames, FrameShape shape, Span<byte> output)
    {
        if (perturbation.Kind is PictureKind kind) kind.Spoil(perturbation.Level, seed, clip, frames, shape, output);
        else frames.CopyTo(output);
    }

    /// <summary>A transform that spoils the frames first.</summary>
    internal static FrameTransform Before(FrameTransform next, Perturbation perturbation, int seed) => (frames, shape, epoch, clip, output) =>
    {
        byte[] spoilt = ArrayPool<byte>.Shared.Rent(frames.Length);
        try
        {
            var view = spoilt.AsSpan(0, frames.Length);
            Apply(perturbation, seed, clip, frames, shape, view);
            next(view, shape, epoch, clip, output);
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(spoilt);
        }
    };

    /// <summary>Which frame is shown at each time when the picture stands still for a share of them (at most all but the first) from a random frame on.</summary>
    internal static int[] Frozen(double share, int seed, int clip, int frames)
    {
        int still = Math.Min((int)Math.Round(share * frames), frames - 1);
        int from = (int)(KeyedRandom.For(seed, 0, clip, "frozen").NextDouble() * (frames - still));
        return [.. Enumerable.Range(0, frames).Select(t => t > from && t <= from + still ? from : t)];
    }

    /// <summary>Which frame is shown at each time when a share of those after the first is lost: the last one that arrived.</summary>
    internal static int[] Dropped(double share, int seed, int clip, int frames)
    {
        int[] order = [.. Enumerable.Range(1, frames - 1)];
        KeyedRandom.For(seed, 0, clip, "dropped").Shuffle<int>(order);
        var lost = order.Take((int)Math.Round(share * (frames - 1))).ToHashSet();
        int[] shown = new int[frames];
        for (int t = 1; t < frames; t++) shown[t] = lost.Contains(t) ? shown[t - 1] : t;
        return shown;
    }

    internal static void Freeze(double share, int seed, int clip, ReadOnlySpan<byte> frames, FrameShape shape, Span<byte> output) =>
        Copy(Frozen(share, seed, clip, shape.T), frames, output);

    internal static void Drop(double share, int seed, int clip, ReadOnlySpan<byte> frames, FrameShape shape, Span<byte> output) =>
        Copy(Dropped(share, seed, clip, shape.T), frames, output);

    private static void Copy(int[] shown, ReadOnlySpan<byte> frames, Span<byte> output)
    {
        int size = frames.Length / shown.Length;
        for (int t = 0; t < shown.Length; t++) frames.Slice(shown[t] * size, size).CopyTo(output[(t * size)..]);
    }

    internal static void Dark(double gain, int seed, int clip, ReadOnlySpan<byte> frames, FrameShape shape, Span<byte> output)
    {
        Span<byte> table = stackalloc byte[256];
        for (int value = 0; value < table.Length; value++) table[value] = (byte)((gain * value) + 0.5);
        for (int i = 0; i < frames.Length; i++) output[i] = table[frames[i]];
    }

    /// <summary>OpenCV's Gaussian over 3 sigma to each side, mirrored at the edges; each frame by itself.</summary>
    internal static unsafe void Blur(double sigma, int seed, int clip, ReadOnlySpan<byte> frames, FrameShape shape, Span<byte> output)
    {
        if (sigma == 0)
        {
            frames.CopyTo(output);
            return;
        }

        int size = shape.H * shape.W * FrameShape.Channels;
        fixed (byte* from = frames, to = output)
        {
            for (int t = 0; t < shape.T; t++)
            {
                using var sharp = Mat.FromPixelData(shape.H, shape.W, MatType.CV_8UC3, (nint)(from + ((long)t * size)));
                using var soft = Mat.FromPixelData(shape.H, shape.W, MatType.CV_8UC3, (nint)(to + ((long)t * size)));
                Cv2.GaussianBlur(sharp, soft, new Size(0, 0), sigma);
            }
        }
    }
}
