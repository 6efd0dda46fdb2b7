namespace CFNSR.Repro.Evaluation.Robustness;

/// <summary>One run's result in one test, on all clips of its test fold.</summary>
/// <param name="Fold">The run's test fold.</param>
/// <param name="Seed">The run's seed.</param>
/// <param name="Clips">Clips judged.</param>
/// <param name="Accuracy">Share recognised, 0..1.</param>
/// <param name="Uar">Unweighted average recall, 0..1.</param>
public sealed record RobustnessScore(int Fold, int Seed, int Clips, double Accuracy, double Uar);
