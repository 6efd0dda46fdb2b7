using CFNSR.Repro.Models;
using CFNSR.Repro.Models.Fusion;
using TorchSharp;
using static TorchSharp.torch;

namespace CFNSR.Repro.Tests.Models.Fusion;

public sealed class CfnSrBlockTests
{
    private static readonly CfnSrOptions Options = new() { Width = 12 };

    private static readonly Dictionary<string, CfnSrOptions> Cases = new()
    {
        ["cfn-sr-block"] = Options,
        ["cfn-sr-block-as-published"] = Options with { BatchSum = Fidelity.AsPublished },
        ["cfn-sr-block-clip"] = Options with { SoftmaxOver = SoftmaxScope.Clip },
        ["cfn-sr-block-no-residual"] = Options with { Residual = false },
    };

    public static TheoryData<string> Names => [.. Cases.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public void EqualsPyTorch(string name)
    {
        using var scope = NewDisposeScope();
        var block = new CfnSrBlock(128, 16, Cases[name]);
        Golden.Check(name, block, x => block.call(x[0], x[1]), Golden.Exact("map", 3, 128, 2, 2, 2), Golden.Exact("tokens", 3, 7, 16));
    }

    [Fact]
    public void AttentionSumsToOnePerTimeStepOrClip()
    {
        using var scope = NewDisposeScope();
        Tensor map = Golden.Data("map", 3, 128, 2, 2, 2), tokens = Golden.Data("tokens", 3, 7, 16);
        var perStep = new CfnSrBlock(128, 16, Options);
        Assert.All(Golden.Numbers(perStep.Attention(map, tokens).sum(new long[] { 2, 3 })), s => Assert.Equal(1, s, 1e-6));
        var perClip = new CfnSrBlock(128, 16, Options with { SoftmaxOver = SoftmaxScope.Clip });
        Assert.All(Golden.Numbers(perClip.Attention(map, tokens).sum(new long[] { 1, 2, 3 })), s => Assert.Equal(1, s, 1e-6));
    }

    /// <summary>data/paper/models.md §0.8: at batch 16 the published mean gain over 49 positions is 1 + 16/49 instead of 1 + 1/49.</summary>
    [Theory]
    [InlineData(Fidelity.AsPublished, 1 + 16 / 49.0)]
    [InlineData(Fidelity.Corrected, 1 + 1 / 49.0)]
    public void MeanGainAtBatchSixteen(Fidelity batchSum, double expected)
    {
        using var scope = NewDisposeScope();
        using var quiet = no_grad();
        var block = new CfnSrBlock(8, 16, Options with { BatchSum = batchSum });
        Tensor gain = block.call(ones(new long[] { 16, 8, 2, 7, 7 }), randn(16, 7, 16)).mean();
        Assert.Equal(expected, gain.ToDouble(), 1e-5);
    }

    [Theory]
    [InlineData(SoftmaxScope.TimeStep)]
    [InlineData(SoftmaxScope.Clip)]
    public void ScaledByPositionsTheMeanGainIsTwo(SoftmaxScope scopeOfSoftmax)
    {
        using var scope = NewDisposeScope();
        using var quiet = no_grad();
        var block = new CfnSrBlock(8, 16, Options with { ScaleByPositions = true, SoftmaxOver = scopeOfSoftmax });
        Assert.Equal(2, block.call(ones(new long[] { 4, 8, 2, 7, 7 }), randn(4, 7, 16)).mean().ToDouble(), 1e-5);
    }

    [Fact]
    public void OnlyTheLastAudioStepIsRead()
    {
        using var scope = NewDisposeScope();
        using var quiet = no_grad();
        var block = new CfnSrBlock(128, 16, Options);
        Tensor map = Golden.Data("map", 3, 128, 2, 2, 2), tokens = Golden.Data("tokens", 3, 7, 16), changed = tokens.clone();
        changed[0, 3] = zeros(16);
        Assert.Equal(Golden.Numbers(block.call(map, tokens)), Golden.Numbers(block.call(map, changed)));
        changed[0, 6] = zeros(16);
        Assert.NotEqual(Golden.Numbers(block.call(map, tokens)), Golden.Numbers(block.call(map, changed)));
    }
}
