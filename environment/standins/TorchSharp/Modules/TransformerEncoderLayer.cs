using TorchSharp.Utils;
using static TorchSharp.torch;

namespace TorchSharp.Modules;

/// <summary>Self-attention and feed-forward, each with residual and norm after (post-norm), over (L, N, E).</summary>
public sealed class TransformerEncoderLayer : nn.Module<Tensor, Tensor>
{
    private readonly double p;
    private readonly nn.Activations kind;
    [ComponentName(Name = "self_attn")] private readonly MultiheadAttention attention;
    [ComponentName(Name = "linear1")] private readonly Linear first;
    [ComponentName(Name = "linear2")] private readonly Linear second;
    private readonly LayerNorm norm1;
    private readonly LayerNorm norm2;

    internal TransformerEncoderLayer(long d_model, long nhead, long dim_feedforward, double dropout, nn.Activations activation) : base(nameof(TransformerEncoderLayer))
    {
        (p, kind) = (dropout, activation);
        attention = new MultiheadAttention(d_model, nhead, dropout, true, false, false, d_model, d_model);
        first = new Linear(d_model, dim_feedforward, true, null, null);
        second = new Linear(dim_feedforward, d_model, true, null, null);
        norm1 = new LayerNorm([d_model], 1e-5, true, true, null, null);
        norm2 = new LayerNorm([d_model], 1e-5, true, true, null, null);
        RegisterComponents();
    }

    public override Tensor forward(Tensor src) => Run(src, null, null);

    public Tensor call(Tensor src, Tensor src_mask) => Run(src, src_mask, null);

    public Tensor call(Tensor src, Tensor src_mask, Tensor src_key_padding_mask) => Run(src, src_mask, src_key_padding_mask);

    internal Tensor Run(Tensor src, Tensor? mask, Tensor? padding)
    {
        using var scope = NewDisposeScope();
        Tensor Dropped(Tensor t) => nn.functional.dropout(t, p, training);
        var x = norm1.call(src + Dropped(attention.call(src, src, src, padding, false, mask).Item1));
        var h = first.call(x);
        h = kind == nn.Activations.GELU ? h.gelu() : h.relu();
        return norm2.call(x + Dropped(second.call(Dropped(h)))).MoveToOuterDisposeScope();
    }
}
