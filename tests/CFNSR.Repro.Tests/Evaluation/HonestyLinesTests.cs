using CFNSR.Repro.Evaluation;

namespace CFNSR.Repro.Tests.Evaluation;

public class HonestyLinesTests
{
    [Fact]
    public void Epoch_and_fold_are_worth_what_the_scores_say()
    {
        var half = MadeRuns.Epoch([(1, 0, true), (1, 1, false)]);
        var all = MadeRuns.Epoch([(1, 0, true), (1, 1, true)]);
        var none = MadeRuns.Epoch([(2, 0, false), (2, 1, false)]);
        var lines = HonestyLines.Of([MadeRuns.Of("audio", 1, 0, half, all, half).Report, MadeRuns.Of("audio", 2, 0, none, none, none).Report]);
        Assert.Equal(
            [("selection", 0.25, 0.5), ("selection", 0.25, 0.5), ("folds", 0.25, 0.5), ("folds", 0.25, 0.5)], lines.Select(line => (line.Part, line.First, line.Second)));
        Assert.Equal("epoch chosen on validation actors", lines[0].From);
        Assert.Equal("fold 1", lines[2].To);
        Assert.Equal("2 folds of msaf6, 1 seed; folds from 0.00 to 50.00 %, standard deviation 35.36 points", lines[2].Note);
        Assert.Equal(0.25, lines[3].Difference);

        var single = Assert.Single(HonestyLines.Of([MadeRuns.Of("audio", 1, 0, half, all).Report]));
        Assert.Equal(("last epoch", 0.5), (single.From, single.Difference));
    }

    [Fact]
    public void The_page_reads_back_and_says_what_it_was_measured_on()
    {
        using var folder = new TemporaryFolder();
        var page = Sample();
        page.Write(folder["honesty"]);
        var again = HonestySummary.Read(folder["honesty", "summary.json"]);
        Assert.Equal(page.ToMarkdown(), again.ToMarkdown());
        Assert.Equal(page.ToMarkdown(), File.ReadAllText(folder["honesty", "summary.md"]));
        Assert.Contains("| +10.00 | 0.031 |", page.ToMarkdown(), StringComparison.Ordinal);
        Assert.Contains("on the same clips: 8 clips, SYNTHETIC picture (avatars).", page.ToMarkdown(), StringComparison.Ordinal);
        Assert.Contains("78.33 (cfnsr-msafnet) is 2.57 points above the published 75.76 (cfn-sr)", page.ToMarkdown(), StringComparison.Ordinal);
    }

    internal static HonestySummary Sample() => new()
    {
        Name = "tiny/honesty", Command = "cfnsr honesty --data DIR", Settings = ["epochs=1"], Data = "8 clips, SYNTHETIC picture (avatars)", DataHash = "0", Split = "msaf6",
        SplitHash = new string('a', 64), Commit = new string('0', 40), Hardware = "2 cores", Date = "2026-01-02 03:04 UTC",
        Lines = [new HonestyLine("selection", "The epoch is chosen on the test fold.", "audio", "last epoch", 0.5, "best epoch on the test fold", 0.6, 0.03125, "one fold")],
        Distributions = ScoreDistribution.OutOfFold([MadeRuns.Of("audio", 1, 0, 4, (1, 4), (2, 3)), MadeRuns.Of("audio", 2, 0, 4, (3, 2), (4, 0))], 2),
    };
}
