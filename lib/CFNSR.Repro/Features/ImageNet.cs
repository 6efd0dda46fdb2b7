using System.Buffers;
using System.Numerics;
using CFNSR.Repro.Data;

namespace CFNSR.Repro.Features;

/// <summary>
/// Normalisation with the statistics of ImageNet, as upstream does for frames: (value / 255 - mean) / deviation (data/paper/models.md §5.10, 10). Taught in notebook 02.
/// </summary>
public static class ImageNet
{
    /// <summary>Mean of red, green and blue.</summary>
    public static IReadOnlyList<float> Mean { get; } = [0.485f, 0.456f, 0.406f];

    /// <summary>Standard deviation of red, green and blue.</summary>
    public static IReadOnlyList<float> Deviation { get; } = [0.229f, 0.224f, 0.225f];

    /// <summary>Whole frames, normalised: what evaluation uses.</summary>
    /// <param name="order">RGB; or BGR, which gives blue the statistics of red as the published code does.</param>
    /// <returns>The transform.</returns>
    public static FrameTransform Normalise(ChannelOrder order = ChannelOrder.Rgb)
    {
        var table = Table();
        return (frames, shape, _, _, output) =>
        {
            for (var t = 0; t < shape.T; t++) Whole(frames, shape, t, table, order, output);
        };
    }

    /// <summary>Back from what the network reads to what can be shown, for instance after augmentation.</summary>
    /// <param name="values">Normalised RGB floats, (3, T, H, W).</param>
    /// <param name="shape">T, H and W.</param>
    /// <returns>RGB bytes, (T, H, W, 3).</returns>
    public static byte[] ToBytes(ReadOnlySpan<float> values, FrameShape shape)
    {
        var bytes = new byte[shape.Length];
        var pixels = shape.Length / 3;
        for (var at = 0; at < shape.Length; at++)
        {
            var channel = at / pixels;
            bytes[3 * (at % pixels) + channel] = (byte)Math.Clamp(MathF.Round((values[at] * Deviation[channel] + Mean[channel]) * 255), 0, 255);
        }

        return bytes;
    }

    /// <summary>Normalised values of every byte: 256 for each of the three channels of the output.</summary>
    internal static float[] Table()
    {
        var table = new float[3 * 256];
        for (var i = 0; i < table.Length; i++) table[i] = ((i % 256) / 255f - Mean[i / 256]) / Deviation[i / 256];
        return table;
    }

    /// <summary>Frame t as it is.</summary>
    internal static void Whole(ReadOnlySpan<byte> frames, FrameShape shape, int t, float[] table, ChannelOrder order, Span<float> output)
    {
        var plane = shape.H * shape.W;
        var frame = frames.Slice(3 * t * plane, 3 * plane); // (H, W, 3)
        for (var channel = 0; channel < 3; channel++)
        {
            var values = table.AsSpan(256 * channel, 256);
            var to = output.Slice((channel * shape.T + t) * plane, plane); // (H, W)
            var from = order == ChannelOrder.Rgb ? channel : 2 - channel;
            for (var pixel = 0; pixel < to.Length; pixel++, from += 3) to[pixel] = values[frame[from]];
        }
    }

    /// <summary>
    /// A part of frame t, enlarged to the whole picture: bilinear between pixel centres, edges repeated. Normalising before or after
    /// interpolating is the same, as the weights sum to one; here it is done before, by table.
    /// </summary>
    internal static void Crop(ReadOnlySpan<byte> frames, FrameShape shape, int t, CropWindow window, float[] table, ChannelOrder order, Span<float> output)
    {
        var (height, width) = (shape.H, shape.W);
        var plane = height * width;
        var frame = frames.Slice(3 * t * plane, 3 * plane); // (H, W, 3)
        var floats = ArrayPool<float>.Shared.Rent(7 * width);
        var whole = ArrayPool<int>.Shared.Rent(2 * width);
        try
        {
            Span<float> weights = floats.AsSpan(0, width), above = floats.AsSpan(width, 3 * width), below = floats.AsSpan(4 * width, 3 * width);
            Span<int> left = whole.AsSpan(0, width), right = whole.AsSpan(width, width);
            for (var x = 0; x < width; x++)
            {
                var (first, second, weight) = Neighbours(window.Flip ? width - 1 - x : x, width, window.X, window.Width);
                (left[x], right[x], weights[x]) = (3 * first, 3 * second, weight);
            }

            var (inAbove, inBelow) = (-1, -1);
            for (var y = 0; y < height; y++)
            {
                var (first, second, weight) = Neighbours(y, height, window.Y, window.Height);
                if (inAbove != first && inBelow == first) // one row further down: what was below is above now
                {
                    var old = above;
                    above = below;
                    below = old;
                    (inAbove, inBelow) = (inBelow, inAbove);
                }

                if (inAbove != first) Row(frame.Slice(3 * first * width, 3 * width), left, right, weights, table, order, above);
                if (inBelow != second) Row(frame.Slice(3 * second * width, 3 * width), left, right, weights, table, order, below);
                (inAbove, inBelow) = (first, second);
                for (var channel = 0; channel < 3; channel++)
                {
                    Blend(above.Slice(channel * width, width), below.Slice(channel * width, width), weight, output.Slice((channel * shape.T + t) * plane + y * width, width));
                }
            }
        }
        finally
        {
            ArrayPool<float>.Shared.Return(floats);
            ArrayPool<int>.Shared.Return(whole);
        }
    }

    // Where the centre of an output pixel falls in the window, as two input pixels and the weight of the second.
    private static (int First, int Second, float Weight) Neighbours(int at, int length, int start, int size)
    {
        var position = Math.Clamp((at + 0.5) * size / length - 0.5, 0, size - 1);
        var first = (int)position;
        return (start + first, start + Math.Min(first + 1, size - 1), (float)(position - first));
    }

    private static void Row(ReadOnlySpan<byte> pixels, ReadOnlySpan<int> left, ReadOnlySpan<int> right, ReadOnlySpan<float> weights, float[] table, ChannelOrder order, Span<float> row)
    {
        for (var channel = 0; channel < 3; channel++)
        {
            var values = table.AsSpan(256 * channel, 256);
            var from = order == ChannelOrder.Rgb ? channel : 2 - channel;
            var to = row.Slice(channel * left.Length, left.Length);
            for (var x = 0; x < to.Length; x++)
            {
                var value = values[pixels[left[x] + from]];
                to[x] = value + weights[x] * (values[pixels[right[x] + from]] - value);
            }
        }
    }

    private static void Blend(ReadOnlySpan<float> above, ReadOnlySpan<float> below, float weight, Span<float> to)
    {
        var x = 0;
        for (; x <= to.Length - Vector<float>.Count; x += Vector<float>.Count)
        {
            var value = new Vector<float>(above[x..]);
            (value + weight * (new Vector<float>(below[x..]) - value)).CopyTo(to[x..]);
        }

        for (; x < to.Length; x++) to[x] = above[x] + weight * (below[x] - above[x]);
    }
}
