using CFNSR.Repro.Evaluation;
using CFNSR.Repro.Models;
using CFNSR.Repro.Tests.Training;
using CFNSR.Repro.Training;

namespace CFNSR.Repro.Tests.Evaluation;

public class EvaluateRunTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("cfnsr-evaluate-").FullName;

    [Fact]
    public void A_checkpoint_gives_the_scores_of_the_run_again()
    {
        var report = Trainer.Start(TinyStore.Audio(TinyStore.Make(Path.Combine(folder, "store"))), folder);
        string run = Path.Combine(folder, "tiny", "version_0");
        var best = EvaluateRun.Of(run, device: "cpu");
        Assert.Equal(report.Validation, new EpochScore(best.Epoch, best.Metrics));
        Assert.Empty(best.SeenActors);
        var last = EvaluateRun.Of(run, Checkpoint.Last, device: "cpu");
        Assert.Equal(report.Last, new EpochScore(last.Epoch, last.Metrics));
        Assert.Equal(RunReader.Open(run).Predictions[Selection.Last].Predictions.Select(p => p.Probabilities), last.Predictions.Select(p => p.Probabilities));

        var other = EvaluateRun.Of(run, fold: 2, device: "cpu");
        Assert.Equal([5, 6], other.Predictions.Select(p => p.Actor).Distinct().Order());
        Assert.Equal([5, 6], other.SeenActors);
    }

    [Fact]
    public void A_modality_that_is_taken_away_no_longer_matters()
    {
        var experiment = TinyStore.Fusion(TinyStore.Make(Path.Combine(folder, "store"), video: true)) with { Epochs = 1 };
        Trainer.Start(experiment, folder);
        string run = Path.Combine(folder, "tiny", "version_0");
        var both = EvaluateRun.Of(run, device: "cpu");
        var sound = EvaluateRun.Of(run, missing: MissingModality.Video, device: "cpu");
        var picture = EvaluateRun.Of(run, missing: MissingModality.Audio, device: "cpu");
        Assert.NotEqual(both.Metrics.CrossEntropy, sound.Metrics.CrossEntropy);
        Assert.NotEqual(both.Metrics.CrossEntropy, picture.Metrics.CrossEntropy);
        Assert.NotEqual(sound.Metrics.CrossEntropy, picture.Metrics.CrossEntropy);
    }

    public void Dispose() => Directory.Delete(folder, recursive: true);
}
