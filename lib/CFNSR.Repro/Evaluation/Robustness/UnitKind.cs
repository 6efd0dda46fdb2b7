using CFNSR.Repro.Models;

namespace CFNSR.Repro.Evaluation.Robustness;

/// <summary>The action units are changed before they are standardised.</summary>
/// <param name="spoil">From the units of the clips, seed, clip and level to the clip's units, (35, points in time).</param>
internal sealed class UnitKind(Func<ClipUnits, int, int, double, float[]> spoil) : PerturbationKind
{
    /// <summary>Whether it means something only where the network sees the units over time.</summary>
    public bool OverTime { get; init; }

    /// <summary>Whether the means over a clip do not hold what it changes, so that the tracking is read again, frame by frame.</summary>
    public bool ByFrame { get; init; }

    /// <summary>The action units of a clip, spoilt. A pure function of (seed, clip, level).</summary>
    public float[] Spoil(ClipUnits units, int seed, int clip, double level) => spoil(units, seed, clip, level);

    /// <inheritdoc/>
    public override bool Concerns(bool hears, VideoInput? sees) =>
        sees == VideoInput.UnitSequence || (!OverTime && sees is VideoInput.UnitMlp or VideoInput.UnitTokens);

    /// <inheritdoc/>
    public override bool ReadsData(VideoInput? sees) => ByFrame && sees != VideoInput.UnitSequence;
}
