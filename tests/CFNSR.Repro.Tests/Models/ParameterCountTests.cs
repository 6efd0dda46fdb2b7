using CFNSR.Repro.Models;
using CFNSR.Repro.Models.Encoders;
using static TorchSharp.torch;

namespace CFNSR.Repro.Tests.Models;

/// <summary>The counts of data/paper/models.md §13, built at paper size.</summary>
public sealed class ParameterCountTests
{
    /// <summary>Both encoders without heads (data/paper/models.md §1.2).</summary>
    private const long Streams = 25_886_368;

    // An LSTM of width h over inputs of width i has 4 h (i + h + 2) parameters, two bias vectors included.
    private const long MfnCells = 4 * 64 * (2048 + 64 + 2) + 4 * 64 * (64 + 64 + 2);
    private const long MfnNetworks = 33_088 + 20_608 + 2 * 24_704 + 12_872; // attention, candidate, two gates, head
    private const long MctnForward = 2 * 4 * 32 * (2048 + 32 + 2) + 4 * 32 * (64 + 32 + 2) + 32 * 64 + 64;
    private const long MctnBack = 2 * 4 * 32 * (64 + 32 + 2) + 4 * 32 * (64 + 32 + 2) + 32 * 2048 + 2048;
    private const long MctnHead = 4 * 32 * (64 + 32 + 2) + 32 * 8 + 8;
    private const long MultiAttentionLevels = 4 * 64 * (2048 + 66) + 2 * 4 * 64 * (64 + 66) + 3 * (3 * 64 * 64 + 64);

    [Theory]
    [InlineData("video", 25_882_056)]
    [InlineData("audio", 34_024)]
    [InlineData("averaging", 25_916_080)]
    [InlineData("multiplicative", 25_916_080)]
    [InlineData("multiplication", 25_916_080)]
    [InlineData("concat-fc", 26_870_824)]
    [InlineData("mcbp", 26_014_376)]
    [InlineData("mmtm", 31_496_512)]
    [InlineData("msaf", 25_940_724)]
    [InlineData("cfn-sr", 26_301_417)]
    [InlineData("cfnsr-msafnet", 26_713_512)]
    [InlineData("mfn", Streams + MfnCells + MfnNetworks)]
    [InlineData("mctn", Streams + MctnForward + MctnBack + MctnHead)]
    [InlineData("dcca", Streams + 263_304 + 214_152 + 136)]
    [InlineData("multi-attention", Streams + MultiAttentionLevels + 8_320 + 4_160 + 520)]
    [InlineData("chumachenko", Streams + 2 * 64 * (2048 + 64) + (2048 + 64) * 8 + 8)]
    public void System(string system, long expected) => Assert.Equal(expected, Count(new ModelOptions { System = system }));

    [Fact]
    public void EncodersWithoutHeads()
    {
        using var video = new ResNeXt3D(new VideoOptions());
        using var audio = new MfccCnn(new AudioOptions());
        Assert.Equal(25_865_664, video.parameters().Sum(p => p.numel()));
        Assert.Equal(20_704, audio.parameters().Sum(p => p.numel()));
        Assert.Equal(68_277, video.buffers().Sum(b => b.numel()));
    }

    /// <summary>The table of data/paper/models.md §1.1.</summary>
    [Fact]
    public void StagesOfTheVideoEncoder()
    {
        using var video = new ResNeXt3D(new VideoOptions());
        var stages = video.named_parameters().GroupBy(p => p.name.Split('.')[0]).ToDictionary(g => g.Key, g => g.Sum(p => p.parameter.numel()));
        Assert.Equal(new Dictionary<string, long>
        {
            ["conv1"] = 65_856,
            ["bn1"] = 128,
            ["layer1"] = 233_472,
            ["layer2"] = 1_344_512,
            ["layer3"] = 7_907_328,
            ["layer4"] = 16_314_368,
        }, stages);
    }

    [Fact]
    public void AudioTransformer()
    {
        using var transformer = new AudioTransformer(64, new AudioTransformerOptions(), causal: true);
        Assert.Equal(250_048, transformer.parameters().Sum(p => p.numel()));
    }

    [Fact]
    public void VariantsOfTable2()
    {
        Assert.Equal(25_916_072, Count(new ModelOptions { System = "concat-fc", ConcatFc = new ConcatFcOptions { Hidden = [] } }));
        Assert.Equal(25_950_376, Count(new ModelOptions { System = "mcbp", Mcb = new McbOptions { Dim = 8000 } }));
        Assert.Equal(51_026_627, Count(new ModelOptions { System = "mcbp", Mcb = McbOptions.PublishedSize }));
        Assert.Equal(31_793_264, Count(new ModelOptions { System = "mmtm", Mmtm = new MmtmOptions { Units = 3 } }));
        Assert.Equal(27_793_848, Count(new ModelOptions { System = "multiplicative", Multiplicative = new MultiplicativeOptions { Mixture = true } }));
        Assert.Equal(31_876_640, Count(new ModelOptions { System = "mmtm", Mmtm = new MmtmOptions { Units = 4 } }));
    }

    [Fact]
    public void CfnSrAblations()
    {
        Assert.Equal(25_916_072, Count(new ModelOptions { System = "cfn-sr", CfnSr = new CfnSrOptions { Block = false } }));
        Assert.Equal(26_051_369, Count(new ModelOptions { System = "cfn-sr", CfnSr = new CfnSrOptions { AudioTransformer = false } }));
        Assert.Equal(26_301_417, Count(new ModelOptions { System = "cfn-sr", CfnSr = new CfnSrOptions { Residual = false } }));
    }

    [Theory]
    [InlineData(128, 27_254_568)]
    [InlineData(256, 28_336_680)]
    [InlineData(512, 30_500_904)]
    public void CfnsrMsafNetByWidth(int width, long expected) =>
        Assert.Equal(expected, Count(new ModelOptions { CfnsrMsaf = new CfnsrMsafOptions { Width = width } }));

    [Fact]
    public void CfnsrMsafNetAblations()
    {
        Assert.Equal(26_463_464, Count(new ModelOptions { CfnsrMsaf = new CfnsrMsafOptions { AudioTransformer = false } }));
        Assert.Equal(26_291_624, Count(new ModelOptions { CfnsrMsaf = CfnsrMsafOptions.ProjectedStreams }));
        Assert.Equal(26_713_512 - 270_720, Count(new ModelOptions { CfnsrMsaf = new CfnsrMsafOptions { Directions = AttentionDirections.AudioToVideo } }));
        Assert.Equal(26_713_512 - 276_672, Count(new ModelOptions { CfnsrMsaf = new CfnsrMsafOptions { Directions = AttentionDirections.VideoToAudio } }));
        Assert.Equal(26_713_512 - 4_096 - 128, Count(new ModelOptions { CfnsrMsaf = new CfnsrMsafOptions { LayerNorm = false } }));
        Assert.Equal(26_713_512 - 4_160 - 131_136, Count(new ModelOptions { CfnsrMsaf = new CfnsrMsafOptions { CoAttention = true } }));
        Assert.Equal(26_301_417, Count(new ModelOptions { CfnsrMsaf = new CfnsrMsafOptions { Attention = false, LayerNorm = false } }));
    }

    private static long Count(ModelOptions options)
    {
        using var scope = NewDisposeScope();
        using EmotionModel model = ModelZoo.Create(options);
        return model.ParameterCount();
    }
}
