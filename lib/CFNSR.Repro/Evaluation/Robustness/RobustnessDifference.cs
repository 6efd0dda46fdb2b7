using CFNSR.Repro.Scores;

namespace CFNSR.Repro.Evaluation.Robustness;

/// <summary>Two settings of one system in one test, on the same clips.</summary>
/// <param name="First">The one setting.</param>
/// <param name="Second">The other one.</param>
/// <param name="Test">What was done to the clips.</param>
/// <param name="Accuracy">First less second, over runs of the same fold and seed.</param>
/// <param name="Interval">First less second over all clips together, by bootstrap over actors.</param>
public sealed record RobustnessDifference(string First, string Second, Perturbation Test, MeanAndSpread Accuracy, Interval Interval);
