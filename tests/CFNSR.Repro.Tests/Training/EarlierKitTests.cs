using System.Text.Json.Nodes;
using CFNSR.Repro.Models;
using CFNSR.Repro.Training;
using static TorchSharp.torch;

namespace CFNSR.Repro.Tests.Training;

/// <summary>What the kit wrote before it ran on the real packages (tests/golden/earlier-kit) is still read, and the weights give what they gave.</summary>
public sealed class EarlierKitTests
{
    private static readonly string Run = TestData.Golden("earlier-kit", "run");

    [Fact]
    public void Its_run_folder_is_read()
    {
        var run = RunReader.Open(Run);
        Assert.True(run.Finished);
        Assert.Equal(("audio", "smoke-audio/fold-1/seed-0", 1), (run.Experiment.System, run.Experiment.Name, run.Report.Epochs));
        Assert.Equal("1.13.0", run.Environment["libtorch"]);
        Assert.Equal(32, run.Predictions[Selection.Last].Predictions.Count);
        Assert.Equal(run.Report.Last.Test.Accuracy, run.Predictions[Selection.Last].Metrics.Accuracy, 12);
    }

    [Fact]
    public void Its_checkpoint_gives_the_same_probabilities()
    {
        using var scope = NewDisposeScope();
        using var off = no_grad();
        using EmotionModel model = ModelZoo.Create(RunReader.Open(Run).Experiment.ToModelOptions());
        CheckpointState state = Checkpoint.Load(Path.Combine(Run, "checkpoints", "last"), model);
        Assert.Equal(1, state.Epoch);
        model.eval();
        var (video, audio) = model.Encode(zeros(2, 0), 100 * Wave(2, 13, 212));
        Close("probabilities", model.Predict(model.Fuse(video, audio)));
    }

    [Fact]
    public void Weights_and_optimiser_that_were_read_are_written_as_they_were()
    {
        Experiment experiment = RunReader.Open(Run).Experiment;
        using EmotionModel model = ModelZoo.Create(experiment.ToModelOptions());
        using var optimizer = Optimizers.Create(experiment, model);
        CheckpointState state = Checkpoint.LoadNewest(Path.Combine(Run, "checkpoints"), model, optimizer, out string? note)!;
        Assert.Null(note);
        using var folder = new TemporaryFolder();
        Checkpoint.Save(folder.Path, Checkpoint.Last, model, optimizer, state);
        foreach (string file in (string[])["model.dat", "optimizer.dat"])
            Assert.Equal(File.ReadAllBytes(Path.Combine(Run, "checkpoints", "last", file)), File.ReadAllBytes(folder["last", file]));
    }

    [Fact]
    public void Its_saved_module_gives_the_same_numbers()
    {
        using var scope = NewDisposeScope();
        using var off = no_grad();
        using var module = nn.Sequential(("conv", nn.Conv1d(3, 4, 3)), ("bn", nn.BatchNorm1d(4)), ("act", nn.ReLU()), ("fc", nn.Linear(6, 2)));
        module.load(TestData.Golden("earlier-kit", "module.dat"));
        module.eval();
        Close("module", module.call(Wave(2, 3, 8)));
    }

    private static Tensor Wave(params long[] shape) =>
        (arange(shape.Aggregate(1L, (a, b) => a * b), ScalarType.Float64) * 0.37).sin().reshape(shape).to(ScalarType.Float32);

    /// <summary>Single precision of two versions of libtorch: a few units in the last place.</summary>
    private static void Close(string name, Tensor actual)
    {
        JsonArray expected = JsonNode.Parse(File.ReadAllText(TestData.Golden("earlier-kit", "outputs.json")))![name]!.AsArray();
        double[] got = [.. actual.@double().flatten().data<double>()];
        Assert.Equal(expected.Count, got.Length);
        Assert.All(got.Zip(expected), pair => Assert.Equal((double)pair.Second!, pair.First, 2e-6));
    }
}
