using TorchSharp.Utils;
using static TorchSharp.torch;

namespace TorchSharp.Modules;

/// <summary>Self-attention and feed-forward, each with residual and norm after (post-norm), over (L, N, E).</summary>
public sealed class TransformerEncoderLayer : nn.Module<Tensor, Tensor>
{
    private readonly long width, heads, inner;
    private readonly double p;
    private readonly nn.Activations kind;
    [ComponentName(Name = "self_attn")] private readonly MultiheadAttention attention;
    [ComponentName(Name = "linear1")] private readonly Linear first;
    [ComponentName(Name = "linear2")] private readonly Linear second;
    private readonly LayerNorm norm1;
    private readonly LayerNorm norm2;

    internal TransformerEncoderLayer(long d_model, long nhead, long dim_feedforward, double dropout, nn.Activations activation) : base(nameof(TransformerEncoderLayer))
    {
        (width, heads, inner, p, kind) = (d_model, nhead, dim_feedforward, dropout, activation);
        attention = new MultiheadAttention(d_model, nhead, dropout, true, false, false, d_model, d_model);
        first = new Linear(d_model, dim_feedforward, true, null, null);
        second = new Linear(dim_feedforward, d_model, true, null, null);
        norm1 = new LayerNorm([d_model], 1e-5, true, true, null, null);
        norm2 = new LayerNorm([d_model], 1e-5, true, true, null, null);
        RegisterComponents();
    }

    internal TransformerEncoderLayer Another() => new(width, heads, inner, p, kind);

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

public sealed class TransformerEncoder : nn.Module<Tensor, Tensor, Tensor, Tensor>
{
    private readonly List<TransformerEncoderLayer> list = [];

    internal TransformerEncoder(TransformerEncoderLayer encoder_layer, long num_layers) : base(nameof(TransformerEncoder))
    {
        var start = encoder_layer.state_dict();
        for (var i = 0; i < num_layers; i++)
        {
            var layer = encoder_layer.Another();
            layer.load_state_dict(start);
            list.Add(layer);
            _internal_submodules.Add($"layers.{i}", layer);
        }
    }

    public override Tensor forward(Tensor src, Tensor? src_mask, Tensor? src_key_padding_mask)
    {
        var t = list[0].Run(src, src_mask, src_key_padding_mask);
        foreach (var layer in list.Skip(1))
        {
            using var before = t;
            t = layer.Run(before, src_mask, src_key_padding_mask);
        }
        return t;
    }

    public Tensor call(Tensor src) => base.call(src, null!, null!);

    public Tensor call(Tensor src, Tensor src_mask) => base.call(src, src_mask, null!);
}
