namespace CFNSR.Repro.Models;

/// <summary>
/// CFNSR-MSAFNet, the paper's network. The paper fixes multi-head attention in both directions, residual, layer normalisation
/// and modality dropout; what it leaves open stands here with the default that stays closest to CFN-SR (data/paper/models.md §4). Taught in notebook 03.
/// </summary>
public sealed record CfnsrMsafOptions
{
    /// <summary>Default true. False puts CFN-SR's additive block in the place of multi-head attention (ablation).</summary>
    public bool Attention { get; init; } = true;

    /// <summary>Which streams read from the other one. Default both.</summary>
    public AttentionDirections Directions { get; init; } = AttentionDirections.Both;

    /// <summary>Total width d of the heads. Default 64; not stated in the paper.</summary>
    public int Width { get; init; } = 64;

    /// <summary>Heads h. Default 8; not stated in the paper. Must divide <see cref="Width"/>.</summary>
    public int Heads { get; init; } = 8;

    /// <summary>Stacked blocks. Default 1; not stated in the paper.</summary>
    public int Blocks { get; init; } = 1;

    /// <summary>Whether the input of the attention is added to its output (equation 5). Default true.</summary>
    public bool Residual { get; init; } = true;

    /// <summary>Whether the sum is layer-normalised (equation 5). Default true.</summary>
    public bool LayerNorm { get; init; } = true;

    /// <summary>Hidden width of a feed-forward layer after each attention; 0 for none. Default 0, as in equation (5).</summary>
    public int FeedForward { get; init; }

    /// <summary>Dropout on the output of the attention, before it is added. Default 0.1; not stated in the paper.</summary>
    public double Dropout { get; init; } = 0.1;

    /// <summary>Default true: the audio steps pass CFN-SR's Transformer (paper, section 3.1). False: the CNN alone (section 2.3).</summary>
    public bool AudioTransformer { get; init; } = true;

    /// <summary>Whether an audio step sees only steps up to itself. Default false: all steps are read, not the last one.</summary>
    public bool Causal { get; init; }

    /// <summary>Whether fixed sinusoidal positions (time, row, column) are added to the video tokens. Default false.</summary>
    public bool VideoPositions { get; init; }

    /// <summary>How the video tokens become one vector. Default mean, CFN-SR's average pool.</summary>
    public Pooling VideoPooling { get; init; } = Pooling.Mean;

    /// <summary>How the audio tokens become one vector. Default flatten, as in CFN-SR.</summary>
    public Pooling AudioPooling { get; init; } = Pooling.Flatten;

    /// <summary>Whether the output projection W_O starts at zero, so that training starts at LayerNorm(X). Default false.</summary>
    public bool ZeroInitOutput { get; init; }

    /// <summary>Whether both streams are first mapped to width d and stay there. Default false: each keeps its own width.</summary>
    public bool Projected { get; init; }

    /// <summary>
    /// Co-attention, which the paper's section 4.2 names as future work without saying more. Reading taken: parallel co-attention with one
    /// shared affinity matrix a head, V W_Q (A W_K)^T / sqrt(d_k); video takes its softmax over the audio steps, audio that of its
    /// transpose over the video tokens; values and outputs stay each direction's own. Default false: each direction has its own W_Q and W_K.
    /// </summary>
    public bool CoAttention { get; init; }

    /// <summary>
    /// Variational dropout, which the paper's section 4.2 names as future work. Reading taken: Gal and Ghahramani 2016, one mask for all
    /// tokens of a clip, in the fusion's two dropouts (on the attention's output and on the audio tokens). The paper adds "treating dropout
    /// as a learnable parameter", which fits Kingma et al. 2015; the rate is not learned here. Default false: every number draws for itself.
    /// </summary>
    public bool VariationalDropout { get; init; }

    /// <summary>The "projected" preset: both streams at width 128, mean-pooled, no audio Transformer.</summary>
    public static CfnsrMsafOptions ProjectedStreams { get; } = new()
    {
        Projected = true,
        Width = 128,
        AudioPooling = Pooling.Mean,
        AudioTransformer = false,
    };

    /// <summary>Checks the values.</summary>
    /// <exception cref="KitException">A value is out of range.</exception>
    public void Validate()
    {
        Require.AtLeast(Width, 1, "attention width");
        Require.AtLeast(Heads, 1, "attention heads");
        Require.That(Width % Heads == 0, "attention heads", Heads, "a divisor of the attention width " + Require.Text(Width));
        Require.AtLeast(Blocks, 1, "attention blocks");
        Require.AtLeast(FeedForward, 0, "attention feed-forward width");
        Require.Rate(Dropout, "attention dropout");
        Require.That(!CoAttention || (Attention && Directions == AttentionDirections.Both),
            "co-attention", CoAttention, "false unless multi-head attention is on in both directions");
        Require.That(Attention || Blocks == 1, "attention blocks", Blocks, "1 when multi-head attention is off");
    }
}
