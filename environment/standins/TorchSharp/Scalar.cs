using TorchSharp.Native;

namespace TorchSharp;

public sealed class Scalar : IDisposable
{
    internal Arg Value { get; }

    private Scalar(torch.ScalarType type, Arg value) => (Type, Value) = (type, value);

    public torch.ScalarType Type { get; }

    internal double AsDouble => Value.Kind == ArgKind.Double ? BitConverter.Int64BitsToDouble(Value.Bits) : Value.Bits;

    internal long AsInt => Value.Kind == ArgKind.Double ? (long)BitConverter.Int64BitsToDouble(Value.Bits) : Value.Bits;

    public static implicit operator Scalar(byte value) => new(torch.ScalarType.Byte, (long)value);
    public static implicit operator Scalar(sbyte value) => new(torch.ScalarType.Int8, (long)value);
    public static implicit operator Scalar(short value) => new(torch.ScalarType.Int16, (long)value);
    public static implicit operator Scalar(int value) => new(torch.ScalarType.Int32, (long)value);
    public static implicit operator Scalar(long value) => new(torch.ScalarType.Int64, value);
    public static implicit operator Scalar(Half value) => new(torch.ScalarType.Float16, (double)value);
    public static implicit operator Scalar(float value) => new(torch.ScalarType.Float32, (double)value);
    public static implicit operator Scalar(double value) => new(torch.ScalarType.Float64, value);
    public static implicit operator Scalar(bool value) => new(torch.ScalarType.Bool, value);

    public void Dispose() => GC.SuppressFinalize(this);
}

public static class ScalarExtensionMethods
{
    public static Scalar ToScalar(this byte value) => value;
    public static Scalar ToScalar(this sbyte value) => value;
    public static Scalar ToScalar(this short value) => value;
    public static Scalar ToScalar(this int value) => value;
    public static Scalar ToScalar(this long value) => value;
    public static Scalar ToScalar(this Half value) => value;
    public static Scalar ToScalar(this float value) => value;
    public static Scalar ToScalar(this double value) => value;
    public static Scalar ToScalar(this bool value) => value;

    public static bool ToBoolean(this Scalar value) => value.AsInt != 0;
    public static byte ToByte(this Scalar value) => (byte)value.AsInt;
    public static sbyte ToSByte(this Scalar value) => (sbyte)value.AsInt;
    public static short ToInt16(this Scalar value) => (short)value.AsInt;
    public static int ToInt32(this Scalar value) => (int)value.AsInt;
    public static long ToInt64(this Scalar value) => value.AsInt;
    public static float ToSingle(this Scalar value) => (float)value.AsDouble;
    public static double ToDouble(this Scalar value) => value.AsDouble;
}
