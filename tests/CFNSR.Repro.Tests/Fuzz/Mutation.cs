using FsCheck;
using FsCheck.Fluent;

namespace CFNSR.Repro.Tests.Fuzz;

/// <summary>One way to spoil a file: a few of them, drawn by FsCheck and shrunk to the fewest that still do harm.</summary>
/// <param name="Kind">What is done.</param>
/// <param name="At">Where, as a share of the file.</param>
/// <param name="Value">With what.</param>
public sealed record Mutation(MutationKind Kind, double At, byte Value)
{
    private static readonly string[] Words =
    [
        "-1", "0", "2147483647", "9223372036854775807", "1e400", "NaN", "Infinity", "null", "true", "{}", "[]", "\"\"", "\"\u0000\"", "../..", ",", "\n", "\r\n", "[[[[[[[[[[[[",
        "{\"a\":{\"a\":{\"a\":", "\uFEFF", "'(999999999, 999999999)'",
    ];

    /// <summary>One to six mutations.</summary>
    public static Arbitrary<Mutation[]> Several { get; } = Arb.From(
        from count in Gen.Choose(1, 6)
        from all in Gen.ArrayOf(
            from kind in Gen.Elements(Enum.GetValues<MutationKind>())
            from at in Gen.Choose(0, 9999)
            from value in Gen.Elements<byte>(0, 1, 9, 32, 45, 48, 57, 127, 128, 254, 255)
            select new Mutation(kind, at / 10000.0, value), count)
        select all, all => all.Select((_, i) => all.Where((_, j) => i != j).ToArray()).Where(fewer => fewer.Length > 0));

    /// <summary>The spoilt file.</summary>
    public byte[] Apply(byte[] content)
    {
        int at = (int)(At * content.Length), length = Math.Min(content.Length - at, 1 + (Value % 16));
        return Kind switch
        {
            MutationKind.Set => content.Length == 0 ? content : [.. content[..at], Value, .. content[(at + 1)..]],
            MutationKind.Flood => [.. content[..at], .. Enumerable.Repeat(Value, length), .. content[(at + length)..]],
            MutationKind.Insert => [.. content[..at], .. System.Text.Encoding.UTF8.GetBytes(Words[Value % Words.Length]), .. content[at..]],
            MutationKind.Delete => [.. content[..at], .. content[(at + length)..]],
            MutationKind.Repeat => [.. content[..at], .. content[..at][^Math.Min(at, 64)..], .. content[at..]],
            _ => content[..at],
        };
    }
}
