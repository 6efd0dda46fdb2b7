using CFNSR.Repro.Models;
using CFNSR.Repro.Models.Fusion;
using static TorchSharp.torch;

namespace CFNSR.Repro.Tests.Models.Fusion;

public sealed class MmtmUnitTests
{
    [Fact]
    public void EqualsPyTorch()
    {
        using var scope = NewDisposeScope();
        var unit = new MmtmUnit(10, 6, new MmtmOptions { GateScale = 2 });
        Golden.Check("mmtm-unit", unit, x =>
        {
            var (v, a) = unit.Pass(x[0], x[1]);
            return cat([v.flatten(1), a.flatten(1)], 1);
        }, Golden.Exact("x", 3, 10, 2, 2, 2), Golden.Exact("y", 3, 6, 7));
    }

    [Fact]
    public void GateScaleTwoLeavesFeaturesAloneAtZeroWeights()
    {
        using var scope = NewDisposeScope();
        using var quiet = no_grad();
        var unit = new MmtmUnit(10, 6, new MmtmOptions { GateScale = 2 });
        foreach (var parameter in unit.parameters()) parameter.zero_();
        Tensor x = Golden.Data("x", 3, 10, 2, 2, 2);
        Assert.Equal(Golden.Numbers(x), Golden.Numbers(unit.Pass(x, Golden.Data("y", 3, 6, 7)).Video));
    }
}
