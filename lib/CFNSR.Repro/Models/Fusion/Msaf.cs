using static TorchSharp.torch;

namespace CFNSR.Repro.Models.Fusion;

/// <summary>
/// Row 7 of Table 2, MSAF (Su et al. 2020; data/paper/models.md §2.7): split attention units before the last residual stage and before the
/// pooling; the logits are added. 25,940,724 parameters at paper size. Taught in notebook 09.
/// </summary>
public sealed class Msaf : TwoStreamModel
{
    private readonly MsafUnit early_unit;
    private readonly MsafUnit late_unit;

    /// <summary>Builds two streams with heads and two units.</summary>
    /// <param name="options">Encoders, classes and <see cref="ModelOptions.Msaf"/>.</param>
    public Msaf(ModelOptions options) : base(options, heads: true)
    {
        MsafOptions own = options.Msaf;
        own.Validate();
        early_unit = new MsafUnit(video.StageChannels(3), options.Audio.Width, own.EarlyBlock, own);
        late_unit = new MsafUnit(video.Channels, options.Audio.Channels, own.LateBlock, own);
        RegisterComponents();
    }

    /// <inheritdoc/>
    public override Tensor Fuse(Tensor video, Tensor audio)
    {
        var (v, a, _) = Drop(video, audio); // (N, 1024, 4, 14, 14), (N, 32, 208)
        (v, a) = early_unit.Pass(v, a);
        (v, a) = late_unit.Pass(this.video.Late(v), this.audio.Late(a)); // (N, 2048, 2, 7, 7), (N, 64, 26)
        return this.video.Classify(v) + this.audio.Classify(a);
    }

    /// <inheritdoc/>
    protected override Tensor EncodeVideo(Tensor video) => this.video.Early(video);

    /// <inheritdoc/>
    protected override Tensor EncodeAudio(Tensor audio) => this.audio.Early(audio);
}
