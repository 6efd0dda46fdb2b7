using CFNSR.Repro.Models;
using static TorchSharp.torch;

namespace CFNSR.Repro.Tests.Models.Fusion;

public sealed class ChumachenkoTests
{
    [Theory]
    [InlineData(0.2, 12)]
    [InlineData(0.0, 3)]
    public void DropsSoftAndHardUnlessTurnedOff(double probability, int rows)
    {
        using var scope = NewDisposeScope();
        EmotionModel model = Toy.Filled(Toy.Options("chumachenko") with { ModalityDropout = new ModalityDropoutOptions { Probability = probability } });
        var (video, audio) = Toy.Batch();
        model.train();
        Assert.Equal([rows, 8], model.call(video, audio).shape);
        model.eval();
        Assert.Equal([3, 8], model.call(video, audio).shape);
    }
}
