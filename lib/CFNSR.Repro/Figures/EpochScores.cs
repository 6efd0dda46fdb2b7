namespace CFNSR.Repro.Figures;

/// <summary>One epoch of a run, as the curves show it. Accuracies are shares 0..1, losses mean cross-entropy in nats.</summary>
/// <param name="Epoch">1-based.</param>
/// <param name="TrainAccuracy">On the training clips, while training.</param>
/// <param name="TrainLoss">On the training clips, while training.</param>
/// <param name="TestAccuracy">On the test fold.</param>
/// <param name="TestLoss">On the test fold.</param>
/// <param name="ValidationAccuracy">On the validation actors; null where none were set aside.</param>
/// <param name="ValidationLoss">On the validation actors; null where none were set aside.</param>
public sealed record EpochScores(
    int Epoch, double TrainAccuracy, double TrainLoss, double TestAccuracy, double TestLoss, double? ValidationAccuracy = null, double? ValidationLoss = null)
{
    /// <summary>The mean of several folds, epoch by epoch, as far as the shortest goes.</summary>
    /// <param name="folds">One list of epochs a fold.</param>
    /// <returns>One list; a validation score is there only where every fold has it.</returns>
    public static IReadOnlyList<EpochScores> Mean(IReadOnlyList<IReadOnlyList<EpochScores>> folds)
    {
        int epochs = folds.Count == 0 ? 0 : folds.Min(f => f.Count);
        return
        [
            .. Enumerable.Range(0, epochs).Select(e => folds.Select(f => f[e]).ToArray()).Select(all => new EpochScores(
                all[0].Epoch, all.Average(s => s.TrainAccuracy), all.Average(s => s.TrainLoss), all.Average(s => s.TestAccuracy), all.Average(s => s.TestLoss),
                all.All(s => s.ValidationAccuracy is not null) ? all.Average(s => s.ValidationAccuracy) : null,
                all.All(s => s.ValidationLoss is not null) ? all.Average(s => s.ValidationLoss) : null)),
        ];
    }

    /// <summary>The epoch with the highest test accuracy; of equal ones the first.</summary>
    /// <param name="epochs">At least one epoch.</param>
    public static EpochScores BestOnTest(IReadOnlyList<EpochScores> epochs) => epochs.MaxBy(e => e.TestAccuracy)
        ?? throw new KitException("there are no epochs to draw", expected: "at least one line of metrics", cure: "Train for at least one epoch.");
}
