using static TorchSharp.torch;

namespace TorchSharp.Native;

/// <summary>One argument of an operator, before it is laid out for the C side.</summary>
internal readonly struct Arg
{
    internal readonly object? Ref;
    internal readonly long Bits;
    internal readonly int Extra;
    internal readonly ArgKind Kind;

    private Arg(ArgKind kind, object? reference, long bits = 0, int extra = 0) => (Kind, Ref, Bits, Extra) = (kind, reference, bits, extra);

    internal static Arg None => default;

    public static implicit operator Arg(Tensor? t) => t is null ? default : new(ArgKind.Tensor, t);
    public static implicit operator Arg(long i) => new(ArgKind.Int, null, i);
    public static implicit operator Arg(int i) => new(ArgKind.Int, null, i);
    public static implicit operator Arg(bool b) => new(ArgKind.Bool, null, b ? 1 : 0);
    public static implicit operator Arg(double d) => new(ArgKind.Double, null, BitConverter.DoubleToInt64Bits(d));
    public static implicit operator Arg(float d) => (double)d;
    public static implicit operator Arg(long? i) => i is { } v ? v : default(Arg);
    public static implicit operator Arg(int? i) => i is { } v ? v : default(Arg);
    public static implicit operator Arg(bool? b) => b is { } v ? v : default(Arg);
    public static implicit operator Arg(double? d) => d is { } v ? v : default(Arg);
    public static implicit operator Arg(ScalarType t) => (long)(sbyte)t;
    public static implicit operator Arg(ScalarType? t) => t is { } v ? v : default(Arg);
    public static implicit operator Arg(Scalar? s) => s is null ? default : s.Value;
    public static implicit operator Arg(long[]? l) => l is null ? default : new(ArgKind.Ints, l);
    public static implicit operator Arg(ReadOnlySpan<long> l) => l.ToArray();
    public static implicit operator Arg(double[]? l) => l is null ? default : new(ArgKind.Doubles, l);
    public static implicit operator Arg(Tensor?[]? l) => l is null ? default : new(ArgKind.Tensors, l);
    public static implicit operator Arg(string? s) => s is null ? default : new(ArgKind.String, s);
    public static implicit operator Arg(Device? d) => d is null ? default : new(ArgKind.Device, null, (int)d.type, d.index);
    public static implicit operator Arg(Generator? g) => g is null ? default : new(ArgKind.Generator, g);
}
