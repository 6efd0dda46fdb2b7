using TorchSharp.Modules;
using static TorchSharp.torch;

namespace CFNSR.Repro.Models.Fusion;

/// <summary>
/// Row 6 of Table 2, MMTM (Vaezi Joze et al. 2020; data/paper/models.md §2.6): units between the stages of both streams gate each other's
/// channels; the logits are averaged. 31,496,512 parameters at paper size; the published 31.97 million cannot be derived. Taught in notebook 09.
/// </summary>
public sealed class Mmtm : TwoStreamModel
{
    private readonly ModuleList<MmtmUnit> units;

    /// <summary>Builds two streams with heads and the units, first unit first.</summary>
    /// <param name="options">Encoders, classes and <see cref="ModelOptions.Mmtm"/>.</param>
    public Mmtm(ModelOptions options) : base(options, heads: true)
    {
        MmtmOptions own = options.Mmtm;
        own.Validate();
        units = new ModuleList<MmtmUnit>([.. Enumerable.Range(5 - own.Units, own.Units).Select(stage => new MmtmUnit(
            video.StageChannels(stage), stage < 4 ? options.Audio.Width : options.Audio.Channels, own))]);
        RegisterComponents();
    }

    /// <summary>Residual stage behind which the first unit stands: 3 for two units.</summary>
    private int FirstStage => 5 - units.Count;

    /// <inheritdoc/>
    public override Tensor Fuse(Tensor video, Tensor audio)
    {
        var (v, a, _) = Drop(video, audio);
        for (int stage = FirstStage; stage <= 4; stage++)
        {
            if (stage > FirstStage) v = this.video.Through(stage, v);
            if (stage == 4) a = this.audio.Late(a);
            (v, a) = units[stage - FirstStage].Pass(v, a);
        }
        return (this.video.Classify(v) + this.audio.Classify(a)) / 2;
    }

    /// <inheritdoc/>
    protected override Tensor EncodeVideo(Tensor video) => this.video.UpTo(FirstStage, video);

    /// <inheritdoc/>
    protected override Tensor EncodeAudio(Tensor audio) => this.audio.Early(audio);
}
