using TorchSharp.Modules;
using static TorchSharp.torch;

namespace CFNSR.Repro.Models;

/// <summary>
/// Multi-head attention, equations (1) to (4) of the paper with their misprints mended: Q = X W_Q, K = Y W_K, V = Y W_V;
/// head_i = softmax(Q_i K_i^T / sqrt(d_k)) V_i; the heads side by side times W_O. The two sides may have different widths. Taught in notebook 04.
/// </summary>
public sealed class MultiHeadAttention : nn.Module<Tensor, Tensor, Tensor>
{
    private readonly int heads;
    private readonly long queryWidth;
    private readonly long sourceWidth;
    private readonly Linear? w_q;
    private readonly Linear? w_k;
    private readonly Linear w_v;
    private readonly Linear w_o;

    /// <summary>Builds the four projections: Xavier-uniform weights, zero biases.</summary>
    /// <param name="queryWidth">Width of the reading side X and of the output.</param>
    /// <param name="sourceWidth">Width of the side Y that is read.</param>
    /// <param name="width">Total width d of the heads.</param>
    /// <param name="heads">Heads h; must divide the width.</param>
    /// <param name="zeroOutput">Whether W_O starts at zero.</param>
    /// <param name="ownScores">Whether it has W_Q and W_K; false for the second side of a co-attention, which gets its scores from the first.</param>
    /// <exception cref="KitException">The heads do not divide the width.</exception>
    public MultiHeadAttention(long queryWidth, long sourceWidth, int width, int heads, bool zeroOutput = false, bool ownScores = true)
        : base(nameof(MultiHeadAttention))
    {
        Require.That(heads >= 1 && width % heads == 0, "attention heads", heads, "a divisor of the attention width " + Require.Text(width));
        this.heads = heads;
        this.queryWidth = queryWidth;
        this.sourceWidth = sourceWidth;
        if (ownScores) (w_q, w_k) = (Initial.Xavier(queryWidth, width), Initial.Xavier(sourceWidth, width));
        w_v = Initial.Xavier(sourceWidth, width);
        w_o = zeroOutput ? Initial.Zero(width, queryWidth) : Initial.Xavier(width, queryWidth);
        RegisterComponents();
    }

    /// <summary>Reads the source.</summary>
    /// <param name="query">X, (N, L, query width).</param>
    /// <param name="source">Y, (N, M, source width).</param>
    /// <returns>(N, L, query width).</returns>
    public override Tensor forward(Tensor query, Tensor source) => Attend(query, source).Output;

    /// <summary>Reads the source and tells where each query looked.</summary>
    /// <param name="query">X, (N, L, query width).</param>
    /// <param name="source">Y, (N, M, source width).</param>
    /// <param name="scores">(N h, L, M) from <see cref="Scores"/> of another attention; null takes its own.</param>
    /// <returns>The output (N, L, query width) and the weights (N, h, L, M), whose rows sum to one.</returns>
    public (Tensor Output, Tensor Weights) Attend(Tensor query, Tensor source, Tensor? scores = null)
    {
        Require.Shape(query, "attention query", -1, -1, queryWidth);
        Require.Shape(source, "attention source", query.shape[0], -1, sourceWidth);
        long n = query.shape[0], length = query.shape[1], sources = source.shape[1];
        Tensor v = Split(w_v.call(source), heads); // (N h, M, d_k)
        long head = v.shape[2];
        Tensor weights = (scores ?? Scores(query, source)).softmax(-1); // (N h, L, M)
        Tensor concat = weights.bmm(v).reshape(n, heads, length, head).transpose(1, 2).reshape(n, length, heads * head);
        return (w_o.call(concat), weights.reshape(n, heads, length, sources));
    }

    /// <summary>Q K^T / sqrt(d_k) of every head, before the softmax.</summary>
    /// <param name="query">X, (N, L, query width).</param>
    /// <param name="source">Y, (N, M, source width).</param>
    /// <returns>(N h, L, M).</returns>
    /// <exception cref="InvalidOperationException">It was built without scores of its own.</exception>
    public Tensor Scores(Tensor query, Tensor source)
    {
        if (w_q is null || w_k is null) throw new InvalidOperationException("This attention was built without scores of its own.");
        Tensor q = Split(w_q.call(query), heads), k = Split(w_k.call(source), heads); // (N h, L, d_k)
        return q.bmm(k.transpose(1, 2)) / Math.Sqrt(q.shape[2]);
    }

    /// <summary>Cuts the heads apart: (N, L, d) to (N h, L, d_k).</summary>
    internal static Tensor Split(Tensor x, int heads)
    {
        long n = x.shape[0], length = x.shape[1], head = x.shape[2] / heads;
        return x.reshape(n, length, heads, head).transpose(1, 2).reshape(n * heads, length, head);
    }
}
