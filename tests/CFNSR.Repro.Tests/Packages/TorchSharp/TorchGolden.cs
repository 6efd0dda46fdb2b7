using System.Text.Json;
using TorchSharp;

namespace CFNSR.Repro.Tests.Packages;

/// <summary>PyTorch's numbers (tests/golden/torchsharp).</summary>
internal static class TorchGolden
{
    private static readonly JsonElement root = JsonDocument.Parse(File.ReadAllText(TestData.Golden("torchsharp", "torchsharp.json"))).RootElement;

    public static JsonElement At(params string[] path) => path.Aggregate(root, (e, name) => e.GetProperty(name));

    public static double[] Numbers(params string[] path) => [.. At(path).EnumerateArray().Select(e => e.GetDouble())];

    public static double[] Flat(torch.Tensor t)
    {
        using var d = t.detach().to_type(torch.ScalarType.Float64).contiguous();
        return [.. d.data<double>()];
    }

    /// <summary>All numbers agree to the tolerance, relative beyond one.</summary>
    public static void Equal(double[] expected, torch.Tensor actual, double tolerance = 2e-6)
    {
        var got = Flat(actual);
        Assert.Equal(expected.Length, got.Length);
        for (var i = 0; i < got.Length; i++)
            Assert.True(Math.Abs(expected[i] - got[i]) <= tolerance * Math.Max(1, Math.Abs(expected[i])), $"[{i}] expected {expected[i]}, got {got[i]}");
    }
}
