using CFNSR.Repro.Models.Encoders;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace CFNSR.Repro.Models.Fusion;

/// <summary>
/// CFNSR-MSAFNet, the paper's network (section 2.3 to 2.6; data/paper/models.md §4): two streams, modality dropout on their tokens,
/// multi-head attention in both directions with residual and layer normalisation, one dense layer.
/// 26,713,512 parameters at paper size. Taught in notebook 03.
/// </summary>
public sealed class CfnsrMsafNet : TwoStreamModel
{
    private readonly CfnsrMsafOptions options;
    private readonly bool skipDropped;
    private readonly double[]? positions;
    private readonly AudioTransformer? transformer;
    private readonly Linear? video_projection;
    private readonly Linear? audio_projection;
    private readonly ModuleList<CrossModalBlock>? blocks;
    private readonly CfnSrBlock? additive;
    private readonly LayerNorm? additive_video_norm;
    private readonly LayerNorm? additive_audio_norm;
    private readonly TokenDropout dropout;
    private readonly Linear classifier;

    /// <summary>Builds the network.</summary>
    /// <param name="options">Encoders, classes, <see cref="ModelOptions.CfnsrMsaf"/> and <see cref="ModelOptions.ModalityDropout"/>.</param>
    public CfnsrMsafNet(ModelOptions options) : base(options, heads: false, dropsModalities: true)
    {
        CfnsrMsafOptions own = this.options = options.CfnsrMsaf;
        own.Validate();
        skipDropped = options.ModalityDropout.SkipDroppedDirection;
        int videoWidth = video.Channels, audioWidth = options.Audio.Channels;
        if (own.VideoPositions) positions = Sinusoids.Map(video.Places.T, video.Places.H, video.Places.W, videoWidth);
        if (own.AudioTransformer) transformer = new AudioTransformer(audioWidth, options.AudioTransformer, own.Causal);
        if (own.Projected)
        {
            video_projection = Initial.Xavier(videoWidth, own.Width);
            audio_projection = Initial.Xavier(audioWidth, own.Width);
            videoWidth = audioWidth = own.Width;
        }
        if (own.Attention)
        {
            blocks = new ModuleList<CrossModalBlock>(
                [.. Enumerable.Range(0, own.Blocks).Select(_ => new CrossModalBlock(videoWidth, audioWidth, own))]);
        }
        else
        {
            additive = new CfnSrBlock(videoWidth, audioWidth, options.CfnSr with { Residual = own.Residual });
            if (own.LayerNorm) (additive_video_norm, additive_audio_norm) = (nn.LayerNorm(videoWidth), nn.LayerNorm(audioWidth));
        }
        dropout = new TokenDropout(options.Audio.VectorDropout, own.VariationalDropout);
        int videoVector = own.VideoPooling == Pooling.Mean ? videoWidth : videoWidth * video.Tokens;
        int audioVector = own.AudioPooling == Pooling.Mean ? audioWidth : audioWidth * options.Audio.Steps;
        classifier = nn.Linear(videoVector + audioVector, options.Classes);
        RegisterComponents();
    }

    /// <inheritdoc/>
    public override Tensor Fuse(Tensor video, Tensor audio)
    {
        var (v, a, _) = Attend(video, audio);
        v = options.VideoPooling == Pooling.Mean ? v.mean([1]) : v.transpose(1, 2).flatten(1); // (N, 2048)
        if (options.VariationalDropout) a = dropout.call(a);
        a = options.AudioPooling == Pooling.Mean ? a.mean([1]) : a.transpose(1, 2).flatten(1); // (N, 1664)
        if (!options.VariationalDropout) a = dropout.call(a);
        return classifier.call(cat([v, a], 1)); // (N, 3712) -> (N, 8)
    }

    /// <summary>Where the heads of each block look, first block first; empty without multi-head attention.</summary>
    /// <param name="video">(N, 3, T, S, S).</param>
    /// <param name="audio">(N, coefficients, frames).</param>
    public IReadOnlyList<AttentionMaps> Attention(Tensor video, Tensor audio)
    {
        var (videoMap, audioMap) = Encode(video, audio);
        return Attend(videoMap, audioMap).Maps;
    }

    /// <summary>From the two maps to V~ (N, 98, 2048) and A~ (N, 26, 64).</summary>
    private (Tensor Video, Tensor Audio, IReadOnlyList<AttentionMaps> Maps) Attend(Tensor videoMap, Tensor audioMap)
    {
        Tensor v = videoMap.flatten(2).transpose(1, 2); // (N, 98, 2048), order t, y, x
        Tensor a = audioMap.transpose(1, 2); // (N, 26, 64)
        if (positions is not null) v = v + Sinusoids.ToTensor(positions, (int)v.shape[2], v);
        if (transformer is not null) a = transformer.call(a);
        if (video_projection is not null && audio_projection is not null) (v, a) = (video_projection.call(v), audio_projection.call(a));
        (v, a, ModalityDraw draw) = Drop(v, a);

        var maps = new List<AttentionMaps>();
        if (blocks is null) return (Additive(v, a), additive_audio_norm?.call(a) ?? a, maps);
        Tensor? videoPresent = skipDropped ? draw.VideoPresent(v) : null;
        Tensor? audioPresent = skipDropped ? draw.AudioPresent(a) : null;
        foreach (CrossModalBlock block in blocks)
        {
            (v, a, AttentionMaps map) = block.Pass(v, a, videoPresent, audioPresent);
            maps.Add(map);
        }
        return (v, a, maps);
    }

    /// <summary>CFN-SR's additive block in the place of multi-head attention; the audio tokens stay as they are.</summary>
    private Tensor Additive(Tensor video, Tensor audio)
    {
        Tensor map = video.transpose(1, 2).reshape(video.shape[0], video.shape[2], this.video.Places.T, this.video.Places.H, this.video.Places.W); // (N, 2048, 2, 7, 7)
        Tensor tokens = additive!.call(map, audio).flatten(2).transpose(1, 2); // (N, 98, 2048)
        return additive_video_norm?.call(tokens) ?? tokens;
    }
}
