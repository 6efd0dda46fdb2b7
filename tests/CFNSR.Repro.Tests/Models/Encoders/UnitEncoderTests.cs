using CFNSR.Repro.Features.Tracking;
using CFNSR.Repro.Models;
using CFNSR.Repro.Models.Encoders;
using TorchSharp;
using static TorchSharp.torch;

namespace CFNSR.Repro.Tests.Models.Encoders;

/// <summary>The encoders of face tracking.</summary>
public sealed class UnitEncoderTests
{
    [Fact]
    public void UnitMlpEqualsPyTorch()
    {
        using var scope = NewDisposeScope();
        var net = new UnitMlp(35, classes: 8);
        Golden.Check("unit-mlp", net, x => net.Classify(net.call(x[0])), Golden.Exact("units", 3, 35, 1));
    }

    [Fact]
    public void UnitTokensEqualPyTorch()
    {
        using var scope = NewDisposeScope();
        var net = new UnitTokens(35);
        Golden.Check("unit-tokens", net, x => net.call(x[0]), Golden.Exact("units", 3, 35, 1));
    }

    [Fact]
    public void UnitSequenceEqualsPyTorch()
    {
        using var scope = NewDisposeScope();
        var net = new UnitSequence(35, classes: 8, dropout: 0);
        Golden.Check("unit-sequence", net, x => net.Classify(net.call(x[0])), Golden.Exact("unit-frames", 3, 35, 78));
    }

    [Theory]
    [InlineData(VideoInput.UnitMlp, 3_528, 80, 1)]
    [InlineData(VideoInput.UnitTokens, 4_480 + 520, 64, 35)]
    [InlineData(VideoInput.UnitSequence, 32_064 + 520, 64, 26)]
    public void ParametersAndMapAreThoseOfTheirDocuments(VideoInput input, long parameters, int channels, int tokens)
    {
        using var scope = NewDisposeScope();
        using var system = ModelZoo.Create(new ModelOptions { System = "video", VideoInput = input });
        var net = (VideoEncoder)system.Encoders[0];
        Assert.Equal((parameters, channels, tokens), (system.ParameterCount(), net.Channels, net.Tokens));
        Tensor raw = zeros(2, 35, input == VideoInput.UnitSequence ? UnitSequence.Points : 1);
        Assert.Equal([2, channels, net.Places.T, net.Places.H, net.Places.W], net.call(raw).shape);
        Assert.Equal(net.StageChannels(3), net.Early(raw).shape[1]);
    }

    /// <summary>A token is x w + b, by hand: the first unit of the first clip.</summary>
    [Fact]
    public void ATokenIsTheValueTimesItsVectorPlusItsOther()
    {
        using var scope = NewDisposeScope();
        var net = new UnitTokens(35);
        Tensor map = net.call(full(new long[] { 1, 35, 1 }, 0.25f)); // (1, 64, 1, 35, 1)
        Tensor w = net.get_parameter("scale")!, b = net.get_parameter("offset")!;
        for (int c = 0; c < 64; c++)
            Assert.Equal(0.25 * w[3, c].ToDouble() + b[3, c].ToDouble(), map[0, c, 0, 3, 0].ToDouble(), 1e-6);
    }

    /// <summary>A change at one moment of the face is felt in the tokens around that moment of the sound, and nowhere else.</summary>
    [Fact]
    public void ASequencesTokenSeesItsOwnMoment()
    {
        using var scope = NewDisposeScope();
        using var quiet = no_grad();
        var net = new UnitSequence(35);
        net.eval();
        Tensor raw = zeros(1, 35, UnitSequence.Points), other = raw.clone();
        other[0, 0, 3 * 10 + 1] = 5; // the middle point of token 10
        bool[] changed = [.. net.call(raw).ne(net.call(other)).any(1).flatten().data<bool>()];
        Assert.Equal([9, 10, 11], Enumerable.Range(0, 26).Where(t => changed[t]));
    }

    [Fact]
    public void TheStoresPointsAreTheEncoders() => Assert.Equal(TrackingFeatures.Points, UnitSequence.Points);

    [Fact]
    public void AnotherShapeIsRefused()
    {
        using var scope = NewDisposeScope();
        var error = Assert.Throws<KitException>(() => new UnitSequence(35).call(zeros(2, 35, 1)));
        Assert.Contains("action units", error.Message, StringComparison.Ordinal);
    }
}
