using System.Buffers.Binary;
using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace CFNSR.Repro.Data;

/// <summary>
/// The head of a .npy file: a magic word, a version, a length and a Python dictionary such as
/// <c>{'descr': '&lt;f4', 'fortran_order': False, 'shape': (10, 13, 212), }</c>, padded with spaces and ended by a line feed.
/// </summary>
internal static class NpyHeaderText
{
    /// <summary>Bytes of a head that this class writes: fixed, so that the number of rows can be changed in place.</summary>
    public const int Length = 128;

    private const int LongestText = 1 << 16; // far above what the kit's few axes need

    // No backtracking, so that no head can make the match slow; the three keys may come in any order.
    private static readonly Regex Dictionary = new(
        @"^\{\s*(?:(?:'descr'\s*:\s*'(?<type>[^']{1,8})'|'fortran_order'\s*:\s*(?<order>True|False)|'shape'\s*:\s*\((?<shape>[0-9,\s]*)\))\s*,?\s*){3}\}\s*$",
        RegexOptions.CultureInvariant | RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture);

    private static ReadOnlySpan<byte> Magic => [0x93, (byte)'N', (byte)'U', (byte)'M', (byte)'P', (byte)'Y'];

    /// <summary>A head of version 1 and of <see cref="Length"/> bytes.</summary>
    public static byte[] Compose(string type, IReadOnlyList<int> shape)
    {
        var axes = string.Join(", ", shape.Select(length => length.ToString(CultureInfo.InvariantCulture))) + (shape.Count == 1 ? "," : "");
        var text = $"{{'descr': '{type}', 'fortran_order': False, 'shape': ({axes}), }}";
        var head = new byte[Length];
        head.AsSpan().Fill((byte)' ');
        Magic.CopyTo(head);
        (head[6], head[7]) = (1, 0);
        BinaryPrimitives.WriteUInt16LittleEndian(head.AsSpan(8), Length - 10);
        Encoding.ASCII.GetBytes(text, head.AsSpan(10, Length - 11));
        head[^1] = (byte)'\n';
        return head;
    }

    /// <summary>Reads and checks the head at the start of a stream; the data must be there in full.</summary>
    public static NpyHeader Read(Stream stream, string path)
    {
        Span<byte> start = stackalloc byte[12];
        var got = stream.ReadAtLeast(start, 10, throwOnEndOfStream: false);
        if (got < 10 || !start[..6].SequenceEqual(Magic)) throw Bad("does not begin like a .npy file", path);
        var wide = start[6] is 2 or 3; // versions 2 and 3 give the length in four bytes
        if (start[6] is < 1 or > 3 || (wide && got < 12)) throw Bad(string.Create(CultureInfo.InvariantCulture, $"has version {start[6]}"), path, "version 1, 2 or 3");
        var length = wide ? BinaryPrimitives.ReadUInt32LittleEndian(start[8..]) : BinaryPrimitives.ReadUInt16LittleEndian(start[8..]);
        var offset = (wide ? 12 : 10) + (long)length;
        if (length > LongestText || offset > stream.Length) throw Bad("has a head longer than itself or than 64 KiB", path);

        var bytes = new byte[length];
        stream.Position = wide ? 12 : 10;
        stream.ReadExactly(bytes);
        var match = Dictionary.Match(Encoding.Latin1.GetString(bytes));
        if (!match.Success) throw Bad("has a head that is not 'descr', 'fortran_order', 'shape'", path);
        if (!match.Groups["type"].Success || !match.Groups["order"].Success || !match.Groups["shape"].Success) throw Bad("has a head that lacks 'descr', 'fortran_order' or 'shape'", path);
        var type = match.Groups["type"].Value;
        var size = type.Length == 3 && type[0] is '<' or '|' && type[1] is 'f' or 'i' or 'u' && char.IsAsciiDigit(type[2]) ? type[2] - '0' : 0;
        if (size is not (1 or 2 or 4 or 8)) throw Bad($"holds elements of type {type}", path, "little-endian numbers");
        var shape = Shape(match.Groups["shape"].Value, path, out var count);
        if (match.Groups["order"].Value == "True" && shape.Count(axis => axis > 1) > 1)
        {
            throw Bad("is in Fortran order", path, "the last axis fastest", "Save it again from numpy.ascontiguousarray(array).");
        }

        if (count > (stream.Length - offset) / size)
        {
            throw Bad(string.Create(CultureInfo.InvariantCulture, $"is cut off: {stream.Length - offset} bytes of data"), path,
                string.Create(CultureInfo.InvariantCulture, $"{(Int128)count * size}"), "Make or copy the file again.");
        }

        return new NpyHeader(type, shape, offset, count);
    }

    private static List<int> Shape(string text, string path, out long count)
    {
        var shape = new List<int>();
        count = 1;
        foreach (var part in text.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
        {
            if (!int.TryParse(part, NumberStyles.None, CultureInfo.InvariantCulture, out var axis)) throw Bad($"has an axis of length '{part}'", path);
            shape.Add(axis);
            var product = (Int128)count * axis;
            count = product <= long.MaxValue ? (long)product : throw Bad("has a shape with too many elements", path);
        }

        return shape;
    }

    private static KitException Bad(string what, string path, string? expected = "an array saved by numpy.save", string? cure = null) =>
        new(what, path, expected, cure);
}
