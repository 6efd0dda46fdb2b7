using TorchSharp.Modules;
using static TorchSharp.torch;

namespace CFNSR.Repro.Models.Fusion;

/// <summary>
/// CFN-SR's cross-modal block (data/paper/models.md §3.2 and 3.3): the last audio step asks, every position of the video map answers,
/// e = w tanh(W_c x + W_y h) + b; alpha = softmax(e); X' = X alpha + X.
/// </summary>
public sealed class CfnSrBlock : nn.Module<Tensor, Tensor, Tensor>
{
    private readonly CfnSrOptions options;
    private readonly Linear audio_query;
    private readonly Linear video_key;
    private readonly Linear score;

    /// <summary>Builds the three projections with the framework's default initial weights.</summary>
    /// <param name="videoChannels">Channels of the video map.</param>
    /// <param name="audioChannels">Channels of the audio map.</param>
    /// <param name="options">Width and switches.</param>
    public CfnSrBlock(int videoChannels, int audioChannels, CfnSrOptions options) : base(nameof(CfnSrBlock))
    {
        options.Validate();
        this.options = options;
        audio_query = nn.Linear(audioChannels, options.Width, hasBias: false);
        video_key = nn.Linear(videoChannels, options.Width);
        score = nn.Linear(options.Width, 1);
        RegisterComponents();
    }

    /// <summary>Weights the video map.</summary>
    /// <param name="map">Video map (N, C, T, H, W).</param>
    /// <param name="tokens">Audio steps (N, L, channels); the last one is read.</param>
    /// <returns>(N, C, T, H, W).</returns>
    public override Tensor forward(Tensor map, Tensor tokens)
    {
        Tensor weight = Attention(map, tokens).unsqueeze(1); // (N | 1, 1, T, H, W)
        return options.Residual ? map * weight + map : map * weight;
    }

    /// <summary>The attention map that multiplies the video map.</summary>
    /// <param name="map">Video map (N, C, T, H, W).</param>
    /// <param name="tokens">Audio steps (N, L, channels).</param>
    /// <returns>(N, T, H, W), or (1, T, H, W) when summed over the batch as published.</returns>
    public Tensor Attention(Tensor map, Tensor tokens)
    {
        long n = map.shape[0], t = map.shape[2], h = map.shape[3], w = map.shape[4];
        Require.Shape(tokens, "audio tokens", n, -1, audio_query.in_features);
        Tensor query = audio_query.call(tokens.select(1, tokens.shape[1] - 1)).unsqueeze(1); // (N, 1, k)
        Tensor keys = video_key.call(map.flatten(2).transpose(1, 2)); // (N, T H W, k)
        Tensor e = score.call((keys + query).tanh()); // (N, T H W, 1)
        bool perStep = options.SoftmaxOver == SoftmaxScope.TimeStep && h * w > 1; // a sequence has one place a step, whose softmax would be 1
        e = perStep ? e.reshape(n, t, h * w) : e.reshape(n, 1, t * h * w);
        Tensor alpha = e.softmax(-1) * (options.ScaleByPositions ? e.shape[2] : 1);
        alpha = alpha.reshape(n, t, h, w);
        return options.BatchSum == Fidelity.AsPublished ? alpha.sum(new long[] { 0 }, keepdim: true) : alpha;
    }
}
