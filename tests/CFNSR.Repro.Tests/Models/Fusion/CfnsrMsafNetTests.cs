using CFNSR.Repro.Models;
using CFNSR.Repro.Models.Fusion;
using TorchSharp;
using static TorchSharp.torch;

namespace CFNSR.Repro.Tests.Models.Fusion;

public sealed class CfnsrMsafNetTests
{
    [Fact]
    public void AttentionMapsHaveOneRowPerToken()
    {
        using var scope = NewDisposeScope();
        using var quiet = no_grad();
        ModelOptions options = Toy.Options("cfnsr-msafnet");
        var model = (CfnsrMsafNet)Toy.Filled(options with { CfnsrMsaf = options.CfnsrMsaf with { Blocks = 2 } });
        model.eval();
        var (video, audio) = Toy.Batch();
        IReadOnlyList<AttentionMaps> maps = model.Attention(video, audio);
        Assert.Equal(2, maps.Count);
        foreach (AttentionMaps map in maps)
        {
            Assert.Equal([3, 4, 8, 7], map.AudioToVideo!.shape);
            Assert.Equal([3, 4, 7, 8], map.VideoToAudio!.shape);
            Assert.All(Golden.Numbers(map.AudioToVideo.sum(3L)), s => Assert.Equal(1, s, 1e-6));
            Assert.All(Golden.Numbers(map.VideoToAudio.sum(3L)), s => Assert.Equal(1, s, 1e-6));
        }
    }

    /// <summary>One affinity matrix: its softmax over audio and that over video are the same matrix up to the sums of rows and columns.</summary>
    [Fact]
    public void CoAttentionSharesItsScores()
    {
        using var scope = NewDisposeScope();
        using var quiet = no_grad();
        ModelOptions options = Toy.Options("cfnsr-msafnet");
        var model = (CfnsrMsafNet)Toy.Filled(options with { CfnsrMsaf = options.CfnsrMsaf with { CoAttention = true } });
        model.eval();
        var (video, audio) = Toy.Batch();
        AttentionMaps map = Assert.Single(model.Attention(video, audio));
        Tensor difference = map.AudioToVideo!.log() - map.VideoToAudio!.transpose(2, 3).log(); // log column sum - log row sum
        Tensor mixed = difference - difference.narrow(2, 0, 1) - difference.narrow(3, 0, 1) + difference.narrow(2, 0, 1).narrow(3, 0, 1);
        Assert.All(Golden.Numbers(mixed), x => Assert.Equal(0, x, 1e-4));
    }

    [Fact]
    public void CoAttentionNeedsBothDirections() => Assert.Throws<KitException>(
        () => new CfnsrMsafOptions { CoAttention = true, Directions = AttentionDirections.AudioToVideo }.Validate());

    [Fact]
    public void VariationalDropoutChangesTrainingOnly()
    {
        using var scope = NewDisposeScope();
        using var quiet = no_grad();
        ModelOptions options = Toy.Options("cfnsr-msafnet") with { Audio = Toy.Audio with { VectorDropout = 0.4 } };
        double[] Output(bool variational, bool training)
        {
            EmotionModel model = Toy.Filled(options with { CfnsrMsaf = options.CfnsrMsaf with { Dropout = 0.3, VariationalDropout = variational } });
            if (training) model.train();
            else model.eval();
            manual_seed(5);
            var (video, audio) = Toy.Batch();
            return Golden.Numbers(model.call(video, audio));
        }

        Assert.Equal(Output(false, false), Output(true, false));
        Assert.NotEqual(Output(false, true), Output(true, true));
    }

    [Fact]
    public void MissingDirectionHasNoMap()
    {
        using var scope = NewDisposeScope();
        using var quiet = no_grad();
        ModelOptions options = Toy.Options("cfnsr-msafnet");
        var model = (CfnsrMsafNet)Toy.Filled(options with { CfnsrMsaf = options.CfnsrMsaf with { Directions = AttentionDirections.AudioToVideo } });
        var (video, audio) = Toy.Batch();
        AttentionMaps map = Assert.Single(model.Attention(video, audio));
        Assert.Null(map.VideoToAudio);
        Assert.Equal([3, 4, 8, 7], map.AudioToVideo!.shape);
    }

