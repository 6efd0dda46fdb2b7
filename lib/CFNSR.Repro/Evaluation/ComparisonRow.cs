using CFNSR.Repro.Scores;
using CFNSR.Repro.Training;

namespace CFNSR.Repro.Evaluation;

/// <summary>One line of Table 2 with ours beside the published number.</summary>
/// <param name="System">The kit's name of the system.</param>
/// <param name="Published">The paper's row; null for a system that it does not list.</param>
/// <param name="Split">The split of our runs, with the first digits of its hash; null without runs.</param>
/// <param name="Runs">How many runs (folds x seeds) stand behind our numbers.</param>
/// <param name="Last">Our accuracy at the last epoch, 0..1.</param>
/// <param name="Validation">Our accuracy at the epoch chosen on validation actors; null with <c>validation=none</c>.</param>
/// <param name="BestTest">Our accuracy at the best epoch on the test fold: the only one to set beside the published numbers.</param>
/// <param name="Uar">Our unweighted average recall at the last epoch.</param>
/// <param name="MacroF1">Our macro-F1 at the last epoch.</param>
/// <param name="Parameters">Parameters of the network that we trained.</param>
/// <param name="Seconds">Mean wall time of a run.</param>
/// <param name="Pooled">The three scores as counts of clips over all runs.</param>
/// <param name="Top2">Share of clips whose true class is among the two most probable, last epoch.</param>
/// <param name="Top4">The same for four.</param>
public sealed record ComparisonRow(
    string System, PublishedRow? Published, string? Split, int Runs, MeanAndSpread? Last, MeanAndSpread? Validation,
    MeanAndSpread? BestTest, MeanAndSpread? Uar, MeanAndSpread? MacroF1, long? Parameters, double? Seconds,
    PooledScores? Pooled, MeanAndSpread? Top2, MeanAndSpread? Top4);
