namespace CFNSR.Repro.Training;

/// <summary>The epochs of one run.</summary>
/// <param name="Fold">Its fold.</param>
/// <param name="Seed">Its seed.</param>
/// <param name="Epochs">One record an epoch, from the first.</param>
public sealed record RunCurve(int Fold, int Seed, IReadOnlyList<EpochRecord> Epochs);
