using CFNSR.Repro.Evaluation;
using CFNSR.Repro.Training;

namespace CFNSR.Repro.Tests.Evaluation;

public class PairedTestTests
{
    [Fact]
    public void Actors_and_folds_are_paired_and_counted_by_hand()
    {
        JudgedRun[] ours = [MadeRuns.Of("b", 1, 0, 4, (1, 4), (2, 3)), MadeRuns.Of("b", 2, 0, 4, (3, 2), (4, 1))];
        JudgedRun[] theirs = [MadeRuns.Of("a", 1, 0, 4, (1, 1), (2, 3)), MadeRuns.Of("a", 2, 0, 4, (3, 3), (4, 1))];
        var test = PairedTest.Of("b", ours, "a", theirs)!;
        // actors: +3/4, 0, -1/4, 0
        Assert.Equal(0.125, test.Difference, 12);
        Assert.Equal((4, 16, Selection.Last), (test.Actors, test.Clips, test.Selection));
        // sign patterns of (3, 0, -1, 0)/4: |3-1| is reached by all 16
        Assert.Equal(1, test.PermutationP, 12);
        Assert.Equal(new McNemar(16, 3, 1), test.McNemar);
        Assert.Equal(10.0 / 16, test.McNemarP, 12);
        Assert.Equal([new FoldMcNemar(1, 3, 0, 0.25), new FoldMcNemar(2, 0, 1, 1)], test.Folds.Select(f => f with { P = Math.Round(f.P, 12) }));
        Assert.Equal(-test.Difference, PairedTest.Of("a", theirs, "b", ours)!.Difference, 12);
    }

    [Fact]
    public void Seeds_are_averaged_for_actors_and_McNemar_counts_one_of_them()
    {
        JudgedRun[] ours = [MadeRuns.Of("b", 1, 3, 2, (1, 2)), MadeRuns.Of("b", 1, 5, 2, (1, 1)), MadeRuns.Of("b", 1, 9, 2, (1, 0))];
        JudgedRun[] theirs = [MadeRuns.Of("a", 1, 5, 2, (1, 1)), MadeRuns.Of("a", 1, 3, 2, (1, 0))];
        var test = PairedTest.Of("b", ours, "a", theirs)!;
        Assert.Equal((0.5, 4, 3, new McNemar(2, 2, 0)), (test.Difference, test.Clips, test.Seed, test.McNemar));
    }

    [Fact]
    public void Runs_on_other_splits_meet_on_the_clips_that_both_tested()
    {
        JudgedRun[] ours = [MadeRuns.Of("b", 1, 0, 2, (1, 2), (7, 0))];
        var other = MadeRuns.Of("a", 4, 0, 2, (1, 0), (2, 0));
        JudgedRun[] theirs = [other with { Report = other.Report with { SplitHash = new string('b', 64) } }];
        var test = PairedTest.Of("b", ours, "a", theirs)!;
        Assert.Equal((1.0, 1, 2), (test.Difference, test.Actors, test.Clips));
        Assert.Null(PairedTest.Of("b", ours, "a", [other])); // the same split, but another fold: the network may have seen the actor
        Assert.Null(PairedTest.Of("b", ours, "a", []));
    }

    [Fact]
    public void Validation_chosen_epochs_are_compared_where_all_have_them()
    {
        var good = MadeRuns.Epoch([(1, 0, true), (2, 0, true)]);
        var bad = MadeRuns.Epoch([(1, 0, false), (2, 0, false)]);
        JudgedRun validated = MadeRuns.Of("b", 1, 0, bad, good, good), other = MadeRuns.Of("a", 1, 0, bad, bad, bad), without = MadeRuns.Of("a", 1, 0, bad, bad);
        Assert.Equal((Selection.Validation, 1.0), (PairedTest.Of("b", [validated], "a", [other])!.Selection, PairedTest.Of("b", [validated], "a", [other])!.Difference));
        Assert.Equal((Selection.Last, 0.0), (PairedTest.Of("b", [validated], "a", [without])!.Selection, PairedTest.Of("b", [validated], "a", [without])!.Difference));
    }

    [Fact]
    public void The_table_names_points_and_both_p_values_in_every_culture()
    {
        IReadOnlyList<(string, IReadOnlyList<JudgedRun>)> runs =
            [("a", [MadeRuns.Of("a", 1, 0, 4, (1, 1), (2, 3))]), ("b", [MadeRuns.Of("b", 1, 0, 4, (1, 4), (2, 3))])];
        foreach (string culture in new[] { "tr-TR", "de-DE" })
        {
            TestData.InCulture(culture, () => Assert.Contains("| b | last | +37.50 | 1.000 | 2 | 3 | 0 | 0.250 | 1: 0.250 |", PairedTests.ToMarkdown(PairedTests.Of(runs, "a")), StringComparison.Ordinal));
        }

        Assert.Equal("", PairedTests.ToMarkdown([]));
        Assert.Throws<KitException>(() => PairedTests.Of(runs, "c"));
        Assert.Equal("cfnsr-msafnet", PairedTests.Reference(["audio", "cfnsr-msafnet"]));
        Assert.Equal("audio", PairedTests.Reference(["audio", "video"]));
        Assert.Equal("<0.001", PairedTests.P(0.0004));
    }
}
