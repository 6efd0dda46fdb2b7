using CFNSR.Repro.Models;
using CFNSR.Repro.Models.Fusion;
using static TorchSharp.torch;

namespace CFNSR.Repro.Tests.Models.Fusion;

public sealed class CrossAttentionTests
{
    private static readonly CfnsrMsafOptions Options = new() { Width = 16, Heads = 4, Dropout = 0 };

    [Theory]
    [InlineData("cross-attention", 0)]
    [InlineData("cross-attention-feed-forward", 24)]
    public void EqualsPyTorch(string name, int feedForward)
    {
        using var scope = NewDisposeScope();
        var cross = new CrossAttention(20, 12, Options with { FeedForward = feedForward });
        Golden.Check(name, cross, x => cross.call(x[0], x[1]), Golden.Exact("x", 2, 5, 20), Golden.Exact("y", 2, 7, 12));
    }

    [Fact]
    public void DroppedSourceLeavesTheNormalisedQuery()
    {
        using var scope = NewDisposeScope();
        using var quiet = no_grad();
        var cross = new CrossAttention(20, 12, Options);
        Tensor x = Golden.Data("x", 2, 5, 20), y = Golden.Data("y", 2, 7, 12);
        Tensor skipped = cross.Read(x, y, tensor(new float[] { 0, 1 })).Output;
        double[] normalised = Golden.Numbers(nn.functional.layer_norm(x, [20])), whole = Golden.Numbers(cross.call(x, y)), got = Golden.Numbers(skipped);
        for (int i = 0; i < 100; i++) Assert.Equal(normalised[i], got[i], 1e-6); // the first clip has no source
        Assert.Equal(whole[100..], got[100..]);
    }

    [Fact]
    public void ZeroOutputProjectionStartsAtTheNormalisedQuery()
    {
        using var scope = NewDisposeScope();
        var cross = new CrossAttention(20, 12, Options with { ZeroInitOutput = true });
        Tensor x = Golden.Data("x", 2, 5, 20);
        double[] expected = Golden.Numbers(nn.functional.layer_norm(x, [20])), got = Golden.Numbers(cross.call(x, Golden.Data("y", 2, 7, 12)));
        for (int i = 0; i < expected.Length; i++) Assert.Equal(expected[i], got[i], 1e-6);
    }
}
