namespace CFNSR.Repro.Features;

/// <summary>How features are brought to one scale (data/paper/models.md §5.10).</summary>
public enum FeatureNorm
{
    /// <summary>Each coefficient by its mean and deviation over the training fold: the paper's reading.</summary>
    TrainFold,

    /// <summary>Not at all, as the published code of CFN-SR and MSAF.</summary>
    None,

    /// <summary>Each coefficient by its mean and deviation over the clip's own time.</summary>
    PerClip,

    /// <summary>Each to 0..1 by its smallest and largest value over the training fold: the published way for action units.</summary>
    MinMax,
}
