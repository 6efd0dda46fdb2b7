using CFNSR.Repro.Models.Encoders;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace CFNSR.Repro.Models.Fusion;

/// <summary>
/// CFN-SR (Fu et al. 2021; data/paper/models.md §3), the network that the paper starts from: the audio, through a Transformer, weights
/// the video map; both vectors side by side; one dense layer. 26,301,417 parameters at paper size. Taught in notebook 09.
/// </summary>
public sealed class CfnSr : TwoStreamModel
{
    private readonly AudioTransformer? transformer;
    private readonly CfnSrBlock? block;
    private readonly Linear classifier;

    /// <summary>Builds the network.</summary>
    /// <param name="options">Encoders, classes, <see cref="ModelOptions.AudioTransformer"/> and <see cref="ModelOptions.CfnSr"/>.</param>
    public CfnSr(ModelOptions options) : base(options, heads: false)
    {
        CfnSrOptions own = options.CfnSr;
        if (own.Block)
        {
            block = new CfnSrBlock(video.Channels, options.Audio.Channels, own);
            if (own.AudioTransformer) transformer = new AudioTransformer(options.Audio.Channels, options.AudioTransformer, own.Causal);
        }
        classifier = nn.Linear(video.Channels + options.Audio.VectorWidth, options.Classes);
        RegisterComponents();
    }

    /// <inheritdoc/>
    public override Tensor Fuse(Tensor video, Tensor audio)
    {
        var (videoMap, audioMap, _) = Drop(video, audio); // (N, 2048, 2, 7, 7), (N, 64, 26)
        if (block is not null)
        {
            Tensor tokens = audioMap.transpose(1, 2); // (N, 26, 64)
            videoMap = block.call(videoMap, transformer is null ? tokens : transformer.call(tokens));
        }
        return classifier.call(cat([this.video.Pool(videoMap), this.audio.Vector(audioMap)], 1)); // (N, 3712) -> (N, 8)
    }
}
