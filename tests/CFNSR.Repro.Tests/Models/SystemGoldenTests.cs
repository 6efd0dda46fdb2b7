using System.Text.Json;
using CFNSR.Repro.Models;
using static TorchSharp.torch;

namespace CFNSR.Repro.Tests.Models;

/// <summary>Whole systems against PyTorch: evaluation output, training output, loss, all gradients, running statistics.</summary>
public sealed class SystemGoldenTests
{
    private static readonly Dictionary<string, Func<ModelOptions>> Cases = new()
    {
        ["video"] = () => Toy.Options("video"),
        ["audio"] = () => Toy.Options("audio"),
        ["audio-smoothed"] = () => Toy.Options("audio"),
        ["averaging"] = () => Toy.Options("averaging"),
        ["averaging-logits"] = () => Toy.Options("averaging") with { Averaging = new AveragingOptions { Over = AverageOver.Logits } },
        ["multiplicative"] = () => Toy.Options("multiplicative"),
        ["multiplicative-beta-1"] = () => Toy.Options("multiplicative") with { Multiplicative = new MultiplicativeOptions { Beta = 1 } },
        ["multiplicative-boosted"] = () => Toy.Options("multiplicative") with { Multiplicative = new MultiplicativeOptions { Boosted = true, Margin = 1.5 } },
        ["multiplicative-mixture"] = () => Toy.Options("multiplicative") with { Multiplicative = new MultiplicativeOptions { Mixture = true, MixtureWidth = 9 } },
        ["multiplication"] = () => Toy.Options("multiplication"),
        ["multiplication-raw"] = () => Toy.Options("multiplication") with { Multiplication = new MultiplicationOptions { Renormalise = false } },
        ["concat-fc"] = () => Toy.Options("concat-fc"),
        ["mcbp"] = () => Toy.Options("mcbp"),
        ["mcbp-plain"] = () => Toy.Options("mcbp") with { Mcb = new McbOptions { Dim = 50, Hidden = [20], SignedSqrt = false, Normalise = false } },
        ["mmtm"] = () => Toy.Options("mmtm"),
        ["mmtm-four-units"] = () => Toy.Options("mmtm") with { Mmtm = new MmtmOptions { Units = 4, GateScale = 2 } },
        ["msaf"] = () => Toy.Options("msaf"),
        ["erann"] = () => Toy.Options("erann"),
        ["cfn-sr"] = () => CfnSr(o => o),
        ["cfn-sr-as-published"] = () => CfnSr(o => o with { BatchSum = Fidelity.AsPublished }) with
        {
            Video = Toy.Video with { StemRelu = Fidelity.AsPublished },
            AudioTransformer = Toy.Transformer with { Padding = Fidelity.AsPublished },
        },
        ["cfn-sr-clip"] = () => CfnSr(o => o with { SoftmaxOver = SoftmaxScope.Clip }),
        ["cfn-sr-no-transformer"] = () => CfnSr(o => o with { AudioTransformer = false }),
        ["cfn-sr-ablation-1"] = () => CfnSr(o => o with { Block = false }),
        ["cfn-sr-ablation-2"] = () => CfnSr(o => o with { Residual = false }),
        ["cfnsr-msafnet"] = () => Msaf(o => o),
        ["cfnsr-msafnet-two-blocks-feed-forward"] = () => Msaf(o => o with { Blocks = 2, FeedForward = 24 }),
        ["cfnsr-msafnet-audio-to-video"] = () => Msaf(o => o with { Directions = AttentionDirections.AudioToVideo }),
        ["cfnsr-msafnet-video-to-audio"] = () => Msaf(o => o with { Directions = AttentionDirections.VideoToAudio }),
        ["cfnsr-msafnet-no-residual"] = () => Msaf(o => o with { Residual = false }),
        ["cfnsr-msafnet-no-norm"] = () => Msaf(o => o with { LayerNorm = false }),
        ["cfnsr-msafnet-no-transformer"] = () => Msaf(o => o with { AudioTransformer = false }),
        ["cfnsr-msafnet-causal"] = () => Msaf(o => o with { Causal = true }),
        ["cfnsr-msafnet-flatten"] = () => Msaf(o => o with { VideoPooling = Pooling.Flatten, AudioPooling = Pooling.Mean }),
        ["cfnsr-msafnet-positions"] = () => Msaf(o => o with { VideoPositions = true }),
        ["cfnsr-msafnet-projected"] = () => Msaf(_ => CfnsrMsafOptions.ProjectedStreams with { Width = 16, Heads = 4, Dropout = 0 }),
        ["cfnsr-msafnet-additive"] = () => Msaf(o => o with { Attention = false }),
        ["cfnsr-msafnet-additive-no-norm"] = () => Msaf(o => o with { Attention = false, LayerNorm = false, Residual = false }),
        ["cfnsr-msafnet-co-attention"] = () => Msaf(o => o with { CoAttention = true }),
        ["mfn"] = () => Toy.Options("mfn"),
        ["mctn"] = () => Toy.Options("mctn"),
        ["mctn-from-audio"] = () => Toy.Options("mctn") with { Mctn = new MctnOptions { Hidden = 6, Source = SourceModality.Audio } },
        ["dcca"] = () => Toy.Options("dcca"),
        ["multi-attention"] = () => Toy.Options("multi-attention"),
        ["chumachenko"] = () => Toy.Options("chumachenko"),
        ["cfnsr-msafnet-missing-audio"] = () => Msaf(o => o),
        ["cfnsr-msafnet-missing-video"] = () => Msaf(o => o),
        ["cfnsr-msafnet-missing-video-not-skipped"] = () => Msaf(o => o) with
        {
            ModalityDropout = new ModalityDropoutOptions { SkipDroppedDirection = false },
        },
    };

