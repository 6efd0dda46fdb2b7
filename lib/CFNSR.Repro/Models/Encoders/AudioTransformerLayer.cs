using TorchSharp.Modules;
using static TorchSharp.torch;

namespace CFNSR.Repro.Models.Encoders;

/// <summary>One pre-norm layer: x + attention(LN(x)), then x + feed-forward(LN(x)). The input projection is one packed matrix, as published.</summary>
internal sealed class AudioTransformerLayer : nn.Module<Tensor, Tensor, Tensor>
{
    private readonly int heads;
    private readonly LayerNorm attention_norm;
    private readonly Linear in_proj;
    private readonly Linear out_proj;
    private readonly LayerNorm feed_forward_norm;
    private readonly Linear fc1;
    private readonly Linear fc2;
    private readonly Dropout dropout;

    public AudioTransformerLayer(int width, AudioTransformerOptions options) : base(nameof(AudioTransformerLayer))
    {
        heads = options.Heads;
        attention_norm = nn.LayerNorm(width);
        in_proj = Initial.Xavier(width, 3 * width);
        out_proj = Initial.Xavier(width, width);
        feed_forward_norm = nn.LayerNorm(width);
        fc1 = Initial.Xavier(width, options.FeedForwardRatio * width);
        fc2 = Initial.Xavier(options.FeedForwardRatio * width, width);
        dropout = nn.Dropout(options.Dropout);
        RegisterComponents();
    }

    /// <param name="x">(N, L, C).</param>
    /// <param name="mask">(L, L), 0 where a step may look and minus infinity where not.</param>
    public override Tensor forward(Tensor x, Tensor mask)
    {
        x = x + dropout.call(Attend(attention_norm.call(x), mask));
        Tensor hidden = dropout.call(fc1.call(feed_forward_norm.call(x)).relu());
        return x + dropout.call(fc2.call(hidden));
    }

    private Tensor Attend(Tensor x, Tensor mask)
    {
        long n = x.shape[0], length = x.shape[1], width = x.shape[2], head = width / heads;
        Tensor[] qkv = in_proj.call(x).chunk(3, -1);
        Tensor q = Split(qkv[0]) / Math.Sqrt(head), k = Split(qkv[1]), v = Split(qkv[2]); // (N h, L, d)
        Tensor weights = dropout.call((q.bmm(k.transpose(1, 2)) + mask).softmax(-1)); // (N h, L, L)
        Tensor read = weights.bmm(v).reshape(n, heads, length, head).transpose(1, 2).reshape(n, length, width);
        return out_proj.call(read);

        Tensor Split(Tensor t) => t.reshape(n, length, heads, head).transpose(1, 2).reshape(n * heads, length, head);
    }
}
