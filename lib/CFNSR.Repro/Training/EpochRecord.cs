using System.Globalization;

namespace CFNSR.Repro.Training;

/// <summary>One line of <c>metrics.csv</c>: what was measured after an epoch. Shares are in 0..1, losses in nats.</summary>
/// <param name="Epoch">From 1.</param>
/// <param name="Step">Optimiser steps made so far in the run.</param>
/// <param name="TrainLoss">Mean loss over the training clips while they were trained on (running, dropout on).</param>
/// <param name="TrainAccuracy">Accuracy over the same, running.</param>
/// <param name="ValLoss">Loss on the validation actors; null without them.</param>
/// <param name="ValAccuracy">Accuracy on the validation actors; null without them.</param>
/// <param name="ValUar">Unweighted average recall on the validation actors; null without them.</param>
/// <param name="TestLoss">Loss on the test fold.</param>
/// <param name="TestAccuracy">Accuracy on the test fold.</param>
/// <param name="TestUar">Unweighted average recall on the test fold.</param>
/// <param name="Lr">Learning rate of the head.</param>
/// <param name="Seconds">Wall time of the epoch, judging included.</param>
public sealed record EpochRecord(
    int Epoch, long Step, double TrainLoss, double TrainAccuracy, double? ValLoss, double? ValAccuracy, double? ValUar,
    double TestLoss, double TestAccuracy, double TestUar, double Lr, double Seconds)
{
    /// <summary>The first line of <c>metrics.csv</c>.</summary>
    public const string CsvHeader =
        "epoch,step,train_loss,train_accuracy,val_loss,val_accuracy,val_uar,test_loss,test_accuracy,test_uar,lr,seconds";

    /// <summary>The line of <c>metrics.csv</c>, numbers in full precision, nothing where there is no value.</summary>
    public string ToCsv() => string.Join(',', new object?[]
    {
        Epoch, Step, TrainLoss, TrainAccuracy, ValLoss, ValAccuracy, ValUar, TestLoss, TestAccuracy, TestUar, Lr,
        Math.Round(Seconds, 3),
    }.Select(value => Convert.ToString(value, CultureInfo.InvariantCulture)));

    /// <summary>Reads a line that <see cref="ToCsv"/> wrote.</summary>
    /// <param name="line">The line.</param>
    /// <param name="file">The file it came from, for the error message.</param>
    /// <exception cref="KitException">The line has other columns or something that is not a number.</exception>
    public static EpochRecord FromCsv(string line, string? file = null)
    {
        string[] fields = line.Split(',');
        if (fields.Length == 12)
        {
            double?[] numbers = fields.Select(field =>
                double.TryParse(field, NumberStyles.Float, CultureInfo.InvariantCulture, out double number) ? number : (double?)null).ToArray();
            if (new[] { 0, 1, 2, 3, 7, 8, 9, 10, 11 }.All(i => numbers[i] is not null))
            {
                return new EpochRecord((int)numbers[0]!, (long)numbers[1]!, numbers[2]!.Value, numbers[3]!.Value, numbers[4], numbers[5], numbers[6],
                    numbers[7]!.Value, numbers[8]!.Value, numbers[9]!.Value, numbers[10]!.Value, numbers[11]!.Value);
            }
        }

        throw new KitException($"'{line}' is not a line of metrics", file, expected: CsvHeader);
    }
}
