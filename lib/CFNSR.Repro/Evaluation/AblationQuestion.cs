namespace CFNSR.Repro.Evaluation;

/// <summary>The question that two rows of an ablation answer.</summary>
/// <param name="First">Number of the row to start from, from 1.</param>
/// <param name="Second">Number of the row that is compared with it.</param>
/// <param name="Text">The question.</param>
public sealed record AblationQuestion(int First, int Second, string Text);
