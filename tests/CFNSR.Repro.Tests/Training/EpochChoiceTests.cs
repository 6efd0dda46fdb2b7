using CFNSR.Repro.Training;

namespace CFNSR.Repro.Tests.Training;

/// <summary>The rules that choose an epoch, on made-up histories.</summary>
public sealed class EpochChoiceTests
{
    private const double None = -1;

    /// <summary>Accuracies (and losses) of epochs 1, 2, ... and the epoch that counts.</summary>
    public static TheoryData<double[], double[], int> Validation => new()
    {
        { [0.5], [1.0], 1 },
        { [0.1, 0.3, 0.2], [1, 1, 1], 2 },
        { [0.1, 0.2, 0.3], [1, 2, 3], 3 }, // accuracy comes before loss
        { [0.3, 0.3, 0.3], [1.0, 0.9, 0.9], 2 }, // the lower loss of equal accuracies, and the earlier of equal losses
        { [0.3, 0.3, 0.3], [1, 1, 1], 1 },
        { [0.0, 0.0], [2, 2], 1 },
        { [0.2, 0.4, 0.4, 0.4], [1, 0.7, 0.8, 0.7], 2 },
        { [double.NaN, 0.1, double.NaN], [1, 1, 1], 2 },
        { [double.NaN, double.NaN], [1, 1], 1 },
        { [0.3, 0.3, 0.3], [double.NaN, 5, double.NaN], 2 },
        { [0.3, 0.3], [double.NaN, double.NaN], 1 },
        { [0.3, 0.3, 0.3], [double.PositiveInfinity, 5, 5], 2 },
        { [None, None], [None, None], 0 }, // no validation actors
        { [], [], 0 },
    };

    [Theory, MemberData(nameof(Validation))]
    public void On_validation_the_highest_accuracy_then_the_lowest_loss_then_the_first(double[] accuracies, double[] losses, int expected)
    {
        var history = History(accuracies.Length, i => Epoch(i) with { ValAccuracy = Some(accuracies[i]), ValLoss = Some(losses[i]) });
        Assert.Equal(expected, EpochChoice.OnValidation(history));
    }

    [Theory]
    [InlineData(new[] { 0.5 }, 1)]
    [InlineData(new[] { 0.1, 0.3, 0.2 }, 2)]
    [InlineData(new[] { 0.3, 0.3, 0.3 }, 1)]
    [InlineData(new[] { 0.2, 0.4, 0.4 }, 2)]
    [InlineData(new[] { 0.0, 0.0 }, 1)]
    [InlineData(new[] { double.NaN, 0.0, 0.1, 0.1 }, 3)]
    [InlineData(new[] { double.NaN, double.NaN }, 1)]
    [InlineData(new double[0], 0)]
    public void On_the_test_fold_the_highest_accuracy_then_the_earliest_and_losses_have_no_say(double[] accuracies, int expected)
    {
        var history = History(accuracies.Length, i => Epoch(i) with
        {
            TestAccuracy = accuracies[i], TestLoss = -i, ValAccuracy = i, ValLoss = -i,
        });
        Assert.Equal(expected, EpochChoice.OnTest(history));
    }

    [Fact]
    public void Each_rule_reads_its_own_columns()
    {
        var history = History(4, i => Epoch(i) with
        {
            TrainLoss = 9 - i, ValAccuracy = i == 2 ? 0.9 : 0.1, ValLoss = 1, TestAccuracy = i == 1 ? 0.9 : 0.1,
        });
        Assert.Equal((3, 2), (EpochChoice.OnValidation(history), EpochChoice.OnTest(history)));
    }

    /// <summary>Training losses, validation accuracies (or none), the patience, and after which epoch the run ends (0 never).</summary>
    public static TheoryData<double[], double[], int, int> Stops => new()
    {
        { [1, 1, 1, 1], [0.5, 0.4, 0.3, 0.2], 0, 0 }, // off
        { [4, 3, 2, 1], [0.5, 0.4, 0.3, 0.2], 1, 2 },
        { [4, 3, 2, 1], [0.5, 0.4, 0.3, 0.2], 2, 3 },
        { [1, 2, 3, 4], [0.1, 0.2, 0.3, 0.4], 1, 0 }, // validation gains, whatever the training loss
        { [4, 3, 2, 1], [0.5, 0.5, 0.5, 0.5], 3, 4 }, // as good is no gain
        { [4, 3, 2, 1], [0.1, 0.5, 0.4, 0.6], 2, 0 },
        { [4, 3, 2, 1], [None, None, None, None], 1, 0 },
        { [4, 3, 3, 3], [None, None, None, None], 2, 4 },
        { [double.NaN, 3, 4, 5], [None, None, None, None], 2, 4 },
        { [4, 4], [None, None], 1, 2 },
        { [4], [0.5], 1, 0 },
    };

    [Theory, MemberData(nameof(Stops))]
    public void Early_stopping_waits_as_long_as_its_patience(double[] losses, double[] accuracies, int patience, int expected)
    {
        var all = History(losses.Length, i => Epoch(i) with
        {
            TrainLoss = losses[i], ValAccuracy = Some(accuracies[i]), ValLoss = accuracies[i] == None ? null : 1, TestAccuracy = i,
        });
        int end = Enumerable.Range(0, all.Length + 1).FirstOrDefault(epochs => EpochChoice.HasStalled(all[..epochs], patience));
        Assert.Equal(expected, end);
    }

    private static double? Some(double value) => value == None ? null : value;

    private static EpochRecord[] History(int epochs, Func<int, EpochRecord> epoch) => [.. Enumerable.Range(0, epochs).Select(epoch)];

    private static EpochRecord Epoch(int index) => new(index + 1, 3 * (index + 1), 1, 0.5, null, null, null, 1, 0.5, 0.5, 1e-3, 1);
}
