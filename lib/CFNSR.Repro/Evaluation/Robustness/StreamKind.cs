using CFNSR.Repro.Models;

namespace CFNSR.Repro.Evaluation.Robustness;

/// <summary>A stream is zero after its encoder, as modality dropout makes it; or none is.</summary>
/// <param name="missing">Which one.</param>
internal sealed class StreamKind(MissingModality missing) : PerturbationKind
{
    /// <inheritdoc/>
    public override MissingModality Missing => missing;

    /// <inheritdoc/>
    public override bool Concerns(bool hears, VideoInput? sees) => missing switch
    {
        MissingModality.Audio => hears,
        MissingModality.Video => sees is not null,
        _ => false,
    };
}
