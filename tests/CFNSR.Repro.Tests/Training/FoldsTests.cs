using CFNSR.Repro.Scores;
using CFNSR.Repro.Training;

namespace CFNSR.Repro.Tests.Training;

public class FoldsTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("cfnsr-folds-").FullName;

    [Fact]
    public void All_folds_of_the_store_are_trained_once_and_summed_up()
    {
        var experiment = TinyStore.Audio(TinyStore.Make(Path.Combine(folder, "store"))) with { Epochs = 1, Validation = "none" };
        var runs = Folds.Train(experiment, folder, null, [0, 1], ["epochs=1"]);
        Assert.Equal([(1, 0), (1, 1), (2, 0), (2, 1), (3, 0), (3, 1)], runs.Select(run => (run.Report.Fold, run.Report.Seed)));
        Assert.EndsWith(Path.Combine("tiny", "fold-2", "seed-1", "version_0"), runs[3].FullPath);

        var written = runs.Select(run => File.GetLastWriteTimeUtc(Path.Combine(run.FullPath, "metrics.json"))).ToArray();
        File.Delete(Path.Combine(runs[2].FullPath, "metrics.json")); // as if killed before the end
        var again = Folds.Train(experiment with { Workers = 1, CheckpointEvery = 3 }, folder, null, [0, 1]);
        Assert.Equal(runs.Select(run => run.FullPath), again.Select(run => run.FullPath));
        Assert.Equal(written[0], File.GetLastWriteTimeUtc(Path.Combine(again[0].FullPath, "metrics.json")));
        Assert.True(again[2].Finished);

        var other = Folds.Train(experiment with { Lr = 0.002 }, folder, [1], [0]);
        Assert.EndsWith("version_1", other[0].FullPath);

        var summary = FoldsSummary.Of(again, "tiny", "cfnsr train audio", "Made-up features", "0");
        double[] last = again.Select(run => run.Report.Last.Test.Accuracy).ToArray();
        Assert.Equal(last.Average(), summary.Last.Runs.Mean, 12);
        Assert.Equal(6, summary.Last.Runs.Count);
        Assert.Equal(3, summary.Last.Folds.Count);
        Assert.Equal(2, summary.Last.Seeds.Count);
        Assert.Equal(Math.Abs(last.Where((_, i) => i % 2 == 0).Average() - last.Where((_, i) => i % 2 == 1).Average()) / Math.Sqrt(2), summary.Last.Seeds.Deviation, 12);
        Assert.Null(summary.Validation);
        Assert.Equal(96, summary.Confusion.Sum(row => row.Sum()));
        Assert.Contains("validation=none", summary.Settings);
        Assert.Contains("There is no score at a validation-chosen epoch", summary.ToMarkdown());
        summary.Write(Path.Combine(folder, "results"));
        Assert.Equal(summary.ToMarkdown(), FoldsSummary.Read(Path.Combine(folder, "results", "summary.json")).ToMarkdown());
        Assert.DoesNotContain(folder, File.ReadAllText(Path.Combine(folder, "results", "summary.json")));

        var mixed = Assert.Throws<KitException>(() => FoldsSummary.Of([.. again, .. other], "tiny", "", "", ""));
        Assert.Contains("lr=0.002", mixed.Message);
    }

    [Fact]
    public void The_confusion_matrix_and_the_interval_are_of_the_last_epoch()
    {
        var experiment = TinyStore.Audio(TinyStore.Make(Path.Combine(folder, "store"), noise: 60)) with { Epochs = 8 };
        var runs = Folds.Train(experiment, folder, [1], [0, 1, 2]);
        var summary = FoldsSummary.Of(runs, "tiny", "cfnsr train audio", "Made-up features", "0");
        int right = Enumerable.Range(0, 8).Sum(label => summary.Confusion[label][label]);
        Assert.Equal(summary.Pooled!.Last, new PooledCount(right, 48));
        Assert.NotEqual(summary.Pooled.BestTest, summary.Pooled.Last); // else the test shows nothing
        Assert.Equal(right / 48.0, summary.LastInterval.Value, 12);
    }

    [Fact]
    public void Means_and_deviations_equal_the_hand_computed_ones()
    {
        Assert.Equal(new MeanAndSpread(2, 1, 3), MeanAndSpread.Of([1, 2, 3]));
        Assert.Equal(new MeanAndSpread(2, 0, 1), MeanAndSpread.Of([2]));
        Assert.Null(MeanAndSpread.Of([]));
        Assert.Equal("55.81 ± 1.00", new MeanAndSpread(0.5581, 0.01, 3).ToPercent());
        Assert.Equal("55.81", new MeanAndSpread(0.5581, 0, 1).ToPercent());
    }

    [Fact]
    public void A_store_of_one_actor_has_no_fold_to_run()
    {
        string store = TinyStore.Make(Path.Combine(folder, "one"), actors: 1);
        var error = Assert.Throws<KitException>(() => Folds.Train(TinyStore.Audio(store), folder, null, [0]));
        Assert.Contains("no fold of split msaf6 has clips to train on and clips to test", error.Message, StringComparison.Ordinal);
        Assert.Equal(store, error.File);
    }

    public void Dispose() => Directory.Delete(folder, recursive: true);
}
