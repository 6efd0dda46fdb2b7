using CFNSR.Repro.Scores;

namespace CFNSR.Repro.Evaluation.Robustness;

/// <summary>One system in one test.</summary>
/// <param name="System">The system, with the settings by which it differs from other runs of its kind.</param>
/// <param name="Test">What was done to the clips.</param>
/// <param name="Accuracy">Over the runs.</param>
/// <param name="Uar">Over the runs.</param>
/// <param name="Change">Accuracy less that of the same run on clean clips, over the runs.</param>
/// <param name="Interval">Accuracy over all clips together, by bootstrap over actors.</param>
/// <param name="Runs">The runs, by fold and seed.</param>
public sealed record RobustnessRow(
    string System, Perturbation Test, MeanAndSpread Accuracy, MeanAndSpread Uar, MeanAndSpread Change, Interval Interval, IReadOnlyList<RobustnessScore> Runs);
