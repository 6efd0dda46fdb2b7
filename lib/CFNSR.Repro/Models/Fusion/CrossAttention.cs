using TorchSharp.Modules;
using static TorchSharp.torch;

namespace CFNSR.Repro.Models.Fusion;

/// <summary>
/// One direction of a cross-modal block: Output = LayerNorm(X + MultiHead(X, Y, Y)), equation (5), with dropout on the attention
/// and, if asked for, a feed-forward layer of the same form behind it. Taught in notebook 04.
/// </summary>
public sealed class CrossAttention : nn.Module<Tensor, Tensor, Tensor>
{
    private readonly bool residual;
    private readonly MultiHeadAttention attention;
    private readonly LayerNorm? norm;
    private readonly Linear? feed_forward1;
    private readonly Linear? feed_forward2;
    private readonly LayerNorm? feed_forward_norm;
    private readonly TokenDropout dropout;

    /// <summary>Builds the direction.</summary>
    /// <param name="queryWidth">Width of the reading stream X.</param>
    /// <param name="sourceWidth">Width of the stream Y that is read.</param>
    /// <param name="options">Heads and switches.</param>
    /// <param name="ownScores">False for the second side of a co-attention.</param>
    public CrossAttention(long queryWidth, long sourceWidth, CfnsrMsafOptions options, bool ownScores = true) : base(nameof(CrossAttention))
    {
        residual = options.Residual;
        attention = new MultiHeadAttention(queryWidth, sourceWidth, options.Width, options.Heads, options.ZeroInitOutput, ownScores);
        dropout = new TokenDropout(options.Dropout, options.VariationalDropout);
        if (options.LayerNorm) norm = nn.LayerNorm(queryWidth);
        if (options.FeedForward > 0)
        {
            feed_forward1 = Initial.Xavier(queryWidth, options.FeedForward);
            feed_forward2 = Initial.Xavier(options.FeedForward, queryWidth);
            if (options.LayerNorm) feed_forward_norm = nn.LayerNorm(queryWidth);
        }
        RegisterComponents();
    }

    /// <summary>Reads without regard to dropped modalities.</summary>
    /// <param name="query">X, (N, L, query width).</param>
    /// <param name="source">Y, (N, M, source width).</param>
    /// <returns>(N, L, query width).</returns>
    public override Tensor forward(Tensor query, Tensor source) => Read(query, source, null).Output;

    /// <summary>Reads; a row whose source was dropped gets nothing from it.</summary>
    /// <param name="query">X, (N, L, query width).</param>
    /// <param name="source">Y, (N, M, source width).</param>
    /// <param name="present">(N) of 1 and 0, or null if every row has its source.</param>
    /// <param name="scores">The other side's scores in a co-attention, (N h, L, M); null takes its own.</param>
    /// <returns>The output (N, L, query width) and the attention weights (N, h, L, M).</returns>
    public (Tensor Output, Tensor Weights) Read(Tensor query, Tensor source, Tensor? present, Tensor? scores = null)
    {
        var (read, weights) = attention.Attend(query, source, scores);
        if (present is not null) read = read * present.reshape(-1, 1, 1);
        Tensor output = Join(query, read, norm);
        if (feed_forward1 is not null && feed_forward2 is not null)
            output = Join(output, feed_forward2.call(feed_forward1.call(output).relu()), feed_forward_norm);
        return (output, weights);
    }

    /// <summary>The scores of its attention, (N h, L, M), for a co-attention to share.</summary>
    internal Tensor Scores(Tensor query, Tensor source) => attention.Scores(query, source);

    private Tensor Join(Tensor x, Tensor branch, LayerNorm? layerNorm)
    {
        Tensor sum = residual ? x + dropout.call(branch) : dropout.call(branch);
        return layerNorm is null ? sum : layerNorm.call(sum);
    }
}
