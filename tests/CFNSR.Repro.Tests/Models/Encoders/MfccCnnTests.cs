using CFNSR.Repro.Models;
using CFNSR.Repro.Models.Encoders;
using TorchSharp;
using static TorchSharp.torch;

namespace CFNSR.Repro.Tests.Models.Encoders;

public sealed class MfccCnnTests
{
    [Fact]
    public void EarlyHalfEqualsPyTorch()
    {
        using var scope = NewDisposeScope();
        var net = new MfccCnn(Toy.Audio);
        Golden.Check("mfcc-cnn-early", net, x => net.Early(x[0]), Golden.Exact("audio", 3, 13, 60));
    }

    [Fact]
    public void WholeEncoderEqualsPyTorch()
    {
        using var scope = NewDisposeScope();
        var net = new MfccCnn(Toy.Audio);
        Golden.Check("mfcc-cnn", net, x => net.call(x[0]), Golden.Exact("audio", 3, 13, 60));
    }

    /// <summary>The table of data/paper/models.md §1.2 at full size.</summary>
    [Fact]
    public void StagesHaveTheShapesOfTheTable()
    {
        using var scope = NewDisposeScope();
        var net = new MfccCnn(new AudioOptions(), classes: 8);
        Tensor early = net.Early(zeros(2, 13, 212));
        Assert.Equal([2, 32, 208], early.shape);
        Tensor map = net.Late(early);
        Assert.Equal([2, 64, 26], map.shape);
        Assert.Equal([2, 1664], net.Flatten(map).shape);
        Assert.Equal([2, 8], net.Classify(map).shape);
    }

    /// <summary>data/paper/models.md §1.2: 212 to 219 frames give 1664 numbers, 208 to 211 give 1600, 220 gives 1728.</summary>
    [Theory]
    [InlineData(208, 1600)]
    [InlineData(211, 1600)]
    [InlineData(212, 1664)]
    [InlineData(219, 1664)]
    [InlineData(220, 1728)]
    public void FlattenedLengthFollowsTheFrames(int frames, int expected)
    {
        using var scope = NewDisposeScope();
        var options = new AudioOptions { Frames = frames };
        var net = new MfccCnn(options);
        Assert.Equal(expected, options.Flattened);
        Assert.Equal(expected, net.Flatten(net.call(zeros(2, 13, frames))).shape[1]);
    }

    [Fact]
    public void DropoutWorksOnlyInTraining()
    {
        using var scope = NewDisposeScope();
        var net = new MfccCnn(new AudioOptions());
        Tensor map = ones(2, 64, 26);
        net.eval();
        Assert.Equal(2 * 1664, net.Flatten(map).sum().ToDouble());
        net.train();
        manual_seed(3);
        double kept = (net.Flatten(ones(64, 64, 26)) != 0).to(float64).mean().ToDouble();
        Assert.InRange(kept, 0.59, 0.61);
    }
}
