using CFNSR.Repro.Cli;
using CFNSR.Repro.Data;
using CFNSR.Repro.Evaluation;
using CFNSR.Repro.Tests.Cli;
using CFNSR.Repro.Training;

namespace CFNSR.Repro.Tests.Training;

/// <summary>Nothing that is not finite is scored, averaged or written.</summary>
public sealed class NotFiniteTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Theory]
    [InlineData(48, 47, 1)]
    [InlineData(49, 16, 3)]
    [InlineData(49, 48, 1)]
    [InlineData(50, 16, 4)]
    [InlineData(3, 1, 3)]
    [InlineData(1, 16, 1)]
    public void A_single_clip_that_is_left_over_joins_the_batch_before(int clips, int batch, int batches) =>
        Assert.Equal(batches, new BatchOptions { BatchSize = batch }.BatchesOf(clips));

    [Fact]
    public void The_loader_gives_every_clip_once_and_no_batch_of_one()
    {
        using var store = ClipStore.Open(TinyStore.Make(folder["store"]));
        var loader = new BatchLoader(store, [.. Enumerable.Range(0, 33)], new BatchOptions { BatchSize = 8, Shuffle = true, Workers = 2 });
        var seen = new List<int[]>();
        foreach (var batch in loader.Epoch(1))
        {
            using (batch) seen.Add(batch.Clips);
        }

        Assert.Equal([8, 8, 8, 9], seen.Select(clips => clips.Length));
        Assert.Equal(loader.Order(1), seen.SelectMany(clips => clips));
    }

    [Fact]
    public void Training_with_one_clip_left_over_gives_finite_probabilities_also_on_encodings()
    {
        string store = TinyStore.Make(folder["store"], video: true);
        // 32 training clips of 6 actors without validation: 31 and one
        foreach (bool freeze in new[] { false, true })
        {
            var e = TinyStore.Fusion(store) with { System = "msaf", Epochs = 2, Batch = 31, Validation = "none", FreezeEncoders = freeze, Name = $"msaf-{freeze}" };
            Trainer.Start(e, folder["runs"]);
            var run = RunReader.Open(folder["runs", e.Name]);
            Assert.Equal([1, 2], run.History.Select(epoch => epoch.Step));
            Assert.All(run.Predictions.Values.SelectMany(epoch => epoch.Predictions).SelectMany(p => p.Probabilities), p => Assert.True(float.IsFinite(p)));
        }
    }

    [Fact]
    public void A_batch_of_one_is_refused_by_name_before_training()
    {
        var run = CliRun.Of("train", "audio", "--store", TinyStore.Make(folder["store"]), "--runs", folder["runs"], "batch=1");
        Assert.Equal(ExitCode.BadInput, run.Exit);
        Assert.Contains("batch", run.Error, StringComparison.Ordinal);
        Assert.False(Directory.Exists(folder["runs"]));
    }

    [Fact]
    public void Weights_that_grow_beyond_all_bounds_end_the_run_and_are_not_scored()
    {
        var e = TinyStore.Audio(TinyStore.Make(folder["store"])) with { Lr = 1e30, Epochs = 3 };
        var error = Assert.Throws<TrainingDivergedException>(() => Trainer.Start(e, folder["runs"]));
        Assert.NotEmpty(error.Clips);
        Assert.False(RunReader.Open(folder["runs", "tiny"]).Finished);
        Assert.All(RunReader.Open(folder["runs", "tiny"]).History, epoch => Assert.True(double.IsFinite(epoch.TestLoss)));
    }

    [Fact]
    public void A_comparison_loses_the_row_that_diverged_and_those_that_start_from_it_not_its_table()
    {
        var basis = TinyStore.Fusion(TinyStore.Make(folder["store"], video: true)) with { Name = "c", Epochs = 2 };
        var lost = new List<string>();
        // the first epoch of the video stream alone is spoilt: a learning rate that its own settings would never have
        Folds.Train(SystemsRunner.Of(basis, "audio", folder["runs"]), folder["runs"], [1], [0]);
        var done = SystemsRunner.Train(["audio", "averaging"], basis with { Lr = 1e30 }, folder["runs"], [1], [0], failed: (system, reason) => lost.Add($"{system}: {reason[..12]}"));
        Assert.Empty(done);
        Assert.Equal(["audio: The network'", "video: The network'", "averaging: it starts fr"], lost.Select(line => line.Replace("The loss is ", "The network'", StringComparison.Ordinal)));
    }

    [Fact]
    public void An_ablation_names_the_row_that_diverged_and_keeps_the_others()
    {
        var basis = TinyStore.Audio(TinyStore.Make(folder["store"])) with { Name = "a", Epochs = 1 };
        var grid = AblationGrid.Over("lr=0.001,1e30,0.002", "audio");
        var (summary, _) = Ablation.Train(grid, basis, frozen: false, folder["runs"], [1], [0], "", _ => "", "made-up clips");
        Assert.Equal([1, 3], summary.Rows.Select(row => row.Number));
        Assert.StartsWith("row 2 (lr=1e30): The ", Assert.Single(summary.Lost), StringComparison.Ordinal);
        Assert.Contains("No result: row 2", summary.ToMarkdown(), StringComparison.Ordinal);
    }
}
