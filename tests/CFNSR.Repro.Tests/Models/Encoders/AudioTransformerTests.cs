using CFNSR.Repro.Models;
using CFNSR.Repro.Models.Encoders;
using TorchSharp;
using static TorchSharp.torch;

namespace CFNSR.Repro.Tests.Models.Encoders;

public sealed class AudioTransformerTests
{
    [Theory]
    [InlineData("audio-transformer", false)]
    [InlineData("audio-transformer-causal", true)]
    public void EqualsPyTorch(string name, bool causal)
    {
        using var scope = NewDisposeScope();
        var net = new AudioTransformer(16, Toy.Transformer, causal);
        Golden.Check(name, net, x => net.call(x[0]), Golden.Exact("tokens", 3, 7, 16));
    }

    [Fact]
    public void PaddingAsPublishedEqualsPyTorch()
    {
        using var scope = NewDisposeScope();
        var net = new AudioTransformer(16, Toy.Transformer with { Padding = Fidelity.AsPublished }, causal: false);
        Tensor keep = tensor(new float[] { 1, 1, 0, 1, 1, 1, 1 }).reshape(7, 1);
        Golden.Check("audio-transformer-padding", net, x => net.call(x[0] * keep), Golden.Exact("tokens", 3, 7, 16));
    }

    [Fact]
    public void CausalStepsDoNotSeeLaterOnes()
    {
        using var scope = NewDisposeScope();
        using var quiet = no_grad();
        var net = Golden.Fill(new AudioTransformer(16, Toy.Transformer, causal: true));
        net.eval();
        Tensor tokens = Golden.Data("tokens", 1, 7, 16), changed = tokens.clone();
        changed[0, 6] = zeros(16);
        double[] before = Golden.Numbers(net.call(tokens)), after = Golden.Numbers(net.call(changed));
        Assert.Equal(before[..(6 * 16)], after[..(6 * 16)]);
        Assert.NotEqual(before[(6 * 16)..], after[(6 * 16)..]);
    }

    [Fact]
    public void SilentClipKeepsItsPositionsOnlyWhenCorrected()
    {
        using var scope = NewDisposeScope();
        using var quiet = no_grad();
        var corrected = Golden.Fill(new AudioTransformer(16, Toy.Transformer, causal: false));
        var published = Golden.Fill(new AudioTransformer(16, Toy.Transformer with { Padding = Fidelity.AsPublished }, causal: false));
        corrected.eval();
        published.eval();
        Tensor silence = zeros(1, 7, 16);
        Assert.True(corrected.call(silence).std(1).sum().ToDouble() > 0.1);
        Assert.True(published.call(silence).std(1).sum().ToDouble() < 1e-5);
    }

    [Fact]
    public void StartsFromXavierUniformWithZeroBiases()
    {
        using var scope = NewDisposeScope();
        var net = new AudioTransformer(64, new AudioTransformerOptions(), causal: false);
        foreach (var (name, parameter) in net.named_parameters())
        {
            if (name.EndsWith("bias", StringComparison.Ordinal)) Assert.Equal(0, parameter.abs().sum().ToDouble());
            if (parameter.ndim != 2) continue;
            double bound = Math.Sqrt(6.0 / (parameter.shape[0] + parameter.shape[1]));
            Assert.InRange(parameter.abs().max().ToDouble() / bound, 0.99, 1 + 1e-6); // weights are single precision, the bound is not
            Assert.InRange(parameter.std().ToDouble() / (bound / Math.Sqrt(3)), 0.97, 1.03);
        }
    }
}
