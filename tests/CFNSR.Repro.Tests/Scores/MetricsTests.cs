using System.Globalization;
using CFNSR.Repro.Scores;

namespace CFNSR.Repro.Tests.Scores;

public class MetricsTests
{
    // three classes; by hand: confusion [[2,1,0],[0,1,1],[1,0,0]]
    internal static readonly Prediction[] Six =
    [
        new("a", 1, 0, [0.6f, 0.3f, 0.1f]),
        new("b", 1, 0, [0.5f, 0.4f, 0.1f]),
        new("c", 1, 0, [0.2f, 0.7f, 0.1f]),
        new("d", 2, 1, [0.1f, 0.8f, 0.1f]),
        new("e", 2, 1, [0.3f, 0.2f, 0.5f]),
        new("f", 2, 2, [0.5f, 0.3f, 0.2f]),
    ];

    [Fact]
    public void Accuracy_uar_and_f1_equal_the_hand_computed_ones()
    {
        var metrics = Metrics.Of(Six);
        Assert.Equal(6, metrics.Clips);
        Assert.Equal(3 / 6.0, metrics.Accuracy, 12);
        Assert.Equal((2 / 3.0 + 1 / 2.0 + 0) / 3, metrics.Uar, 12);
        Assert.Equal((4 / 6.0 + 2 / 4.0 + 0) / 3, metrics.MacroF1, 12);
        Assert.Equal(4 / 6.0, metrics.Top2, 12); // a b c d; e and f rank third
        Assert.Equal(1.0, metrics.Top4, 12);
        double expected = -(Math.Log(0.6f) + Math.Log(0.5f) + Math.Log(0.2f) + Math.Log(0.8f) + Math.Log(0.2f) + Math.Log(0.2f)) / 6;
        Assert.Equal(expected, metrics.CrossEntropy, 12);
    }

    [Fact]
    public void A_class_without_clips_does_not_count_in_the_recall()
    {
        var metrics = Metrics.Of([new("a", 1, 0, [0.9f, 0.1f, 0f]), new("b", 1, 1, [0.2f, 0.8f, 0f])]);
        Assert.Equal(1.0, metrics.Uar);
        Assert.Equal(1.0, metrics.MacroF1);
    }

    [Fact]
    public void Recalls_divide_by_the_clips_of_a_class_and_not_by_those_called_so()
    {
        float[] first = [0.9f, 0.1f], second = [0.1f, 0.9f];
        Prediction[] five =
            [new("a", 1, 0, first), new("b", 1, 0, first), new("c", 1, 0, second), new("d", 1, 0, second), new("e", 1, 1, second)];
        var matrix = ConfusionMatrix.Of(five, 2);
        Assert.Equal((0.5, 1.0), (matrix.Recall(0), matrix.Recall(1))); // precisions are 1 and 1/3
        Assert.Equal(0.75, Metrics.Of(five).Uar, 12);
    }

    [Fact]
    public void Pooled_counts_are_whole_for_every_share()
    {
        foreach (int clips in new[] { 7, 100, 240 })
        {
            for (int correct = 0; correct <= clips; correct++)
                Assert.Equal(new PooledCount(correct, clips), PooledCount.Of([new Metrics(clips, (double)correct / clips, 0, 0, 0, 0, 0)]));
        }
    }

    [Fact]
    public void Ties_go_to_the_first_class_as_argmax_does()
    {
        var tie = new Prediction("a", 1, 1, [0.5f, 0.5f]);
        Assert.Equal(0, tie.Predicted);
        Assert.Equal(0, Metrics.Of([tie]).Accuracy);
        Assert.Equal(1, Metrics.Of([tie]).Top2);
    }

    [Fact]
    public void A_probability_of_zero_costs_a_finite_loss() =>
        Assert.Equal(-Math.Log(1e-12), Metrics.Of([new("a", 1, 1, [1f, 0f])]).CrossEntropy, 9);

