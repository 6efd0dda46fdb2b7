using CFNSR.Repro.Models;
using CFNSR.Repro.Models.Encoders;
using TorchSharp;
using static TorchSharp.torch;

namespace CFNSR.Repro.Tests.Models.Encoders;

public sealed class ResNeXt3DTests
{
    [Fact]
    public void BlockWithStrideEqualsPyTorch()
    {
        using var scope = NewDisposeScope();
        var block = new ResNeXtBlock(8, 8, 2, 2);
        Golden.Check("block-stride-2", block, x => block.call(x[0]), Golden.Exact("x", 2, 8, 5, 6, 7));
    }

    [Fact]
    public void BlockWithIdentityShortcutEqualsPyTorch()
    {
        using var scope = NewDisposeScope();
        var block = new ResNeXtBlock(16, 8, 4, 1);
        Golden.Check("block-identity", block, x => block.call(x[0]), Golden.Exact("x", 2, 16, 3, 4, 4));
    }

    [Fact]
    public void StemEqualsPyTorch()
    {
        using var scope = NewDisposeScope();
        var net = new ResNeXt3D(Toy.Video);
        Golden.Check("resnext-stem", net, x => net.Stage(1).call(net.Stem(x[0])), Golden.Exact("video", 3, 3, 18, 40, 40));
    }

    [Theory]
    [InlineData("resnext", Fidelity.Corrected)]
    [InlineData("resnext-no-stem-relu", Fidelity.AsPublished)]
    public void WholeEncoderEqualsPyTorch(string name, Fidelity stemRelu)
    {
        using var scope = NewDisposeScope();
        var net = new ResNeXt3D(Toy.Video with { StemRelu = stemRelu });
        Golden.Check(name, net, x =>
        {
            using (no_grad()) net.state_dict()["bn1.bias"].sub_(2); // some windows of the max-pool then hold no positive number
            return net.call(x[0]);
        }, Golden.Exact("video", 3, 3, 18, 40, 40));
    }

    /// <summary>The table of data/paper/models.md §1.1 at an eighth of the width and 1 / 3.5 of the size.</summary>
    [Fact]
    public void StagesHaveTheShapesOfTheTable()
    {
        using var scope = NewDisposeScope();
        using var quiet = no_grad();
        var net = new ResNeXt3D(new VideoOptions { Width = 8, Cardinality = 4, Blocks = [1, 1, 1, 1], Size = 64 }, classes: 8);
        net.eval();
        Tensor x = net.Stem(zeros(new long[] { 1, 3, 30, 64, 64 }));
        Assert.Equal([1, 8, 15, 16, 16], x.shape);
        x = net.Stage(1).call(x);
        Assert.Equal([1, 32, 15, 16, 16], x.shape);
        x = net.Stage(2).call(x);
        Assert.Equal([1, 64, 8, 8, 8], x.shape);
        x = net.Stage(3).call(x);
        Assert.Equal([1, 128, 4, 4, 4], x.shape);
        x = net.Stage(4).call(x);
        Assert.Equal([1, 256, 2, 2, 2], x.shape);
        Assert.Equal([1, 256], net.Pool(x).shape);
        Assert.Equal([1, 8], net.Classify(x).shape);
    }

    [Fact]
    public void PaperSizeMapIs2048x2x7x7()
    {
        var options = new VideoOptions();
        Assert.Equal((2048, 2, 7, 98), (options.Channels, options.MapFrames, options.MapSize, options.Tokens));
        Assert.Equal([256, 512, 1024, 2048], Enumerable.Range(1, 4).Select(options.StageChannels));
    }

    /// <summary>Takes half a minute: set CFNSR_SLOW_TESTS=1 to run it.</summary>
    [Fact]
    public void FullSizeForwardHasTheShapeOfTheTable()
    {
        Assert.SkipUnless(Environment.GetEnvironmentVariable("CFNSR_SLOW_TESTS") == "1", "CFNSR_SLOW_TESTS is not 1");
        using var scope = NewDisposeScope();
        using var quiet = no_grad();
        var net = new ResNeXt3D(new VideoOptions());
        net.eval();
        Assert.Equal([1, 2048, 2, 7, 7], net.call(zeros(new long[] { 1, 3, 30, 224, 224 })).shape);
    }

    [Fact]
    public void ConvolutionsStartFromKaimingNormalFanOut()
    {
        using var scope = NewDisposeScope();
        manual_seed(1);
        var net = new ResNeXt3D(new VideoOptions { Width = 32, Blocks = [1, 1, 1, 1] });
        Tensor weight = net.state_dict()["layer4.0.conv2.weight"]; // (512, 16, 3, 3, 3), 32 groups
        double expected = Math.Sqrt(2.0 / (512 * 27));
        Assert.InRange(weight.std().ToDouble() / expected, 0.98, 1.02);
        Assert.InRange(weight.mean().ToDouble(), -0.01 * expected, 0.01 * expected);
    }

    /// <summary>At paper size every map kept for nothing costs gigabytes.</summary>
    [Fact]
    public void NothingIsKeptButTheMap()
    {
        using var scope = NewDisposeScope();
        using var quiet = no_grad();
        var net = new ResNeXt3D(Toy.Video);
        Tensor video = Golden.Data("video", 3, 3, 18, 40, 40);
        int before = scope.DisposablesCount;
        net.call(video);
        Assert.Equal(before + 1, scope.DisposablesCount);
    }

    [Fact]
    public void WrongInputIsNamed()
    {
        using var scope = NewDisposeScope();
        var net = new ResNeXt3D(Toy.Video);
        var error = Assert.Throws<KitException>(() => net.call(zeros(new long[] { 1, 3, 18, 40, 41 })));
        Assert.Contains("(1, 3, 18, 40, 41)", error.Message, StringComparison.Ordinal);
        Assert.Equal("(any, 3, 18, 40, 40)", error.Expected);
    }
}
