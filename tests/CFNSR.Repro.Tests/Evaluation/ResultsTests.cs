using CFNSR.Repro.Evaluation;
using CFNSR.Repro.Evaluation.Robustness;
using CFNSR.Repro.Training;

namespace CFNSR.Repro.Tests.Evaluation;

/// <summary>The committed results under data/results.</summary>
public class ResultsTests
{
    // the same network, clips, folds, seeds and epochs in Python: mean best-on-test and last-epoch accuracy
    [Theory]
    [InlineData("audio-mfcc-raw", 0.5581, 0.5019)]
    [InlineData("audio-mfcc-raw-reflect", 0.5581, 0.5019)]
    [InlineData("audio-mfcc-standardised", 0.5297, 0.4769)]
    public void Real_sound_agrees_with_the_python_reference_within_two_points(string name, double best, double last)
    {
        var summary = FoldsSummary.Read(Path.Combine(TestData.Root, "data", "results", name, "summary.json"));
        Assert.Equal(15, summary.Runs.Count);
        Assert.Equal(15, summary.Runs.Select(run => (run.Fold, run.Seed)).Distinct().Count());
        Assert.All(summary.Runs, run => Assert.Equal(45, run.Epochs));
        Assert.Equal(34024, summary.Parameters);
        Assert.Equal(best, summary.BestTest.Runs.Mean, 0.02);
        Assert.Equal(last, summary.Last.Runs.Mean, 0.02);
        Assert.Equal(summary.Last.Runs.Mean, summary.Runs.Average(run => run.Last), 12);
    }

    [Fact]
    public void A_small_erann_is_three_points_above_the_mfcc_cnn_on_one_protocol()
    {
        FoldsSummary[] both = [.. new[] { "audio-validation", "erann-validation" }
            .Select(name => FoldsSummary.Read(Path.Combine(TestData.Root, "data", "results", name, "summary.json")))];
        var (cnn, erann) = (both[0], both[1]);
        Assert.Equal((34_024, 326_266), (cnn.Parameters, erann.Parameters));
        Assert.Equal((cnn.SplitHash, cnn.DataHash), (erann.SplitHash, erann.DataHash));
        var pairs = erann.Runs.Select(run => (run.Fold, run.Seed)).ToHashSet();
        Assert.Equal(erann.Runs.Count, pairs.Count);
        Assert.All(pairs.GroupBy(pair => pair.Seed), seed => Assert.Equal(Enumerable.Range(1, 5), seed.Select(pair => pair.Fold).Order()));
        var same = cnn.Runs.Where(run => pairs.Contains((run.Fold, run.Seed))).ToArray();
        Assert.Equal(pairs.Count, same.Length);
        Assert.True(erann.Runs.Average(run => run.Last) >= same.Average(run => run.Last) + 0.03, "last epoch");
        Assert.True(erann.Runs.Average(run => run.Validation!.Value) >= same.Average(run => run.Validation!.Value) + 0.03, "chosen on validation");
        foreach (var summary in both) // four validation actors (the default), real sound
        {
            Assert.DoesNotContain(summary.Settings, setting => setting.StartsWith("validation", StringComparison.Ordinal));
            Assert.Equal("1200 clips of RAVDESS", summary.Data);
        }
    }

    /// <summary>Table 2 on real people: every system on the same clips, folds and seeds.</summary>
    [Fact]
    public void The_systems_on_face_tracking_stand_on_one_protocol()
    {
        FoldsSummary[] systems = [.. CommittedResults.Systems("tracking-")];
        Assert.Equal(16, systems.Length);
        Assert.Single(systems.Select(system => (system.DataHash, system.SplitHash, system.Command)).Distinct());
        Assert.All(systems, system => Assert.Equal("1200 clips of RAVDESS, sound and face tracking", system.Data));
        Assert.All(systems, system => Assert.Equal(
            [.. from fold in Enumerable.Range(1, 5) from seed in new[] { 0, 1 } select (fold, seed)], system.Runs.Select(run => (run.Fold, run.Seed))));
        FoldsSummary of(string name) => systems.Single(system => system.System == name);
        Assert.True(of("concat-fc").Last.Runs.Mean > Math.Max(of("audio").Last.Runs.Mean, of("video").Last.Runs.Mean) + 0.05, "fusion gains");
    }

    [Fact]
    public void No_result_holds_a_path_and_each_says_how_it_was_made()
    {
        var results = CommittedResults.All();
        Assert.True(results.Count >= 19, $"only {results.Count} results");
        foreach (var (folder, result) in results)
        {
            string file = Repository.At("data", "results", folder, "summary.json");
            Assert.StartsWith("cfnsr ", result.Command);
            Assert.Matches("^[0-9a-f]{40}( and [0-9a-f]{40})*$", result.Commit);
            Assert.Matches("^20[0-9]{2}-[0-9]{2}-[0-9]{2}", result.Date);
            Assert.Contains("cores; device ", result.Hardware, StringComparison.Ordinal);
            Assert.Equal(Markdown(result), File.ReadAllText(Path.ChangeExtension(file, ".md")));
            Assert.DoesNotContain("/tmp", File.ReadAllText(file));
            Assert.DoesNotContain("/home", File.ReadAllText(file));
        }
    }

    [Fact]
    public void The_index_lists_every_result_with_its_command()
    {
        string index = File.ReadAllText(Repository.At("data", "results", "INDEX.md"));
        Assert.True(index.EndsWith("\n\n" + CommittedResults.Index(), StringComparison.Ordinal), "write it again: cfnsr results > data/results/INDEX.md");
        foreach (string folder in Directory.GetDirectories(Repository.At("data", "results")).Where(folder => File.Exists(Path.Combine(folder, "summary.json"))))
            Assert.Contains($"| [{Path.GetFileName(folder)}](", index, StringComparison.Ordinal);
    }

    private static string Markdown(Provenance result) => result switch
    {
        AblationSummary s => s.ToMarkdown(),
        HonestySummary s => s.ToMarkdown(),
        RobustnessTable t => t.ToMarkdown(),
        _ => ((FoldsSummary)result).ToMarkdown(),
    };
}