    [Fact]
    public void No_predictions_is_an_error() => Assert.Contains("no predictions", Assert.Throws<KitException>(() => Metrics.Of([])).Message);

    [Fact]
    public void The_confusion_matrix_counts_and_normalises()
    {
        var matrix = ConfusionMatrix.Of(Six, 3);
        int[,] expected = { { 2, 1, 0 }, { 0, 1, 1 }, { 1, 0, 0 } };
        for (int i = 0; i < 3; i++)
        {
            for (int j = 0; j < 3; j++) Assert.Equal(expected[i, j], matrix[i, j]);
        }

        Assert.Equal(6, matrix.Total);
        Assert.Equal(3, matrix.Correct);
        Assert.Equal(1 / 3.0, matrix.RowNormalised()[0, 1], 12);
        Assert.Equal(0.5, matrix.Recall(1));
        Assert.Equal(0, matrix.F1(2));
    }

    [Theory]
    [InlineData("tr-TR")]
    [InlineData("de-DE")]
    public void The_confusion_csv_is_the_same_in_every_culture(string culture)
    {
        var before = CultureInfo.CurrentCulture;
        try
        {
            CultureInfo.CurrentCulture = CultureInfo.GetCultureInfo(culture);
            Assert.Equal("label,x,y,z\nx,2,1,0\ny,0,1,1\nz,1,0,0\n", ConfusionMatrix.Of(Six, 3).ToCsv(["x", "y", "z"]));
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }

    [Fact]
    public void The_bootstrap_resamples_actors_and_repeats_itself()
    {
        var interval = Bootstrap.Accuracy(Six, resamples: 500, seed: 3);
        Assert.Equal(0.5, interval.Value, 12);
        // two actors with 2/3 and 1/3: a resample is 1/3, 1/2 or 2/3
        Assert.Equal(1 / 3.0, interval.Low, 12);
        Assert.Equal(2 / 3.0, interval.High, 12);
        Assert.Equal(interval, Bootstrap.Accuracy(Six, resamples: 500, seed: 3));
    }

    /// <summary>The mean of 24 actors is nearly normal: 95 % lie within 1.96 standard errors, 90 % within 1.645.</summary>
    [Theory]
    [InlineData(0.95, 1.960)]
    [InlineData(0.90, 1.645)]
    public void The_interval_is_as_wide_as_its_confidence(double confidence, double errors)
    {
        float[] Said(int actor, int clip) => clip < 2 + (actor * 7 % 17) ? [1f, 0f] : [0f, 1f];
        var clips = Enumerable.Range(0, 24 * 20).Select(i => new Prediction($"c{i}", i / 20, 0, Said(i / 20, i % 20))).ToArray();
        double[] actors = [.. clips.GroupBy(p => p.Actor).Select(actor => actor.Average(p => p.Correct ? 1.0 : 0))];
        double half = errors * Math.Sqrt(actors.Sum(a => Math.Pow(a - actors.Average(), 2)) / 24 / 24);
        var interval = Bootstrap.Accuracy(clips, resamples: 20000, confidence);
        Assert.Equal(actors.Average() - half, interval.Low, 0.05 * half);
        Assert.Equal(actors.Average() + half, interval.High, 0.05 * half);
    }

    [Fact]
    public void Equal_actors_give_an_interval_of_no_width()
    {
        var clips = Enumerable.Range(0, 20).Select(i => new Prediction($"c{i}", i / 2, 0, i % 2 == 0 ? [1f, 0f] : [0f, 1f])).ToArray();
        Assert.Equal(new Interval(0.5, 0.5, 0.5, 0.95), Bootstrap.Accuracy(clips));
    }

    [Fact]
    public void Quantiles_interpolate_between_order_statistics()
    {
        Assert.Equal(1.75, Bootstrap.Quantile([1, 2, 3, 4], 0.25), 12);
        Assert.Equal(4, Bootstrap.Quantile([1, 2, 3, 4], 1), 12);
    }
}
