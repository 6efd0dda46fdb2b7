namespace CFNSR.Repro.Models;

/// <summary>Late fusion by averaging (row 1 of Table 2; data/paper/models.md §2.1).</summary>
public sealed record AveragingOptions
{
    /// <summary>What is averaged. Default probabilities.</summary>
    public AverageOver Over { get; init; } = AverageOver.Probabilities;

    /// <summary>Default true: both streams are trained through the average. False: two unimodal checkpoints are averaged as they are.</summary>
    public bool JointTrain { get; init; } = true;
}
