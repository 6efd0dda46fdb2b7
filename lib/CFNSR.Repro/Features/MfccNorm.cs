namespace CFNSR.Repro.Features;

/// <summary>How sound features are standardised (data/paper/models.md §5.10).</summary>
public enum MfccNorm
{
    /// <summary>Each coefficient by its mean and deviation over the training fold: the paper's reading.</summary>
    TrainFold,

    /// <summary>Not at all, as the published code of CFN-SR and MSAF.</summary>
    None,

    /// <summary>Each coefficient by its mean and deviation over the clip's own time.</summary>
    PerClip,
}
