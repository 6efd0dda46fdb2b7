using CFNSR.Repro.Models;

namespace CFNSR.Repro.Evaluation.Robustness;

/// <summary>The sound is changed before its features are made.</summary>
/// <param name="spoil">From the sounds, seed, clip and level to the samples that the clip's features are made of.</param>
internal sealed class SoundKind(Func<ClipSounds, int, int, double, float[]> spoil) : PerturbationKind
{
    /// <summary>The samples of a clip that its features are made of, spoilt. A pure function of (seed, clip, level).</summary>
    public float[] Spoil(ClipSounds sounds, int seed, int clip, double level) => spoil(sounds, seed, clip, level);

    /// <inheritdoc/>
    public override bool Concerns(bool hears, VideoInput? sees) => hears;

    /// <inheritdoc/>
    public override bool ReadsData(VideoInput? sees) => true;
}
