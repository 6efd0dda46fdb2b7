using CFNSR.Repro.Models;
using TorchSharp;
using static TorchSharp.torch;

namespace CFNSR.Repro.Tests.Models;

public sealed class MultiHeadAttentionTests
{
    [Fact]
    public void OutputEqualsPyTorch()
    {
        using var scope = NewDisposeScope();
        var attention = new MultiHeadAttention(20, 12, 16, 4);
        Golden.Check("attention", attention, x => attention.call(x[0], x[1]), Golden.Exact("x", 2, 5, 20), Golden.Exact("y", 2, 7, 12));
    }

    [Fact]
    public void MapsEqualPyTorch()
    {
        using var scope = NewDisposeScope();
        var attention = new MultiHeadAttention(20, 12, 16, 4);
        Golden.Check("attention-maps", attention, x => attention.Attend(x[0], x[1]).Weights, Golden.Exact("x", 2, 5, 20), Golden.Exact("y", 2, 7, 12));
    }

    [Fact]
    public void RowsSumToOne()
    {
        using var scope = NewDisposeScope();
        var attention = new MultiHeadAttention(20, 12, 16, 4);
        Tensor sums = attention.Attend(randn(2, 5, 20) * 10, randn(2, 7, 12) * 10).Weights.sum(3L);
        Assert.Equal([2, 4, 5], sums.shape);
        Assert.All(Golden.Numbers(sums), s => Assert.Equal(1, s, 1e-6));
    }

    [Fact]
    public void ZeroSourceIsReadUniformly()
    {
        using var scope = NewDisposeScope();
        var attention = Golden.Fill(new MultiHeadAttention(20, 12, 16, 4));
        var (_, weights) = attention.Attend(randn(2, 5, 20), zeros(2, 7, 12));
        Assert.All(Golden.Numbers(weights), w => Assert.Equal(1.0 / 7, w, 1e-6));
    }

    [Fact]
    public void OrderOfTheSourceDoesNotMatter()
    {
        using var scope = NewDisposeScope();
        var attention = new MultiHeadAttention(20, 12, 16, 4);
        Tensor x = randn(2, 5, 20), y = randn(2, 7, 12);
        double[] straight = Golden.Numbers(attention.call(x, y)), turned = Golden.Numbers(attention.call(x, y.flip(1)));
        for (int i = 0; i < straight.Length; i++) Assert.Equal(straight[i], turned[i], 1e-5);
    }

    [Fact]
    public void ZeroOutputStartsAtZero()
    {
        using var scope = NewDisposeScope();
        var attention = new MultiHeadAttention(20, 12, 16, 4, zeroOutput: true);
        Assert.Equal(0, attention.call(randn(2, 5, 20), randn(2, 7, 12)).abs().sum().ToDouble());
    }

    [Fact]
    public void WrongWidthsAreNamed()
    {
        using var scope = NewDisposeScope();
        Assert.Throws<KitException>(() => new MultiHeadAttention(20, 12, 16, 3));
        var attention = new MultiHeadAttention(20, 12, 16, 4);
        Assert.Throws<KitException>(() => attention.call(zeros(2, 5, 12), zeros(2, 7, 12)));
        Assert.Throws<KitException>(() => attention.call(zeros(2, 5, 20), zeros(3, 7, 12)));
    }
}
