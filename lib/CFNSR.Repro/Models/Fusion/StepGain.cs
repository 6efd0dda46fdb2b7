using TorchSharp.Modules;
using static TorchSharp.torch;

namespace CFNSR.Repro.Models.Fusion;

/// <summary>
/// How much attention each step of a stream gets from the other one: softmax(Q K^T / sqrt(d_k)) over the steps that are read, averaged over
/// the heads, summed over the queries. There are no values. Q and K have no biases, as in the authors' code.
/// </summary>
internal sealed class StepGain : nn.Module<Tensor, Tensor, Tensor>
{
    private readonly int heads;
    private readonly Linear w_q;
    private readonly Linear w_k;

    public StepGain(int queryWidth, int sourceWidth, ChumachenkoOptions options) : base(nameof(StepGain))
    {
        heads = options.Heads;
        w_q = nn.Linear(queryWidth, options.Width, hasBias: false);
        w_k = nn.Linear(sourceWidth, options.Width, hasBias: false);
        RegisterComponents();
    }

    /// <summary>Queries (N, L, query width) and a source (N, M, source width) to gains (N, M), which sum to L.</summary>
    public override Tensor forward(Tensor query, Tensor source)
    {
        Tensor q = MultiHeadAttention.Split(w_q.call(query), heads), k = MultiHeadAttention.Split(w_k.call(source), heads); // (N h, L, d_k)
        Tensor weights = (q.bmm(k.transpose(1, 2)) / Math.Sqrt(q.shape[2])).softmax(-1); // (N h, L, M)
        return weights.sum(1).reshape(query.shape[0], heads, source.shape[1]).mean([1]);
    }
}
