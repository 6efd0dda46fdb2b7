using CFNSR.Repro.Models;
using TorchSharp;
using static TorchSharp.torch;

namespace CFNSR.Repro.Tests.Models.Fusion;

public sealed class MctnTests
{
    [Theory]
    [InlineData(SourceModality.Video)]
    [InlineData(SourceModality.Audio)]
    public void OnlyTheSourceIsNeededAtTestTime(SourceModality source)
    {
        using var scope = NewDisposeScope();
        using var quiet = no_grad();
        EmotionModel model = Filled(source);
        model.eval();
        var (video, audio) = Toy.Batch();
        double[] both = Golden.Numbers(model.call(video, audio));
        Assert.Equal(both, Golden.Numbers(source == SourceModality.Video ? model.call(video, zeros_like(audio)) : model.call(zeros_like(video), audio)));
        Assert.NotEqual(both, Golden.Numbers(source == SourceModality.Video ? model.call(zeros_like(video), audio) : model.call(video, zeros_like(audio))));
    }

    /// <summary>With both weights 0 the loss is the cross-entropy, and the column that carries the rest is 0.</summary>
    [Fact]
    public void WeightsOfZeroLeaveTheCrossEntropy()
    {
        using var scope = NewDisposeScope();
        EmotionModel model = Toy.Filled(Toy.Options("mctn") with { Mctn = new MctnOptions { Hidden = 6, ForwardWeight = 0, CycleWeight = 0 } });
        model.train();
        var (video, audio) = Toy.Batch();
        Tensor output = model.call(video, audio);
        Assert.Equal([3, 9], output.shape);
        Assert.All(Golden.Numbers(output.select(1, 8)), x => Assert.Equal(0, x));
        double entropy = nn.functional.cross_entropy(output.narrow(1, 0, 8), Toy.Labels()).ToDouble();
        Assert.Equal(entropy, model.Loss(output, Toy.Labels()).ToDouble(), 1e-7);
        Assert.Equal([3, 8], model.Predict(output).shape);
    }

    private static EmotionModel Filled(SourceModality source) =>
        Toy.Filled(Toy.Options("mctn") with { Mctn = new MctnOptions { Hidden = 6, Source = source } });
}
