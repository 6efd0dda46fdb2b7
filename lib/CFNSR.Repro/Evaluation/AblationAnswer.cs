namespace CFNSR.Repro.Evaluation;

/// <summary>What two rows of an ablation say about a question.</summary>
/// <param name="First">Number of the row to start from.</param>
/// <param name="Second">Number of the row that is compared with it.</param>
/// <param name="Question">The question.</param>
/// <param name="Epoch">The epochs that are compared: <c>validation</c> where all runs have that, else <c>last</c>.</param>
/// <param name="Difference">Accuracy of the second minus the first on the same clips, mean over actors.</param>
/// <param name="P">p value of the permutation test over actors.</param>
/// <param name="McNemarP">p value of McNemar's test on the first seed's clips.</param>
public sealed record AblationAnswer(int First, int Second, string Question, string Epoch, double Difference, double P, double McNemarP);
