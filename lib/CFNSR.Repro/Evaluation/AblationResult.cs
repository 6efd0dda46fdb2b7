using CFNSR.Repro.Scores;
using CFNSR.Repro.Training;

namespace CFNSR.Repro.Evaluation;

/// <summary>One row of an ablation with its scores on the test folds, 0..1.</summary>
/// <param name="Number">The row's number, from 1.</param>
/// <param name="Label">What the row is, in words.</param>
/// <param name="System">The system that was trained.</param>
/// <param name="Settings">The changes as <c>key=value</c>.</param>
/// <param name="Command">The command that trains this row alone.</param>
/// <param name="Runs">Folds times seeds.</param>
/// <param name="Last">Accuracy of the last epoch.</param>
/// <param name="Validation">Accuracy of the epoch chosen on validation actors; null with <c>validation=none</c>.</param>
/// <param name="BestTest">Accuracy of the best epoch on the test fold.</param>
/// <param name="Uar">Unweighted average recall of the last epoch.</param>
/// <param name="Pooled">The three scores as counts of clips.</param>
/// <param name="Parameters">Parameters of the network.</param>
/// <param name="Seconds">Wall time of all runs.</param>
/// <param name="Difference">Accuracy minus that of row 1 on the same clips, mean over actors; null for row 1 and where no clip is shared.</param>
/// <param name="P">p value of the permutation test over actors.</param>
public sealed record AblationResult(
    int Number, string Label, string System, IReadOnlyList<string> Settings, string Command, int Runs, MeanAndSpread Last, MeanAndSpread? Validation,
    MeanAndSpread BestTest, MeanAndSpread Uar, PooledScores Pooled, long Parameters, double Seconds, double? Difference, double? P);
