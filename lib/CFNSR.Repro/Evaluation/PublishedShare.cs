namespace CFNSR.Repro.Evaluation;

/// <summary>How many of the test folds of a distribution reach a published accuracy.</summary>
/// <param name="System">The published system.</param>
/// <param name="Accuracy">Its accuracy, 0..1.</param>
/// <param name="Share">Share of test folds at or above it.</param>
public sealed record PublishedShare(string System, double Accuracy, double Share);
