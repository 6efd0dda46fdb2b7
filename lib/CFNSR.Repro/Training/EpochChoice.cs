namespace CFNSR.Repro.Training;

/// <summary>
/// Which epoch of a history counts, for each way of choosing (the last needs no rule). Of equal epochs the earliest; NaN loses
/// against every number.
/// </summary>
internal static class EpochChoice
{
    /// <summary>The epoch with the highest validation accuracy; of equal ones the lowest validation loss.</summary>
    /// <param name="history">Finished epochs, in their order.</param>
    /// <returns>The epoch, from 1; 0 without validation actors.</returns>
    public static int OnValidation(IReadOnlyList<EpochRecord> history) =>
        history.Where(line => line.ValAccuracy is not null).MinBy(line => (Least(-line.ValAccuracy), Least(line.ValLoss)))?.Epoch ?? 0;

    /// <summary>The epoch with the highest accuracy on the test fold.</summary>
    /// <param name="history">Finished epochs, in their order.</param>
    /// <returns>The epoch, from 1; 0 before the first.</returns>
    public static int OnTest(IReadOnlyList<EpochRecord> history) => history.MinBy(line => Least(-line.TestAccuracy))?.Epoch ?? 0;

    /// <summary>
    /// Whether early stopping ends the run: too long without a better epoch on validation, or, without validation, on training loss.
    /// </summary>
    /// <param name="history">Finished epochs, in their order.</param>
    /// <param name="patience">Epochs without gain that end it; 0 is off.</param>
    public static bool HasStalled(IReadOnlyList<EpochRecord> history, int patience)
    {
        if (patience == 0 || history.Count == 0) return false;
        int best = OnValidation(history) is > 0 and var epoch ? epoch : history.MinBy(line => Least(line.TrainLoss))!.Epoch;
        return history[^1].Epoch - best >= patience;
    }

    private static double Least(double? value) => value is { } number && !double.IsNaN(number) ? number : double.PositiveInfinity;
}
