using CFNSR.Repro.Evaluation;

namespace CFNSR.Repro.Tests.Evaluation;

public class ScoreDistributionTests
{
    [Fact]
    public void All_choices_of_two_among_four_actors_are_counted()
    {
        JudgedRun[] runs = [MadeRuns.Of("audio", 1, 0, 4, (1, 4), (2, 3)), MadeRuns.Of("audio", 2, 0, 4, (3, 2), (4, 0))];
        var last = ScoreDistribution.OutOfFold(runs, 2)[0];
        // pairs of (4, 3, 2, 0) of 4: 7, 6, 4, 5, 3, 2 of 8
        Assert.Equal((6, 2, 4, false, "last"), (last.TestFolds, last.TestActors, last.Actors, last.Retrained, last.Score));
        Assert.Equal(27 / 48.0, last.Mean, 12);
        Assert.Equal((0.25, 0.875, 4.5 / 8), (last.Lowest, last.Highest, last.Median));
        Assert.Equal(Math.Sqrt(3.5) / 8, last.Deviation, 12);
        Assert.Equal(6, last.Bins.Sum());
        Assert.Equal([12, 18, 25, 31, 37, 43], last.Bins.Index().Where(bin => bin.Item > 0).Select(bin => bin.Index)); // 25, 37.5, 50, 62.5, 75, 87.5 %
        // 78.33 and 75.76 are above all but the best pair
        Assert.Equal([("cfnsr-msafnet", 1 / 6.0), ("cfn-sr", 1 / 6.0)], last.Published.Select(p => (p.System, p.Share)));
        Assert.Equal(["last", "best_test"], ScoreDistribution.OutOfFold(runs, 2).Select(d => d.Score));
        Assert.Empty(ScoreDistribution.OutOfFold(runs, 4));
    }

    [Fact]
    public void More_choices_than_ten_thousand_are_drawn_and_the_same_again()
    {
        JudgedRun[] runs = [MadeRuns.Of("audio", 1, 0, 60, [.. Enumerable.Range(1, 24).Select(actor => (actor, 20 + actor))])];
        var drawn = ScoreDistribution.OutOfFold(runs, 4)[0];
        Assert.Equal(10000, drawn.TestFolds); // of 10,626
        Assert.Equal(32.5 / 60, drawn.Mean, 0.002);
        Assert.Equal(drawn.Bins, ScoreDistribution.OutOfFold(runs, 4)[0].Bins);
    }

    [Fact]
    public void Trained_folds_give_one_value_each()
    {
        var distributions = ScoreDistribution.OfRuns([MadeRuns.Of("audio", 1, 0, 4, (1, 4)).Report, MadeRuns.Of("audio", 2, 0, 4, (2, 1)).Report], 20);
        Assert.Equal([0.625, 0.625], distributions.Select(d => d.Mean));
        Assert.Equal((true, 2, 20, 1), (distributions[0].Retrained, distributions[0].TestFolds, distributions[0].Actors, distributions[0].Bins[49]));
    }
}
