using TorchSharp.Modules;
using static TorchSharp.torch;

namespace CFNSR.Repro.Models.Encoders;

/// <summary>
/// The "Transformer-based encoder" of the audio stream (paper, section 3.1), as in CFN-SR's code (data/paper/models.md §3.2):
/// scale by the root of the width, add fixed positions, dropout, pre-norm layers, final layer normalisation. Taught in notebook 03.
/// </summary>
public sealed class AudioTransformer : nn.Module<Tensor, Tensor>
{
    private readonly int width;
    private readonly bool causal;
    private readonly Fidelity padding;
    private readonly Dropout dropout;
    private readonly ModuleList<AudioTransformerLayer> layers;
    private readonly LayerNorm norm;

    /// <summary>Builds the encoder with Xavier-uniform weights and zero biases.</summary>
    /// <param name="width">Channels C of the audio map.</param>
    /// <param name="options">Layers, heads and dropout rates.</param>
    /// <param name="causal">Whether a step sees only steps up to itself.</param>
    public AudioTransformer(int width, AudioTransformerOptions options, bool causal) : base(nameof(AudioTransformer))
    {
        options.Validate(width);
        this.width = width;
        this.causal = causal;
        padding = options.Padding;
        dropout = nn.Dropout(options.InputDropout);
        layers = new ModuleList<AudioTransformerLayer>(
            [.. Enumerable.Range(0, options.Layers).Select(_ => new AudioTransformerLayer(width, options))]);
        norm = nn.LayerNorm(width);
        RegisterComponents();
    }

    /// <summary>Encodes the steps.</summary>
    /// <param name="tokens">(N, L, C): (N, 26, 64) at published size.</param>
    /// <returns>(N, L, C).</returns>
    public override Tensor forward(Tensor tokens)
    {
        Require.Shape(tokens, "audio tokens", -1, -1, width);
        int length = (int)tokens.shape[1];
        Tensor x = dropout.call(tokens * Math.Sqrt(width) + Positions(tokens, length));
        Tensor mask = Mask(length, tokens);
        foreach (AudioTransformerLayer layer in layers) x = layer.call(x, mask);
        return norm.call(x);
    }

    private Tensor Positions(Tensor tokens, int length)
    {
        Tensor positions = Sinusoids.ToTensor(Sinusoids.Table(length, width), width, tokens); // (L, C)
        if (padding == Fidelity.Corrected) return positions;
        Tensor present = (tokens.narrow(2, 0, 1) != 0).to(tokens.dtype); // (N, L, 1)
        return positions * present;
    }

    private Tensor Mask(int length, Tensor like)
    {
        var mask = new double[length * length];
        for (int row = 0; causal && row < length; row++)
            mask.AsSpan(row * length + row + 1, length - row - 1).Fill(double.NegativeInfinity);
        return Sinusoids.ToTensor(mask, length, like); // (L, L)
    }
}
