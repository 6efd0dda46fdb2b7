using static TorchSharp.torch;

namespace CFNSR.Repro.Models.Fusion;

/// <summary>
/// Row 4 of Table 2, early fusion: both vectors side by side, then dense layers (data/paper/models.md §2.4).
/// 26,870,824 parameters at paper size. Taught in notebook 09.
/// </summary>
public sealed class ConcatFc : TwoStreamModel
{
    private readonly Mlp head;

    /// <summary>Builds two streams without heads and the dense layers.</summary>
    /// <param name="options">Encoders, classes and <see cref="ModelOptions.ConcatFc"/>.</param>
    public ConcatFc(ModelOptions options) : base(options, heads: false)
    {
        options.ConcatFc.Validate();
        head = new Mlp(video.Channels + options.Audio.VectorWidth, options.ConcatFc.Hidden, options.Classes, options.ConcatFc.Dropout);
        RegisterComponents();
    }

    /// <inheritdoc/>
    public override Tensor Fuse(Tensor video, Tensor audio)
    {
        var (videoMap, audioMap, _) = Drop(video, audio);
        return head.call(cat([this.video.Pool(videoMap), this.audio.Vector(audioMap)], 1)); // (N, 3712) -> (N, 8)
    }
}
