using CFNSR.Repro.Models;
using CFNSR.Repro.Models.Fusion;
using static TorchSharp.torch;

namespace CFNSR.Repro.Tests.Models.Fusion;

public sealed class MsafUnitTests
{
    [Theory]
    [InlineData("msaf-unit", 0)]
    [InlineData("msaf-unit-lowest", 0.25)]
    public void EqualsPyTorch(string name, double lowest)
    {
        using var scope = NewDisposeScope();
        var unit = new MsafUnit(10, 5, 4, new MsafOptions { BlockDropout = 0, Lowest = lowest });
        Golden.Check(name, unit, x =>
        {
            var (v, a) = unit.Pass(x[0], x[1]);
            return cat([v.flatten(1), a.flatten(1)], 1);
        }, Golden.Exact("x", 3, 10, 2, 2, 2), Golden.Exact("y", 3, 5, 7));
    }

    /// <summary>data/paper/models.md §0.7: the published code multiplies the mask in twice, so a kept block counts 1.5625 instead of 1.25.</summary>
    [Theory]
    [InlineData(Fidelity.Corrected, 1.25)]
    [InlineData(Fidelity.AsPublished, 1.5625)]
    public void KeptBlocksAreScaledOnceOrTwice(Fidelity blockMask, double expected)
    {
        using var scope = NewDisposeScope();
        using var quiet = no_grad();
        var unit = new MsafUnit(400, 80, 4, new MsafOptions { BlockMask = blockMask });
        foreach (var (name, parameter) in unit.named_parameters())
            if (name.StartsWith("excite", StringComparison.Ordinal)) parameter.zero_(); // every block gets 1/120
        unit.train();
        manual_seed(2);
        double[] gains = Golden.Numbers(unit.Pass(ones(new long[] { 50, 400, 1, 1, 1 }), ones(50, 80, 3)).Video * 120);
        Assert.All(gains, g => Assert.True(Math.Abs(g) < 1e-6 || Math.Abs(g - expected) < 1e-4, $"gain {g}"));
        Assert.InRange(gains.Average(g => g > 0 ? 1.0 : 0), 0.78, 0.82);
        unit.eval();
        Assert.All(Golden.Numbers(unit.Pass(ones(new long[] { 5, 400, 1, 1, 1 }), ones(5, 80, 3)).Audio * 120), g => Assert.Equal(1, g, 1e-4));
    }
}
