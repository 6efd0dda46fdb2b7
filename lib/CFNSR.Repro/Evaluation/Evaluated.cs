using CFNSR.Repro.Scores;

namespace CFNSR.Repro.Evaluation;

/// <summary>What <see cref="EvaluateRun"/> found.</summary>
/// <param name="Epoch">The epoch of the checkpoint.</param>
/// <param name="Metrics">The scores.</param>
/// <param name="Predictions">One for each clip.</param>
/// <param name="SeenActors">Judged actors that the run trained or validated on: unless this is empty, the scores are no test result.</param>
public sealed record Evaluated(int Epoch, Metrics Metrics, IReadOnlyList<Prediction> Predictions, IReadOnlyList<int> SeenActors);
