using CFNSR.Repro.Training;

namespace CFNSR.Repro.Figures;

/// <summary>What figures need from the epochs of several folds.</summary>
internal static class Curve
{
    /// <summary>The mean of several folds, epoch by epoch, as far as the shortest goes. A validation score is there only where every fold has it.</summary>
    public static IReadOnlyList<EpochRecord> Mean(IReadOnlyList<IReadOnlyList<EpochRecord>> folds)
    {
        int epochs = folds.Count == 0 ? 0 : folds.Min(f => f.Count);
        if (epochs == 0) throw new KitException("there are no epochs to draw", expected: "at least one line of metrics a fold", cure: "Train for at least one epoch.");
        return [.. Enumerable.Range(0, epochs).Select(e => Mean([.. folds.Select(f => f[e])]))];
    }

    /// <summary>The epoch with the highest test accuracy; of equal ones the first.</summary>
    public static EpochRecord BestOnTest(IReadOnlyList<EpochRecord> epochs) => epochs.MaxBy(e => e.TestAccuracy)!;

    private static EpochRecord Mean(EpochRecord[] all)
    {
        double mean(Func<EpochRecord, double> value) => all.Average(value);
        double? some(Func<EpochRecord, double?> value) => all.All(e => value(e) is not null) ? all.Average(value) : null;
        return new EpochRecord(
            all[0].Epoch, all.Sum(e => e.Step), mean(e => e.TrainLoss), mean(e => e.TrainAccuracy), some(e => e.ValLoss), some(e => e.ValAccuracy), some(e => e.ValUar),
            mean(e => e.TestLoss), mean(e => e.TestAccuracy), mean(e => e.TestUar), mean(e => e.Lr), all.Sum(e => e.Seconds));
    }
}
