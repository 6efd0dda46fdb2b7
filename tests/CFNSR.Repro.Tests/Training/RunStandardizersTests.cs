using CFNSR.Repro.Data;
using CFNSR.Repro.Evaluation;
using CFNSR.Repro.Features;
using CFNSR.Repro.Training;

namespace CFNSR.Repro.Tests.Training;

public sealed class RunStandardizersTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void A_run_keeps_its_scaling_and_is_judged_with_it()
    {
        string path = TinyStore.Make(folder["store"], units: true), run = folder["tiny", "version_0"];
        Trainer.Start(TinyStore.Tracking(path) with { Epochs = 1, MfccNorm = "train-fold" }, folder.Path);
        var kept = RunStandardizers.Read(run, StoreArray.Mfcc, StoreArray.Units)!;
        using (var store = ClipStore.Open(path))
        {
            int[] train = [.. Split.Load("msaf6").Assign(store.Names, 1, 1, 0).Train];
            var (audio, video) = (Standardizer.Fit(store, train), Standardizer.Fit(store, train, FeatureNorm.MinMax, StoreArray.Units));
            Assert.Equal(audio.Mean.Concat(audio.Deviation), kept.Audio!.Mean.Concat(kept.Audio.Deviation));
            Assert.Equal(video.Mean.Concat(video.Deviation), kept.Video!.Mean.Concat(kept.Video.Deviation));
            Assert.Equal((FeatureNorm.TrainFold, FeatureNorm.MinMax), (kept.Audio.Mode, kept.Video.Mode));
        }

        var judged = EvaluateRun.Of(run, device: "cpu").Predictions.Select(p => p.Probabilities).ToArray();
        Assert.Equal(RunReader.Open(run).Predictions[Selection.Validation].Predictions.Select(p => p.Probabilities), judged);

        // another scaling gives another answer; without one it is measured again
        string file = Path.Combine(run, "standardizer-video.json"), text = File.ReadAllText(file);
        double first = kept.Video.Mean[0];
        File.WriteAllText(file, text.Replace(first.ToString("R", System.Globalization.CultureInfo.InvariantCulture), "0.75", StringComparison.Ordinal));
        Assert.NotEqual(judged[0], EvaluateRun.Of(run, device: "cpu").Predictions[0].Probabilities);
        File.Delete(file);
        Assert.Null(RunStandardizers.Read(run, StoreArray.Mfcc, StoreArray.Units));
        Assert.Equal(judged, EvaluateRun.Of(run, device: "cpu").Predictions.Select(p => p.Probabilities));
    }

    [Fact]
    public void A_damaged_or_foreign_file_is_named()
    {
        string file = folder.Write("standardizer-audio.json", "{");
        Assert.Equal(file, Assert.Throws<KitException>(() => RunStandardizers.Read(folder.Path, StoreArray.Mfcc, null)).File);
        Assert.Equal(new RunStandardizers(null, null), RunStandardizers.Read(folder.Path, null, null));
        using var store = ClipStore.Open(TinyStore.Make(folder["store"]));
        new RunStandardizers(Standardizer.Fit(store, [0, 1]), null).Write(folder.Path);
        var error = Assert.Throws<KitException>(() => RunStandardizers.Read(folder.Path, StoreArray.LogMel, null));
        Assert.Equal((file, "scales mfcc, and the run reads logmel"), (error.File, error.What));
    }
}
