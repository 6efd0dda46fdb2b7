namespace CFNSR.Repro.Training;

/// <summary>One run in a summary; accuracies on the test fold, 0..1.</summary>
/// <param name="Fold">The test fold.</param>
/// <param name="Seed">The seed.</param>
/// <param name="Last">Accuracy of the last epoch.</param>
/// <param name="Validation">Accuracy of the epoch chosen on validation actors; null with <c>validation=none</c>.</param>
/// <param name="ValidationEpoch">That epoch.</param>
/// <param name="BestTest">Accuracy of the best epoch on the test fold.</param>
/// <param name="BestTestEpoch">That epoch.</param>
/// <param name="Uar">Unweighted average recall of the last epoch.</param>
/// <param name="MacroF1">Macro-F1 of the last epoch.</param>
/// <param name="Epochs">Epochs run.</param>
/// <param name="Seconds">Wall time.</param>
/// <param name="Top2">Share of clips whose true class is among the two most probable, last epoch; null in older summaries.</param>
/// <param name="Top4">The same for four.</param>
public sealed record RunLine(
    int Fold, int Seed, double Last, double? Validation, int? ValidationEpoch, double BestTest, int BestTestEpoch, double Uar, double MacroF1,
    int Epochs, double Seconds, double? Top2 = null, double? Top4 = null);
