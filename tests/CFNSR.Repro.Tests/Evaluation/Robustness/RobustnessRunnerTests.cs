using CFNSR.Repro.Evaluation;
using CFNSR.Repro.Evaluation.Robustness;
using CFNSR.Repro.Models;
using CFNSR.Repro.Tests.Training;
using CFNSR.Repro.Training;

namespace CFNSR.Repro.Tests.Evaluation.Robustness;

public sealed class RobustnessRunnerTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void Clean_clips_give_the_runs_own_accuracy_and_each_test_what_it_should()
    {
        string store = TinyStore.Make(folder["store"], video: true);
        Experiment fusion = TinyStore.Fusion(store) with { Epochs = 2 };
        Train(fusion with { Name = "runs/drop" });
        Train(fusion with { Name = "runs/none", ModalityDropout = 0 });
        Train(TinyStore.Audio(store) with { Name = "runs/sound", Epochs = 2 });
        Train(fusion with { Name = "runs/video", System = "video" });
        var seen = new List<RobustnessProgress>();
        var options = Options("runs") with { Command = "cfnsr robustness RUNS" };
        var table = RobustnessRunner.Run(options, new Listener(seen));

        string[] systems = ["cfnsr-msafnet modality_dropout=0.2", "cfnsr-msafnet modality_dropout=0", "audio", "video"];
        Assert.Equal(systems, table.Systems());
        Assert.Equal(["A stream missing", "Blurred picture", "Dark picture", "Frozen picture", "Dropped frames"], table.Panels().Select(panel => panel.Key));
        Assert.Equal((1 + (4 * 18), 4 * 18, 4 * 18), (seen.Count, seen[^1].Done, seen[^1].Of));
        Assert.Equal("fold 1, video, dropped frames 75 %", seen[^1].What);
        Assert.Equal(2 / 16.0, table.Chance); // two actors, a clip of every emotion each

        // exactly the run's own scores, clip by clip
        foreach (var (system, run) in systems.Zip(["drop", "none", "sound", "video"]))
        {
            var reader = RunReader.Open(folder["runs", run]);
            var clean = Assert.Single(table[system, Perturbation.Clean].Runs);
            Assert.Equal(new RobustnessScore(1, 0, 16, reader.Report.Validation!.Test.Accuracy, reader.Report.Validation.Test.Uar), clean);
            foreach (var missing in new[] { MissingModality.Audio, MissingModality.Video })
            {
                var test = new Perturbation(missing == MissingModality.Audio ? PerturbationKinds.MissingAudio : PerturbationKinds.MissingVideo, 1);
                Assert.Equal(EvaluateRun.Of(folder["runs", run], missing: missing, device: "cpu").Metrics.Accuracy, table[system, test].Accuracy.Mean);
            }
        }

        // who does not see does not mind
        Assert.All(table.Rows.Where(row => row.System == "audio" && row.Test.Kind != PerturbationKinds.MissingAudio), row =>
            Assert.Equal((table["audio", Perturbation.Clean].Accuracy, 0), (row.Accuracy, row.Change.Mean)));
        Assert.All(table.Rows, row => Assert.Equal(row.Accuracy.Mean - table[row.System, Perturbation.Clean].Accuracy.Mean, row.Change.Mean, 12));

        Assert.Equal(18, table.Differences.Count);
        Assert.All(table.Differences, d =>
        {
            Assert.Equal((systems[0], systems[1]), (d.First, d.Second));
            Assert.Equal(table[d.First, d.Test].Accuracy.Mean - table[d.Second, d.Test].Accuracy.Mean, d.Interval.Value, 12);
            Assert.InRange(d.Interval.Value, d.Interval.Low, d.Interval.High);
        });

        // the same again, whatever was judged besides; and other noise with another seed
        var again = RobustnessRunner.Run(options with { Runs = [folder["runs", "video"]], Tests = [new(PerturbationKinds.Frozen, 1)] });
        Assert.Equal(table["video", new(PerturbationKinds.Frozen, 1)].Accuracy, again["video", new(PerturbationKinds.Frozen, 1)].Accuracy);
        Assert.Empty(again.Differences);
        Assert.Equal(folder["runs"], RobustnessRunner.FolderOf([folder["runs"]]));
        Assert.Equal(folder["runs", "video"], RobustnessRunner.FolderOf([folder["runs", "video", "version_0"]]));

        // files
        table.Write(folder["out"]);
        var read = RobustnessTable.Read(folder["out", "robustness.json"]);
        Assert.Equal(table.ToMarkdown(), read.ToMarkdown());
        Assert.Equal(table.ToCsv(), read.ToCsv());
        Assert.Equal(1 + (4 * 18), File.ReadAllLines(folder["out", "robustness.csv"]).Length);
        Assert.DoesNotContain(folder.Path, File.ReadAllText(folder["out", "robustness.json"]), StringComparison.Ordinal);
    }

    [Fact]
    public void The_picture_matters_to_who_sees_it()
    {
        string store = TinyStore.Make(folder["store"], video: true);
        Train(TinyStore.Fusion(store) with { Name = "video", System = "video", Epochs = 25, Lr = 0.01 });
        var table = RobustnessRunner.Run(Options("video") with { Tests = [new(PerturbationKinds.Dark, 0), new(PerturbationKinds.Dark, 1)] });
        Assert.Equal(1 / 8.0, table["video", new(PerturbationKinds.Dark, 0)].Accuracy.Mean); // all clips alike
        Assert.Equal(table["video", Perturbation.Clean].Runs, table["video", new(PerturbationKinds.Dark, 1)].Runs);
        Assert.True(table["video", Perturbation.Clean].Accuracy.Mean > 1 / 8.0);
    }

    [Fact]
    public void Only_the_newest_finished_version_counts()
    {
        string store = TinyStore.Make(folder["store"]);
        Train(TinyStore.Audio(store) with { Epochs = 1 });
        Train(TinyStore.Audio(store) with { Epochs = 2 });
        File.Copy(folder["tiny", "version_1", "config.json"], Directory.CreateDirectory(folder["tiny", "version_2"]).FullName + "/config.json");
        var table = RobustnessRunner.Run(Options("tiny") with { Tests = [] });
        Assert.Equal(RunReader.Open(folder["tiny", "version_1"]).Report.Validation!.Test.Accuracy, Assert.Single(table.Rows).Accuracy.Mean);
    }

    [Fact]
    public void What_cannot_be_judged_is_named()
    {
        string store = TinyStore.Make(folder["store"]);
        var audio = TinyStore.Audio(store) with { Epochs = 1 };
        Train(audio with { Name = "runs/a" });
        string error(RobustnessOptions options) => Assert.Throws<KitException>(() => RobustnessRunner.Run(options)).Message;
        var quiet = Options("runs") with { Tests = [new(PerturbationKinds.MissingAudio, 1)] };

        Assert.Contains("none of the runs perceives dark", error(quiet with { Tests = [new(PerturbationKinds.Dark, 0.5)] }), StringComparison.Ordinal);
        Assert.Contains("white changes what the store does not hold", error(quiet with { Tests = [new(PerturbationKinds.White, 0)] }), StringComparison.Ordinal);
        Assert.Contains("there is no run of these folds", error(quiet with { Folds = [3] }), StringComparison.Ordinal);
        Assert.Contains("holds no run", error(quiet with { Runs = [folder["nowhere"]] }), StringComparison.Ordinal);

        // made-up features were not made by the run's settings
        folder.Write("data/Actor_01/03-01-01-01-01-01-01.wav", "x");
        Assert.Contains("holds mfcc made in another way", error(quiet with { Data = folder["data"], Tests = [new(PerturbationKinds.Shift, 100)] }), StringComparison.Ordinal);

        // two experiments with the same settings; then of other folds
        Train(audio with { Name = "runs/b" });
        Assert.Contains("same settings, fold and seed", error(quiet), StringComparison.Ordinal);
        Train(audio with { Name = "runs/b", Fold = 2 });
        Assert.Contains("audio lr=0.002 fold/seed 2/0", error(quiet with { Runs = [folder["runs", "a"], Train(audio with { Name = "runs/c", Fold = 2, Lr = 0.002 })] }), StringComparison.Ordinal);

        // not finished
        Directory.CreateDirectory(folder["open", "version_0"]);
        File.Copy(folder["runs", "a", "version_0", "config.json"], folder["open", "version_0", "config.json"]);
        string open = error(quiet with { Runs = [folder["open"]] });
        Assert.Contains("has no test predictions", open, StringComparison.Ordinal);
        Assert.Contains("version_0", open, StringComparison.Ordinal);

        // finished, but the predictions are gone; and the store is another one
        File.Delete(folder["runs", "a", "version_0", "predictions.csv"]);
        Assert.Contains("predictions.csv", error(quiet with { Runs = [folder["runs", "a"]] }), StringComparison.Ordinal);
        Assert.Contains("has changed since the run", error(quiet with { Runs = [folder["runs", "c"]], Store = TinyStore.Make(folder["other"], noise: 19) }), StringComparison.Ordinal);
    }

    [Fact]
    public void Runs_on_face_tracking_are_tested_on_what_they_see()
    {
        string store = TinyStore.Make(folder["store"], units: true);
        Experiment means = TinyStore.Tracking(store) with { Epochs = 2 };
        Train(means with { Name = "runs/drop" });
        Train(means with { Name = "runs/none", ModalityDropout = 0 });
        Train(means with { Name = "runs/video", System = "video" });
        var table = RobustnessRunner.Run(Options("runs"));
        Assert.Equal("48 clips of RAVDESS, sound and face tracking", table.Data);
        Assert.Equal(["A stream missing", "Jitter of the action units", "A part of the face missing"], table.Panels().Select(panel => panel.Key));
        Assert.Equal(3 * (1 + 2 + 4 + 3), table.Rows.Count);
        Assert.Equal(10, table.Differences.Count);

        string[] systems = ["cfnsr-msafnet modality_dropout=0.2", "cfnsr-msafnet modality_dropout=0", "video"];
        foreach (var (system, run) in systems.Zip(["drop", "none", "video"]))
        {
            Assert.Equal(RunReader.Open(folder["runs", run]).Report.Validation!.Test.Accuracy, table[system, Perturbation.Clean].Accuracy.Mean);
            double missing = EvaluateRun.Of(folder["runs", run], missing: MissingModality.Video, device: "cpu").Metrics.Accuracy;
            Assert.Equal(missing, table[system, new(PerturbationKinds.MissingVideo, 1)].Accuracy.Mean);
        }

        var still = RobustnessRunner.Run(Options("runs") with { Tests = [.. Perturbation.Parse("jitter=0"), .. Perturbation.Parse("missing-unit")] });
        Assert.Equal(3 * (1 + 1 + 18), still.Rows.Count);
        Assert.All(systems, system => Assert.Equal(
            still[system, Perturbation.Clean].Runs, still[system, new(PerturbationKinds.Jitter, 0)].Runs));

        // over time: frames can be lost, and the face can be late
        string late = Train(TinyStore.Tracking(store) with { Name = "sequence", Epochs = 1, VideoEncoder = "sequence" });
        var moved = RobustnessRunner.Run(Options("sequence"));
        Assert.Contains("Face lost in some frames", moved.Panels().Select(panel => panel.Key));
        Assert.Contains("Action units late", moved.Panels().Select(panel => panel.Key));

        string error(string test, string? data = null) => Assert.Throws<KitException>(
            () => RobustnessRunner.Run(Options("runs") with { Tests = Perturbation.Parse(test), Data = data })).Message;
        Assert.Contains("none of the runs perceives units-late", error("units-late"), StringComparison.Ordinal);
        Assert.Contains("none of the runs perceives blur", error("blur"), StringComparison.Ordinal);
        Assert.Contains("untracked changes what the store does not hold", error("untracked"), StringComparison.Ordinal);
        Directory.CreateDirectory(folder["data"]);
        Assert.Contains("lacks the face tracking of clip 01-01-01-01-01-01-01", error("untracked", folder["data"]), StringComparison.Ordinal);
    }

    private RobustnessOptions Options(string runs) => new() { Runs = [folder[runs]], Device = "cpu", Threads = 1 };

    private string Train(Experiment experiment)
    {
        Trainer.Start(experiment, folder.Path);
        return folder[experiment.Name];
    }

    private sealed class Listener(List<RobustnessProgress> seen) : IProgress<RobustnessProgress>
    {
        public void Report(RobustnessProgress value) => seen.Add(value);
    }
}
