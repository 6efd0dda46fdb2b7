using CFNSR.Repro.Models;

namespace CFNSR.Repro.Tests.Models;

public sealed class ModelOptionsTests
{
    [Fact]
    public void DefaultsAreThePapersNetwork()
    {
        var options = new ModelOptions();
        options.Validate();
        Assert.Equal("cfnsr-msafnet", options.System);
        Assert.Equal((2048, 98, 64, 26, 1664),
            (options.Video.Channels, options.Video.Tokens, options.Audio.Channels, options.Audio.Steps, options.Audio.Flattened));
    }

    /// <summary>Every published defect is a switch that is off unless asked for.</summary>
    [Fact]
    public void EveryDeviationOfThePublishedCodeIsOff()
    {
        var options = new ModelOptions();
        object[] parts = [options, options.Video, options.Audio, options.AudioTransformer, options.Averaging, options.CfnSr, options.CfnsrMsaf, options.ModalityDropout];
        var switches = parts.SelectMany(p => p.GetType().GetProperties().Where(q => q.PropertyType == typeof(Fidelity)).Select(q => (q.Name, Value: (Fidelity)q.GetValue(p)!))).ToList();
        Assert.True(switches.Count >= 3);
        Assert.All(switches, s => Assert.Equal(Fidelity.Corrected, s.Value));
    }

    public static TheoryData<string> BadOptions => [.. Bad.Keys];

    private static readonly Dictionary<string, ModelOptions> Bad = new()
    {
        ["video blocks"] = new() { Video = new VideoOptions { Blocks = [1, 1, 1] } },
        ["video cardinality"] = new() { Video = new VideoOptions { Width = 8 } },
        ["video frames"] = new() { Video = new VideoOptions { Frames = 0 } },
        ["audio frames"] = new() { Audio = new AudioOptions { Frames = 11 } },
        ["audio vector dropout"] = new() { Audio = new AudioOptions { VectorDropout = 1 } },
        ["audio transformer heads"] = new() { AudioTransformer = new AudioTransformerOptions { Heads = 7 } },
        ["attention heads"] = new() { CfnsrMsaf = new CfnsrMsafOptions { Heads = 3 } },
        ["attention blocks"] = new() { CfnsrMsaf = new CfnsrMsafOptions { Blocks = 2, Attention = false } },
        ["modality dropout probability"] = new() { ModalityDropout = new ModalityDropoutOptions { Probability = 2 } },
        ["classes"] = new() { Classes = 1 },
    };

    [Theory]
    [MemberData(nameof(BadOptions))]
    public void BadValueIsNamed(string what)
    {
        var error = Assert.Throws<KitException>(() => Bad[what].Validate());
        Assert.StartsWith(what + " is ", error.Message, StringComparison.Ordinal);
        Assert.NotNull(error.Expected);
    }

    [Theory]
    [InlineData(14, "1,1,1,1")]
    [InlineData(26, "2,2,2,2")]
    [InlineData(50, "3,4,6,3")]
    [InlineData(101, "3,4,23,3")]
    public void DepthNamesTheBlocks(int depth, string blocks)
    {
        Assert.Equal(blocks, string.Join(",", VideoOptions.BlocksOfDepth(depth)));
        Assert.Equal(depth, 2 + 3 * VideoOptions.BlocksOfDepth(depth).Sum());
    }

    [Fact]
    public void UnknownDepthIsRefused() => Assert.Throws<KitException>(() => VideoOptions.BlocksOfDepth(18));
}
