namespace CFNSR.Repro.Evaluation;

/// <summary>McNemar's test on the test clips of one fold.</summary>
/// <param name="Fold">The fold.</param>
/// <param name="OnlyFirst">Clips that only the first system recognised.</param>
/// <param name="OnlySecond">Clips that only the second system recognised.</param>
/// <param name="P">The exact two-sided p value.</param>
public sealed record FoldMcNemar(int Fold, int OnlyFirst, int OnlySecond, double P);
