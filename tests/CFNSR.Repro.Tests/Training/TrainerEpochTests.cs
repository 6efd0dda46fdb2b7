using CFNSR.Repro.Models;
using CFNSR.Repro.Training;

namespace CFNSR.Repro.Tests.Training;

/// <summary>One pass of the trainer over its clips: their order, what dropout draws, the mean of the loss.</summary>
public sealed class TrainerEpochTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void Training_clips_come_in_another_order_each_epoch_and_judged_clips_in_their_own()
    {
        var experiment = TinyStore.Audio(TinyStore.Make(folder["store"]));
        using var data = RunData.Open(experiment);
        using var model = ModelZoo.Create(experiment.ToModelOptions());
        data.Load(model);
        int[] Order(IBatches batches, int epoch) => [.. batches.Epoch(epoch).SelectMany(batch =>
        {
            using (batch) return batch.Clips;
        })];

        Assert.Equal(data.Parts.Train, Order(data.Train, 1).Order());
        Assert.NotEqual(data.Parts.Train, Order(data.Train, 1));
        Assert.NotEqual(Order(data.Train, 1), Order(data.Train, 2));
        Assert.Equal(data.Parts.Validation, Order(data.Validation!, 2));
        Assert.Equal(data.Parts.Test, Order(data.Test, 2));
    }

    /// <summary>With next to no learning rate and the same batch every time, only what dropout draws can change the loss.</summary>
    [Fact]
    public void Dropout_draws_anew_in_every_epoch()
    {
        Trainer.Start(TinyStore.Audio(TinyStore.Make(folder["store"])) with { Epochs = 3, OverfitBatches = 1, Lr = 1e-30 }, folder.Path);
        var losses = RunReader.Open(folder["tiny"]).History.Select(line => line.TrainLoss).ToArray();
        Assert.Equal(3, losses.Distinct().Count());
    }

    /// <summary>A system that is not trained has no dropout: its loss is the mean over the clips, however they are batched.</summary>
    [Fact]
    public void The_training_loss_is_the_mean_over_clips()
    {
        var experiment = TinyStore.Fusion(TinyStore.Make(folder["store"], video: true)) with { System = "averaging", JointTrain = false };
        double[] losses = [.. new[] { 24, 16, 5 }.Select(batch =>
        {
            Trainer.Start(experiment with { Batch = batch, Name = $"by {batch}" }, folder.Path);
            return RunReader.Open(folder[$"by {batch}"]).History.Single().TrainLoss;
        })];
        Assert.InRange(losses[0], 1.5, 3); // ln 8 is 2.08
        Assert.Equal(losses[0], losses[1], 1e-5);
        Assert.Equal(losses[0], losses[2], 1e-5);
    }
}