    public static TheoryData<string> Names => [.. Cases.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public void EqualsPyTorch(string name)
    {
        using var scope = NewDisposeScope();
        JsonElement expected = Golden.System(name);
        var (model, video, audio) = Make(name, ScalarType.Float64);
        Assert.Equal(expected.GetProperty("parameters").GetInt64(), model.ParameterCount());

        model.eval();
        using (no_grad()) Golden.Same(expected.GetProperty("evaluated"), model.call(video, audio), "evaluated");

        model.train();
        Tensor output = model.call(video, audio);
        Golden.Same(expected.GetProperty("trained"), output, "trained");
        Tensor loss = Loss(model, output, name);
        Golden.Same(expected.GetProperty("loss"), loss, "loss");
        if (!expected.TryGetProperty("gradients", out JsonElement gradients)) return;

        loss.backward();
        Golden.SameGradients(gradients, model);
        foreach (var (key, buffer) in model.named_buffers())
            if (expected.GetProperty("buffers").TryGetProperty(key, out JsonElement sample)) Golden.SameSample(sample, buffer, key);
    }

    /// <summary>
    /// Training runs in single precision: nothing may turn the network to another type, and in evaluation the rounding must stay small.
    /// Outputs in training are not compared: batch normalisation over three clips magnifies their rounding to several 1e-5.
    /// </summary>
    [Theory]
    [MemberData(nameof(Names))]
    public void SinglePrecisionStaysNear(string name)
    {
        using var scope = NewDisposeScope();
        var (model, video, audio) = Make(name, ScalarType.Float32);
        model.eval();
        using (no_grad())
        {
            Tensor evaluated = model.call(video, audio);
            Assert.Equal(ScalarType.Float32, evaluated.dtype);
            Golden.Same(Golden.System(name).GetProperty("evaluated"), evaluated, "evaluated", 1e-5);
        }
        model.train();
        Tensor output = model.call(video, audio);
        Assert.Equal((ScalarType.Float32, ScalarType.Float32), (output.dtype, Loss(model, output, name).dtype));
    }

    /// <summary>The system filled by the formula, and a batch.</summary>
    private static (EmotionModel Model, Tensor Video, Tensor Audio) Make(string name, ScalarType type)
    {
        EmotionModel model = Toy.Filled(Cases[name](), type);
        if (name.Contains("missing-audio", StringComparison.Ordinal)) model.Missing = MissingModality.Audio;
        if (name.Contains("missing-video", StringComparison.Ordinal)) model.Missing = MissingModality.Video;
        var (video, audio) = Toy.Batch(name, type);
        return (model, video, audio);
    }

    /// <summary>In the boosted case the labels are such that one clip's class leads by more than the margin, and two do not.</summary>
    private static Tensor Loss(EmotionModel model, Tensor output, string name) => model.Loss(
        output,
        name == "multiplicative-boosted" ? tensor(new long[] { 7, 3, 4 }) : Toy.Labels(),
        labelSmoothing: name == "audio-smoothed" ? 0.1 : 0);

    private static ModelOptions CfnSr(Func<CfnSrOptions, CfnSrOptions> change)
    {
        ModelOptions options = Toy.Options("cfn-sr");
        return options with { CfnSr = change(options.CfnSr) };
    }

    private static ModelOptions Msaf(Func<CfnsrMsafOptions, CfnsrMsafOptions> change)
    {
        ModelOptions options = Toy.Options("cfnsr-msafnet");
        return options with { CfnsrMsaf = change(options.CfnsrMsaf) };
    }
}
