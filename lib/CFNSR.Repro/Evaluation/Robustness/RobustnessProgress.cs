namespace CFNSR.Repro.Evaluation.Robustness;

/// <summary>How far the tests have come.</summary>
/// <param name="Done">Judgements made.</param>
/// <param name="Of">Judgements in all.</param>
/// <param name="What">What is done, or was done last.</param>
public sealed record RobustnessProgress(int Done, int Of, string What);
