using static TorchSharp.torch;

namespace TorchSharp.Modules;

/// <summary>Attention over (L, N, E). A boolean attn_mask is added as 0 and 1, as the real package does; a boolean key_padding_mask hides.</summary>
public sealed class MultiheadAttention : nn.Module<Tensor, Tensor, Tensor, Tensor, bool, Tensor, Tuple<Tensor, Tensor>>
{
    private readonly long width, heads;
    private readonly double dropout;
    private readonly bool addZero;

    internal MultiheadAttention(long embedded_dim, long num_heads, double dropout, bool bias, bool addBias, bool addZero, long kdim, long vdim) : base(nameof(MultiheadAttention))
    {
        (width, heads, this.dropout, this.addZero) = (embedded_dim, num_heads, dropout, addZero);
        if (width % heads != 0) throw new System.Runtime.InteropServices.ExternalException("embed_dim must be divisible by num_heads");
        var same = kdim == width && vdim == width;
        if (same)
        {
            Add("in_proj_weight", 3 * width, width);
        }
        else
        {
            Add("q_proj_weight", width, width);
            Add("k_proj_weight", width, kdim);
            Add("v_proj_weight", width, vdim);
        }
        if (bias) Add("in_proj_bias", 3 * width);
        if (addBias)
        {
            Add("bias_k", 1, 1, width);
            Add("bias_v", 1, 1, width);
        }
        using var output = new Linear(width, width, bias, null, null);
        register_parameter("out_proj.weight", output.weight.detach().clone().AsParameter());
        if (bias) register_parameter("out_proj.bias", zeros([width]).AsParameter());
        foreach (var n in new[] { "in_proj_weight", "q_proj_weight", "k_proj_weight", "v_proj_weight" })
            if (Held(n) is { } w) nn.init.xavier_uniform_(w);
        if (bias) nn.init.zeros_(Held("in_proj_bias")!);
        foreach (var n in new[] { "bias_k", "bias_v" })
            if (Held(n) is { } b) nn.init.xavier_normal_(b);
    }

    private void Add(string name, params long[] sizes) => register_parameter(name, new Parameter(empty(sizes)));

    public new Tuple<Tensor, Tensor> call(Tensor query, Tensor key, Tensor value, Tensor? key_padding_mask = null, bool need_weights = true, Tensor? attn_mask = null) =>
        base.call(query, key, value, key_padding_mask!, need_weights, attn_mask!);

    public override Tuple<Tensor, Tensor> forward(Tensor query, Tensor key, Tensor value, Tensor? key_padding_mask, bool need_weights, Tensor? attn_mask)
    {
        using var scope = NewDisposeScope();
        var (length, batch, size) = (query.size(0), query.size(1), width / heads);
        var (q, k, v) = Projected(query, key, value);                                     // (L, N, E), (S, N, E)
        q = q.mul(1 / Math.Sqrt(size));
        if (Held("bias_k") is { } biasK)
        {
            k = cat([k, biasK.repeat(1, batch, 1)]);
            v = cat([v, Held("bias_v")!.repeat(1, batch, 1)]);
            Grow(1);
        }
        Tensor Split(Tensor t) => t.contiguous().view(t.size(0), batch * heads, size).transpose(0, 1); // (N·H, S, E/H)
        (q, k, v) = (Split(q), Split(k), Split(v));
        if (addZero)
        {
            k = cat([k, k.new_zeros(batch * heads, 1, size)], 1);
            v = cat([v, v.new_zeros(batch * heads, 1, size)], 1);
            Grow(1);
        }
        var source = k.size(1);
        var weights = q.bmm(k.transpose(1, 2));                                            // (N·H, L, S)
        if (attn_mask is not null) weights = weights.add(attn_mask.dim() == 2 ? attn_mask.unsqueeze(0) : attn_mask);
        if (key_padding_mask is not null)
            weights = weights.view(batch, heads, length, source)
                .masked_fill(key_padding_mask.unsqueeze(1).unsqueeze(2), double.NegativeInfinity)
                .view(batch * heads, length, source);
        weights = nn.functional.dropout(weights.softmax(-1), dropout, training);
        var output = weights.bmm(v).transpose(0, 1).contiguous().view(length, batch, width);
        output = nn.functional.linear(output, Held("out_proj.weight")!, Held("out_proj.bias")).MoveToOuterDisposeScope();
        if (!need_weights) return Tuple.Create(output, Tensor.Empty());
        return Tuple.Create(output, weights.view(batch, heads, length, source).sum(1).div(heads).MoveToOuterDisposeScope());

        void Grow(long by)
        {
            if (attn_mask is not null) attn_mask = nn.functional.pad(attn_mask, (0, by));
            if (key_padding_mask is not null) key_padding_mask = nn.functional.pad(key_padding_mask, (0, by));
        }
    }

    private (Tensor, Tensor, Tensor) Projected(Tensor query, Tensor key, Tensor value)
    {
        var bias = Held("in_proj_bias");
        if (Held("in_proj_weight") is { } joint)
        {
            if (query.Handle == key.Handle && key.Handle == value.Handle)
            {
                var all = nn.functional.linear(query, joint, bias).chunk(3, -1);
                return (all[0], all[1], all[2]);
            }
            var w = joint.chunk(3);
            var b = bias?.chunk(3);
            return (nn.functional.linear(query, w[0], b?[0]), nn.functional.linear(key, w[1], b?[1]), nn.functional.linear(value, w[2], b?[2]));
        }
        var parts = bias?.chunk(3);
        return (nn.functional.linear(query, Held("q_proj_weight")!, parts?[0]), nn.functional.linear(key, Held("k_proj_weight")!, parts?[1]), nn.functional.linear(value, Held("v_proj_weight")!, parts?[2]));
    }
}
