using CFNSR.Repro.Models;
using CFNSR.Repro.Training;
using TorchSharp;
using static TorchSharp.torch;

namespace CFNSR.Repro.Benchmarks;

/// <summary>A network with a batch of drawn input, and the trainer's step on it: seed, forward, loss, backward, Adam, clips recognised.</summary>
internal sealed class TrainingStep : IDisposable
{
    private readonly DisposeScope scope = NewDisposeScope();
    private readonly optim.Optimizer optimizer;
    private readonly Tensor video, audio, labels;
    private int done;

    public TrainingStep(string system, int batch, int frames, int size, int width, int cardinality, string blocks, bool dropout = true)
    {
        manual_seed(1);
        var experiment = new Experiment { System = system, Frames = frames, ImageSize = size, VideoWidth = width, Cardinality = cardinality, VideoBlocks = blocks };
        if (!dropout) experiment = experiment with { FeatureDropout = 0, VectorDropout = 0, AudioInputDropout = 0, AudioDropout = 0, AttentionDropout = 0, ModalityDropout = 0 };
        Model = ModelZoo.Create(experiment.ToModelOptions());
        Model.train();
        optimizer = optim.Adam(Model.parameters(), 1e-3);
        audio = Wave(batch, 13, 212);
        video = Model.UsesVideo ? Wave(batch, 3, frames, size, size) : audio;
        labels = arange(batch).remainder(8);
    }

    public EmotionModel Model { get; }

    /// <summary>The peer's formula: versions of libtorch draw other numbers from one seed.</summary>
    private static Tensor Wave(params long[] shape) => (arange(shape.Aggregate(1L, (a, b) => a * b), ScalarType.Float64).square() * 0.001).sin().reshape(shape).to(ScalarType.Float32);

    public (double Loss, long Right) Run()
    {
        using var inner = NewDisposeScope();
        manual_seed(1000 + done++);
        foreach (var parameter in optimizer.parameters()) parameter.grad = null;
        Tensor output = Model.call(video, audio);
        Tensor loss = Model.Loss(output, labels);
        double value = loss.ToDouble();
        loss.backward();
        optimizer.step();
        using var gradients = no_grad();
        return (value, Model.Predict(output.detach()).argmax(1).eq(labels).sum().ToInt64());
    }

    public void Dispose()
    {
        optimizer.Dispose();
        Model.Dispose();
        scope.Dispose();
    }
}
