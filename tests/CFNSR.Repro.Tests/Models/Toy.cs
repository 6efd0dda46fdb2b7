using CFNSR.Repro.Models;
using TorchSharp;
using static TorchSharp.torch;

namespace CFNSR.Repro.Tests.Models;

/// <summary>The size at which tests/golden/models/make_golden.py computed its numbers; every dropout rate is 0.</summary>
internal static class Toy
{
    public const int Clips = 3;

    /// <summary>A system on frames, or <c>SYSTEM/INPUT</c> on another video input.</summary>
    public static ModelOptions Options(string system) => new()
    {
        System = system.Split('/')[0],
        VideoInput = InputOf(system),
        Video = Video,
        Audio = Audio,
        AudioTransformer = Transformer,
        CfnSr = new CfnSrOptions { Width = 12 },
        CfnsrMsaf = new CfnsrMsafOptions { Width = 16, Heads = 4, Dropout = 0 },
        SequenceSteps = 5,
        Multiplicative = new MultiplicativeOptions { MixtureWidth = 9 },
        Mfn = new MfnOptions { Hidden = 6, Memory = 5, Width = 7, Dropout = 0 },
        Mctn = new MctnOptions { Hidden = 6 },
        Dcca = new DccaOptions { Width = 2, Hidden = 7, Weight = 0.5, Ridge = 0.01 },
        MultiAttention = new MultiAttentionOptions { Width = 6 },
        Chumachenko = new ChumachenkoOptions { Width = 16, Heads = 4 },
        ConcatFc = new ConcatFcOptions { Hidden = [24, 10] },
        Mcb = new McbOptions { Dim = 50 },
        Msaf = new MsafOptions { BlockDropout = 0 },
        Erann = new ErannOptions { Mels = 32, Stride = 1, Width = 1, Blocks = 2 },
        ModalityDropout = new ModalityDropoutOptions { Probability = 0 },
    };

    public static VideoOptions Video => new() { Blocks = [1, 2, 1, 1], Width = 4, Cardinality = 2, Frames = 18, Size = 40 };

    public static AudioOptions Audio => new() { Width = 8, Frames = 60, FeatureDropout = 0, VectorDropout = 0 };

    public static AudioTransformerOptions Transformer => new() { Layers = 2, Heads = 4, InputDropout = 0, Dropout = 0 };

    private static VideoInput InputOf(string system) => system.Contains('/', StringComparison.Ordinal) ? Enum.Parse<VideoInput>(system.Split('/')[1]) : VideoInput.Frames;

    /// <summary>
    /// (3, 3, 18, 40, 40), (3, 35, 1) or (3, 35, 78), and (3, 13, 60), or a spectrogram (3, 32, 50) for erann.
    /// </summary>
    public static (Tensor Video, Tensor Audio) Batch(string system = "", ScalarType type = ScalarType.Float32) => (
        (InputOf(system) switch
        {
            VideoInput.Frames => Golden.Exact("video", Clips, 3, 18, 40, 40),
            VideoInput.UnitSequence => Golden.Exact("unit-frames", Clips, 35, 78),
            _ => Golden.Exact("units", Clips, 35, 1),
        }).to(type),
        (system == "erann" ? Golden.Exact("spectrogram", Clips, 32, 50) : Golden.Exact("audio", Clips, 13, 60)).to(type));

    public static Tensor Labels() => tensor(new long[] { 1, 7, 4 });

    public static EmotionModel Filled(ModelOptions options, ScalarType type = ScalarType.Float32)
    {
        EmotionModel model = ModelZoo.Create(options);
        model.to(type);
        Golden.Fill(model);
        return model;
    }
}
