using static TorchSharp.torch;

namespace CFNSR.Repro.Models;

/// <summary>Dropout on a stream's tokens (N, L, C): every number by itself, or the same channels in all tokens of a clip.</summary>
internal sealed class TokenDropout : nn.Module<Tensor, Tensor>
{
    private readonly double rate;
    private readonly bool sharedMask;

    /// <param name="rate">Probability that a number is dropped.</param>
    /// <param name="sharedMask">Whether one mask (N, 1, C) serves all tokens of a clip (Gal and Ghahramani 2016).</param>
    public TokenDropout(double rate, bool sharedMask) : base(nameof(TokenDropout))
    {
        this.rate = rate;
        this.sharedMask = sharedMask;
        RegisterComponents();
    }

    public override Tensor forward(Tensor x)
    {
        if (!sharedMask || !training || rate == 0) return nn.functional.dropout(x, rate, training);
        Tensor mask = nn.functional.dropout(ones(x.shape[0], 1, x.shape[2], dtype: x.dtype, device: x.device), rate); // 0 or 1 / (1 - p)
        return x * mask;
    }
}
