using CFNSR.Repro.Data;
using CFNSR.Repro.Models;
using CFNSR.Repro.Training;

namespace CFNSR.Repro.Tests.Training;

public sealed class ShuffledLabelsTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void Labels_are_dealt_out_once_as_often_as_they_were_and_only_for_training()
    {
        var plain = TinyStore.Audio(TinyStore.Make(folder["store"]));
        var (usual, shuffled) = (Labels(plain), Labels(plain with { ShuffleLabels = true }));
        Assert.Equal(usual.Train.Keys.Order(), shuffled.Train.Keys.Order());
        Assert.Equal(usual.Train.Values.Order(), shuffled.Train.Values.Order());
        Assert.True(usual.Train.Count(pair => shuffled.Train[pair.Key] == pair.Value) < usual.Train.Count / 2);
        Assert.Equal(usual.Validation, shuffled.Validation);
        Assert.Equal(usual.Test, shuffled.Test);
        Assert.Equal(shuffled.Train, Labels(plain with { ShuffleLabels = true }, epoch: 5).Train);
        Assert.NotEqual(shuffled.Train, Labels(plain with { ShuffleLabels = true, Seed = 1, Validation = "none" }).Train.Where(pair => shuffled.Train.ContainsKey(pair.Key)).ToDictionary());
    }

    [Fact]
    public void Dealing_is_a_pure_function_of_the_seed()
    {
        var names = Emotions.All.Select(emotion => new ClipName(Modality.AudioOnly, false, emotion, 1, 1, 1, 3)).ToArray();
        var clips = Enumerable.Range(0, names.Length).ToArray();
        Assert.Equal(ShuffledLabels.Deal(3, clips, names), ShuffledLabels.Deal(3, clips, names));
        Assert.NotEqual(ShuffledLabels.Deal(3, clips, names), ShuffledLabels.Deal(4, clips, names));
        Assert.Equal(Enumerable.Range(0, 8), ShuffledLabels.Deal(3, clips, names).Values.Order());
    }

    /// <summary>Sound whose classes are plain to hear is recognised; with dealt-out labels strangers are not, yet the training clips are learnt.</summary>
    [Fact]
    public void What_is_learnt_from_shuffled_labels_does_not_carry_over()
    {
        var plain = TinyStore.Audio(TinyStore.Make(folder["store"], noise: 2)) with { Epochs = 30, Validation = "none" };
        var usual = Trainer.Start(plain, folder["runs"]);
        var shuffled = Trainer.Start(plain with { ShuffleLabels = true }, folder["runs"]);
        Assert.True(usual.Last.Test.Accuracy > 0.9, $"with labels {usual.Last.Test.Accuracy}");
        Assert.True(shuffled.Last.Test.Accuracy < 0.5, $"shuffled {shuffled.Last.Test.Accuracy}");
        var history = RunReader.Open(folder["runs", "tiny"]).History;
        Assert.True(history[^1].TrainLoss < history[0].TrainLoss);
        Assert.True(history[^1].TestLoss > usual.Last.Test.CrossEntropy);
    }

    private static (Dictionary<int, long> Train, Dictionary<int, long> Validation, Dictionary<int, long> Test) Labels(Experiment e, int epoch = 1)
    {
        using var data = RunData.Open(e);
        using var model = ModelZoo.Create(e.ToModelOptions());
        data.Load(model);
        return (Of(data.Train, epoch), data.Validation is { } validation ? Of(validation, epoch) : [], Of(data.Test, epoch));
    }

    private static Dictionary<int, long> Of(IBatches batches, int epoch)
    {
        var labels = new Dictionary<int, long>();
        foreach (var batch in batches.Epoch(epoch))
        {
            using (batch)
            {
                foreach (var (clip, label) in batch.Clips.Zip(batch.Labels.data<long>().ToArray())) labels.Add(clip, label);
            }
        }

        return labels;
    }
}
