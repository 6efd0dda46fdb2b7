using CFNSR.Repro.Models;
using static TorchSharp.torch;

namespace CFNSR.Repro.Tests.Models.Fusion;

public sealed class AveragingTests
{
    [Fact]
    public void PredictionIsTheMeanOfTheTwoStreamsProbabilities()
    {
        using var scope = NewDisposeScope();
        using var quiet = no_grad();
        EmotionModel both = Toy.Filled(Toy.Options("averaging")), video = Toy.Filled(Toy.Options("video")), audio = Toy.Filled(Toy.Options("audio"));
        foreach (EmotionModel model in new[] { both, video, audio }) model.eval();
        var (v, a) = Toy.Batch();
        double[] pv = Golden.Numbers(video.Predict(video.call(v, a))), pa = Golden.Numbers(audio.Predict(audio.call(v, a)));
        double[] p = Golden.Numbers(both.Predict(both.call(v, a)));
        for (int i = 0; i < p.Length; i++) Assert.Equal((pv[i] + pa[i]) / 2, p[i], 1e-6);
    }

    [Fact]
    public void FrozenAverageHasNothingToTrain()
    {
        using var model = ModelZoo.Create(Toy.Options("averaging") with { Averaging = new AveragingOptions { JointTrain = false } });
        Assert.False(model.NeedsTraining);
        Assert.DoesNotContain(model.parameters(), p => p.requires_grad);
    }
}
