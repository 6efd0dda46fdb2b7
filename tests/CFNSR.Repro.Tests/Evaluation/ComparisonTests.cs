using CFNSR.Repro.Evaluation;
using CFNSR.Repro.Scores;
using CFNSR.Repro.Tests.Training;
using CFNSR.Repro.Training;

namespace CFNSR.Repro.Tests.Evaluation;

public class ComparisonTests
{
    private static readonly float[] Second = [0.2f, 0.8f, 0, 0, 0, 0, 0, 0];

    [Fact]
    public void Every_row_of_table_2_stands_there_with_or_without_runs()
    {
        var rows = Comparison.Rows([]);
        Assert.Equal(10, rows.Count);
        Assert.All(rows, row => Assert.Equal(0, row.Runs));
        Assert.Contains("| Averaging | 68.82 |", Comparison.ToMarkdown(rows));
        Assert.Contains("not run", Comparison.ToMarkdown(rows));
    }

    [Fact]
    public void Runs_are_averaged_by_system_split_and_size()
    {
        var rows = Comparison.Rows([Run(0, 2, 2), Run(1, 1, 2), Run(0, 1, 1) with { SplitHash = new string('b', 64) }]);
        var ours = rows.Where(row => row.System == "audio").ToArray();
        Assert.Equal([2, 1], ours.Select(row => row.Runs));
        Assert.Equal(new MeanAndSpread(0.75, Math.Sqrt(0.125), 2), ours[0].Last);
        Assert.Equal(new MeanAndSpread(1, 0, 2), ours[0].BestTest);
        Assert.Null(ours[0].Validation);
        Assert.Equal((new PooledCount(3, 4), null, new PooledCount(4, 4)), (ours[0].Pooled!.Last, ours[0].Pooled!.Validation, ours[0].Pooled!.BestTest));
        Assert.Equal(1, ours[0].Top2!.Mean);
        Assert.Contains("| 100.00 ± 0.00 | 3 of 4 |", Comparison.ToMarkdown(rows));
        Assert.Equal("75.00 ± 35.36", ours[0].Last!.ToPercent());
        Assert.Contains("| audio | - | - | msaf6 (aaaaaaaa) | 2 | 75.00 ± 35.36 | - | 100.00 ± 0.00 |", Comparison.ToMarkdown(rows));
    }

    [Fact]
    public void A_system_that_table_2_lacks_stands_below_it_without_published_numbers()
    {
        var rows = Comparison.Rows([Run(0, 2, 2) with { System = "multi-attention" }, Run(0, 2, 2) with { System = "mfn" }]);
        Assert.Equal(12, rows.Count);
        Assert.Equal(["mfn", "multi-attention"], rows.Skip(10).Select(row => row.System));
        Assert.All(rows.Skip(10), row => Assert.Null(row.Published));
        Assert.Contains("| mfn | - | - | msaf6 (aaaaaaaa) | 1 | 100.00 | - |", Comparison.ToMarkdown(rows).Replace(" ± 0.00", "", StringComparison.Ordinal));
    }

    [Fact]
    public void A_score_that_not_all_runs_have_is_left_out()
    {
        var with = Run(0, 2, 2);
        var row = Comparison.Rows([with with { Validation = with.Last }, Run(1, 2, 2)]).Single(r => r.System == "audio");
        Assert.Null(row.Validation);
    }

    /// <summary>A run with two test clips of class 1, so many of them recognised.</summary>
    private static RunReport Run(int seed, int lastCorrect, int bestCorrect) =>
        RunFolderTests.Report(Of(lastCorrect), Of(bestCorrect)) with { Seed = seed };

    private static SelectedEpoch Of(int correct) =>
        SelectedEpoch.Of(1, Enumerable.Range(0, 2).Select(i => new Prediction($"c{i}", i + 1, i < correct ? 1 : 0, Second)).ToArray());
}
