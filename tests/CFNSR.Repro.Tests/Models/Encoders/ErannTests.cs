using CFNSR.Repro.Models;
using CFNSR.Repro.Models.Encoders;
using static TorchSharp.torch;

namespace CFNSR.Repro.Tests.Models.Encoders;

public sealed class ErannTests
{
    /// <summary>data/paper/models.md §2.8: 128 bands become 8; time strides 4, 2, 2, 2 for s = 1 and 4, 4, 2, 2 for s = 2.</summary>
    [Theory]
    [InlineData(1, 32, 320, 10)]
    [InlineData(2, 64, 320, 5)]
    [InlineData(3, 128, 300, 3)]
    public void MapFollowsTheStrides(int stride, int total, int frames, int steps)
    {
        using var scope = NewDisposeScope();
        using var quiet = no_grad();
        var options = new ErannOptions { Stride = stride, Width = 1, Blocks = 1 };
        var net = new Erann(options, 8);
        net.eval();
        Tensor map = net.call(zeros(1, 128, frames));
        Assert.Equal(total, options.TotalTimeStride);
        Assert.Equal([1, 128, 8, steps], map.shape);
        Assert.Equal([1, 8], net.Classify(map).shape);
    }

    [Theory]
    [InlineData("erann-block", 6, 10, 2, 4, 16)]
    [InlineData("erann-block-identity", 6, 6, 1, 1, 9)]
    public void BlockEqualsPyTorch(string name, int input, int output, int melStride, int timeStride, int frames)
    {
        using var scope = NewDisposeScope();
        var block = new ErannBlock(input, output, melStride, timeStride);
        Golden.Check(name, block, x => block.call(x[0]), Golden.Exact("x", 3, input, 8, frames));
    }
}
