using CFNSR.Repro.Models;
using CFNSR.Repro.Models.Fusion;
using static TorchSharp.torch;

namespace CFNSR.Repro.Tests.Models.Fusion;

public sealed class StepGainTests
{
    private static readonly ChumachenkoOptions Options = new() { Width = 16, Heads = 4 };

    [Fact]
    public void EqualsPyTorch()
    {
        using var scope = NewDisposeScope();
        var gain = new StepGain(20, 12, Options);
        Golden.Check("step-gain", gain, x => gain.call(x[0], x[1]), Golden.Exact("x", 2, 5, 20), Golden.Exact("y", 2, 7, 12));
    }

    [Fact]
    public void GainsSumToTheNumberOfQueries()
    {
        using var scope = NewDisposeScope();
        using var quiet = no_grad();
        var gain = new StepGain(20, 12, Options);
        Tensor gains = gain.call(randn(3, 5, 20), randn(3, 7, 12));
        Assert.Equal([3, 7], gains.shape);
        Assert.All(Golden.Numbers(gains.sum(1L)), s => Assert.Equal(5, s, 1e-5));
        Assert.All(Golden.Numbers(gain.call(randn(3, 5, 20), zeros(3, 7, 12))), g => Assert.Equal(5 / 7.0, g, 1e-6)); // a dropped source
    }
}
