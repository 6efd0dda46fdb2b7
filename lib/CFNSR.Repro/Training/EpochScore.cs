using CFNSR.Repro.Scores;

namespace CFNSR.Repro.Training;

/// <summary>The scores of one selected epoch on the test fold.</summary>
/// <param name="Epoch">The epoch, from 1.</param>
/// <param name="Test">Its scores.</param>
public sealed record EpochScore(int Epoch, Metrics Test);
