using System.Buffers.Binary;
using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace CFNSR.Repro.Tests;

/// <summary>Reads a golden .npy file (little-endian f4, f8 or i4, C order) without the code under test.</summary>
internal sealed partial record GoldenArray(double[] Values, int[] Shape)
{
    public static GoldenArray Read(string file)
    {
        ReadOnlySpan<byte> bytes = File.ReadAllBytes(file);
        int headerLength = BinaryPrimitives.ReadUInt16LittleEndian(bytes[8..]);
        string header = Encoding.Latin1.GetString(bytes.Slice(10, headerLength));
        string type = TypePattern().Match(header).Groups[1].Value;
        int[] shape = [.. NumberPattern().Matches(ShapePattern().Match(header).Groups[1].Value).Select(m => int.Parse(m.Value, CultureInfo.InvariantCulture))];
        ReadOnlySpan<byte> data = bytes[(10 + headerLength)..];
        int width = type[2] - '0';
        var values = new double[data.Length / width];
        for (int i = 0; i < values.Length; i++)
        {
            ReadOnlySpan<byte> item = data[(i * width)..];
            values[i] = type switch
            {
                "<f4" => BinaryPrimitives.ReadSingleLittleEndian(item),
                "<f8" => BinaryPrimitives.ReadDoubleLittleEndian(item),
                "<i4" => BinaryPrimitives.ReadInt32LittleEndian(item),
                _ => throw new NotSupportedException(type),
            };
        }
        return new GoldenArray(values, shape);
    }

    public float[] Floats => [.. Values.Select(v => (float)v)];

    [GeneratedRegex("'descr': '([^']+)'")]
    private static partial Regex TypePattern();

    [GeneratedRegex(@"'shape': \(([^)]*)\)")]
    private static partial Regex ShapePattern();

    [GeneratedRegex(@"\d+")]
    private static partial Regex NumberPattern();
}
