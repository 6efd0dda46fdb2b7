using CFNSR.Repro.Models;
using CFNSR.Repro.Scores;
using CFNSR.Repro.Training;
using TorchSharp;
using static TorchSharp.torch;

namespace CFNSR.Repro.Evaluation;

/// <summary>Judges a finished run's checkpoint again: on its own test fold or another one, also with one modality taken away.</summary>
public static class EvaluateRun
{
    /// <summary>Judges a checkpoint.</summary>
    /// <param name="run">The folder of the run's version.</param>
    /// <param name="checkpoint"><see cref="Checkpoint.Best"/> or <see cref="Checkpoint.Last"/>.</param>
    /// <param name="missing">A modality that is zeroed after the encoders, as modality dropout does: <c>Video</c> leaves the sound only.</param>
    /// <param name="fold">The fold whose test actors are judged; null takes the run's own.</param>
    /// <param name="store">Another clip store; null takes the run's own, as it was then. Each is standardised as the run was.</param>
    /// <param name="device">Where to compute: auto, cpu, cuda or cuda:n.</param>
    /// <exception cref="KitException">There is no such run, checkpoint, fold or store.</exception>
    public static Evaluated Of(
        string run, string checkpoint = Checkpoint.Best, MissingModality missing = MissingModality.None, int? fold = null, string? store = null, string device = "auto")
    {
        var reader = RunReader.Open(run);
        var trained = reader.Experiment with { Device = device };
        if (store is not null) trained = trained with { Store = store };
        using var data = RunData.Open(trained);
        if (store is null) data.CheckMadeFrom(reader);
        using var scope = NewDisposeScope();
        using var model = ModelZoo.Create(trained.ToModelOptions());
        var state = Checkpoint.Load(Path.Combine(reader.FullPath, "checkpoints", checkpoint), model);
        model.to(data.Device);
        model.Missing = missing;
        data.Load(model, fold ?? trained.Fold, reader.FullPath);
        var judged = data.Judge(model, data.Test);
        var seen = data.ActorsOf(data.Parts.Train.Concat(data.Parts.Validation)).Intersect(judged.Predictions.Select(p => p.Actor)).Order().ToArray();
        return new Evaluated(state.Epoch, Metrics.Of(judged.Predictions), judged.Predictions, seen);
    }
}
