using TorchSharp.Modules;
using static TorchSharp.torch;

namespace CFNSR.Repro.Models.Fusion;

/// <summary>
/// One direction of a cross-modal block: Output = LayerNorm(X + MultiHead(X, Y, Y)), equation (5), with dropout on the attention
/// and, if asked for, a feed-forward layer of the same form behind it.
/// </summary>
public sealed class CrossAttention : nn.Module<Tensor, Tensor, Tensor>
{
    private readonly bool residual;
    private readonly MultiHeadAttention attention;
    private readonly LayerNorm? norm;
    private readonly Linear? feed_forward1;
    private readonly Linear? feed_forward2;
    private readonly LayerNorm? feed_forward_norm;
    private readonly Dropout dropout;

    /// <summary>Builds the direction.</summary>
    /// <param name="queryWidth">Width of the reading stream X.</param>
    /// <param name="sourceWidth">Width of the stream Y that is read.</param>
    /// <param name="options">Heads and switches.</param>
    public CrossAttention(long queryWidth, long sourceWidth, CfnsrMsafOptions options) : base(nameof(CrossAttention))
    {
        residual = options.Residual;
        attention = new MultiHeadAttention(queryWidth, sourceWidth, options.Width, options.Heads, options.ZeroInitOutput);
        dropout = nn.Dropout(options.Dropout);
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
    /// <returns>The output (N, L, query width) and the attention weights (N, h, L, M).</returns>
    public (Tensor Output, Tensor Weights) Read(Tensor query, Tensor source, Tensor? present)
    {
        var (read, weights) = attention.Attend(query, source);
        if (present is not null) read = read * present.reshape(-1, 1, 1);
        Tensor output = Join(query, read, norm);
        if (feed_forward1 is not null && feed_forward2 is not null)
            output = Join(output, feed_forward2.call(feed_forward1.call(output).relu()), feed_forward_norm);
        return (output, weights);
    }

    private Tensor Join(Tensor x, Tensor branch, LayerNorm? layerNorm)
    {
        Tensor sum = residual ? x + dropout.call(branch) : dropout.call(branch);
        return layerNorm is null ? sum : layerNorm.call(sum);
    }
}
