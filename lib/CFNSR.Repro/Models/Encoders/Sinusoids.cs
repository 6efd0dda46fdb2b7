using static TorchSharp.torch;

namespace CFNSR.Repro.Models.Encoders;

/// <summary>Fixed sinusoidal positions: row p is sin(p w_i) for all i, then cos(p w_i), with w_i = 10000^(-i / (width/2 - 1)).</summary>
public static class Sinusoids
{
    /// <summary>The rows for positions first, first + 1, ...</summary>
    /// <param name="count">Number of rows.</param>
    /// <param name="width">Row length, even and at least 4.</param>
    /// <param name="first">Position of the first row. Default 1, as in CFN-SR's code, where 0 stands for padding.</param>
    /// <returns>count * width values, row by row.</returns>
    public static double[] Table(int count, int width, int first = 1)
    {
        Require.That(width >= 4 && width % 2 == 0, "width of sinusoidal positions", width, "an even number of at least 4");
        int half = width / 2;
        var table = new double[count * width];
        for (int row = 0; row < count; row++)
            for (int i = 0; i < half; i++)
            {
                double angle = (first + row) * Math.Pow(10000, -(double)i / (half - 1));
                table[row * width + i] = Math.Sin(angle);
                table[row * width + half + i] = Math.Cos(angle);
            }
        return table;
    }

    /// <summary>
    /// Positions of a map's tokens in the order t, y, x: a third of the channels (rounded down to an even number) each for
    /// t and y, the rest for x. At least 12 channels.
    /// </summary>
    /// <param name="frames">Time steps.</param>
    /// <param name="height">Rows.</param>
    /// <param name="columns">Columns.</param>
    /// <param name="width">Channels.</param>
    /// <returns>frames * height * columns * width values, token by token.</returns>
    public static double[] Map(int frames, int height, int columns, int width)
    {
        int third = width / 6 * 2, rest = width - 2 * third;
        double[] time = Table(frames, third), row = Table(height, third), column = Table(columns, rest);
        var table = new double[frames * height * columns * width];
        Span<double> left = table;
        for (int t = 0; t < frames; t++)
            for (int y = 0; y < height; y++)
                for (int x = 0; x < columns; x++)
                {
                    time.AsSpan(t * third, third).CopyTo(left);
                    row.AsSpan(y * third, third).CopyTo(left[third..]);
                    column.AsSpan(x * rest, rest).CopyTo(left[(2 * third)..]);
                    left = left[width..];
                }
        return table;
    }

    internal static Tensor ToTensor(double[] table, int width, Tensor like) =>
        tensor(table).reshape(-1, width).to(like.dtype, like.device); // (positions, width)
}
