using System.Globalization;

namespace CFNSR.Repro.Models;

/// <summary>Checks of option values and tensor shapes that end in a <see cref="KitException"/>.</summary>
internal static class Require
{
    public static void That(bool condition, string what, object found, string expected)
    {
        if (!condition) throw new KitException($"{what} is {Text(found)}", expected: expected);
    }

    public static void AtLeast(int value, int least, string what) => That(value >= least, what, value, "at least " + Text(least));

    public static void Rate(double value, string what) => That(value is >= 0 and < 1, what, value, "a rate from 0 up to but not including 1");

    /// <summary>Checks a tensor's shape; -1 stands for any size. TorchSharp ends the process on some mismatches, so they are caught here.</summary>
    public static void Shape(TorchSharp.torch.Tensor tensor, string what, params long[] expected)
    {
        long[] shape = tensor.shape;
        bool same = shape.Length == expected.Length;
        for (int i = 0; same && i < shape.Length; i++) same = expected[i] == -1 || expected[i] == shape[i];
        if (!same)
            throw new KitException($"{what} has shape ({Text(shape)})", expected: $"({Text(expected).Replace("-1", "any", StringComparison.Ordinal)})",
                cure: "The network's options (frames, size, coefficients) must equal those of the prepared clips.");
    }

    public static string Text(object value) => Convert.ToString(value, CultureInfo.InvariantCulture) ?? "";

    private static string Text(long[] shape) => string.Join(", ", shape.Select(s => s.ToString(CultureInfo.InvariantCulture)));
}