    [Theory]
    [InlineData(DropoutPlace.Tokens)]
    [InlineData(DropoutPlace.Input)]
    public void SoftHardRepeatsTheLabels(DropoutPlace place)
    {
        using var scope = NewDisposeScope();
        ModelOptions options = Toy.Options("cfnsr-msafnet");
        EmotionModel model = Toy.Filled(options with
        {
            ModalityDropout = new ModalityDropoutOptions { Mode = ModalityDropoutMode.SoftHard, Place = place },
        });
        var (video, audio) = Toy.Batch();
        model.train();
        Tensor output = model.call(video, audio);
        Assert.Equal([12, 8], output.shape);
        double[] log = Golden.Numbers(output.log_softmax(-1));
        int[] labels = [1, 7, 4];
        double expected = -Enumerable.Range(0, 12).Average(row => log[row * 8 + labels[row % 3]]);
        Assert.Equal(expected, model.Loss(output, Toy.Labels()).ToDouble(), 1e-5);
        model.eval();
        Assert.Equal([3, 8], model.call(video, audio).shape);
    }

    /// <summary>A batch whose audio is zeroed at the input must leave the audio encoder's running statistics alone.</summary>
    [Theory]
    [InlineData(1.0, "audio", "video", DropoutPlace.Input)]
    [InlineData(0.0, "video", "audio", DropoutPlace.Input)]
    [InlineData(1.0, "audio", "video", DropoutPlace.InputRunning)]
    public void InputDropoutFreezesTheStatisticsOfTheZeroedStreamUnlessTheyRun(double audioShare, string frozen, string moving, DropoutPlace place)
    {
        using var scope = NewDisposeScope();
        ModelOptions options = Toy.Options("cfnsr-msafnet");
        EmotionModel model = Toy.Filled(options with
        {
            ModalityDropout = new ModalityDropoutOptions { Mode = ModalityDropoutMode.AlwaysOne, Place = place, AudioShare = audioShare },
        });
        Assert.False(model.CanCacheEncodings);
        model.train();
        double[] frozenBefore = Statistics(model, frozen), movingBefore = Statistics(model, moving);
        var (video, audio) = Toy.Batch();
        model.call(video, audio);
        Assert.Equal(place == DropoutPlace.Input, frozenBefore.SequenceEqual(Statistics(model, frozen)));
        Assert.NotEqual(movingBefore, Statistics(model, moving));
        Assert.All(model.modules(), m => Assert.True(m.training));
    }

    [Theory]
    [InlineData(1.0, "audio.", "video.")]
    [InlineData(0.0, "video.", "audio.")]
    public void DroppedStreamGetsAGradientOfZero(double audioShare, string dropped, string kept)
    {
        using var scope = NewDisposeScope();
        EmotionModel model = Toy.Filled(Toy.Options("cfnsr-msafnet") with
        {
            ModalityDropout = new ModalityDropoutOptions { Mode = ModalityDropoutMode.AlwaysOne, AudioShare = audioShare },
        });
        model.train();
        var (video, audio) = Toy.Batch();
        model.Loss(model.call(video, audio), Toy.Labels()).backward();
        foreach (var (name, parameter) in model.named_parameters())
        {
            if (name.StartsWith(dropped, StringComparison.Ordinal)) Assert.Equal(0, parameter.grad!.abs().sum().ToDouble());
            if (name.StartsWith(kept, StringComparison.Ordinal)) Assert.True(parameter.grad!.abs().sum().ToDouble() > 0, name);
        }
    }

    [Fact]
    public void ForcedModalityNeedsNoInputOfTheOtherOne()
    {
        using var scope = NewDisposeScope();
        using var quiet = no_grad();
        EmotionModel model = Toy.Filled(Toy.Options("cfnsr-msafnet"));
        model.eval();
        var (video, audio) = Toy.Batch();
        double[] both = Golden.Numbers(model.call(video, audio));
        model.Missing = MissingModality.Audio;
        double[] videoOnly = Golden.Numbers(model.call(video, audio));
        Assert.Equal(videoOnly, Golden.Numbers(model.call(video, audio * -3)));
        model.Missing = MissingModality.None;
        Assert.NotEqual(both, videoOnly);
        Assert.Equal(both, Golden.Numbers(model.call(video, audio)));
    }

    private static double[] Statistics(EmotionModel model, string encoder) =>
        [.. model.named_buffers().Where(b => b.name.StartsWith(encoder, StringComparison.Ordinal)).SelectMany(b => Golden.Numbers(b.buffer))];
}
