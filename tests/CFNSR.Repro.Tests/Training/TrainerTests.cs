using CFNSR.Repro.Models;
using CFNSR.Repro.Training;
using TorchSharp;
using static TorchSharp.torch;

namespace CFNSR.Repro.Tests.Training;

public class TrainerTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("cfnsr-trainer-").FullName;

    [Fact]
    public void Made_up_classes_are_learnt_and_everything_is_on_disk()
    {
        var experiment = TinyStore.Audio(Store()) with { Epochs = 8 };
        var report = Trainer.Start(experiment, folder, ["epochs=8"]);
        Assert.True(report.BestTest.Test.Accuracy > 0.5, $"best on test {report.BestTest.Test.Accuracy}");
        Assert.Equal([1, 2], report.TestActors);
        Assert.Equal((16, 24, 8), (report.TestClips, report.TrainClips, report.ValidationClips));
        Assert.Single(report.ValidationActors);
        Assert.Equal((34024, 34024, 8, false), (report.Parameters, report.TrainedParameters, report.Epochs, report.StoppedEarly));

        var run = RunReader.Open(Path.Combine(folder, "tiny"));
        Assert.Equal(report.ToJson(), run.Report.ToJson());
        Assert.Equal(experiment, run.Experiment);
        var history = run.History;
        Assert.Equal(Enumerable.Range(1, 8), history.Select(line => line.Epoch));
        Assert.Equal(Enumerable.Range(1, 8).Select(epoch => 3L * epoch), history.Select(line => line.Step));
        Assert.True(history[^1].TrainLoss < history[0].TrainLoss);

        // the three scores are the history's, and the predictions give them again
        Assert.Equal(history[^1].TestAccuracy, report.Last.Test.Accuracy);
        Assert.Equal(history.Max(line => line.TestAccuracy), report.BestTest.Test.Accuracy);
        Assert.Equal(history.First(line => line.TestAccuracy == history.Max(l => l.TestAccuracy)).Epoch, report.BestTest.Epoch);
        var chosen = history.OrderByDescending(line => line.ValAccuracy).ThenBy(line => line.ValLoss).ThenBy(line => line.Epoch).First();
        Assert.Equal((chosen.Epoch, chosen.TestAccuracy), (report.Validation!.Epoch, report.Validation.Test.Accuracy));
        foreach (var (selection, result) in run.Predictions) Assert.Equal(report.Of(selection), result.Score);

        string[] files = Directory.GetFiles(run.FullPath).Select(file => Path.GetFileName(file)).Order(StringComparer.Ordinal).ToArray();
        Assert.Equal(
            [
                "config.json", "confusion.csv", "environment.txt", "inputs.json", "metrics.csv", "metrics.json", "overrides.txt", "predictions.csv",
                "run.lock", "standardizer-audio.json",
            ],
            files.Where(file => !file.StartsWith("events.", StringComparison.Ordinal)));
        Assert.Single(files, file => file.StartsWith("events.out.tfevents.", StringComparison.Ordinal));
        Assert.Contains("cpu", File.ReadAllText(Path.Combine(run.FullPath, "environment.txt")));
        Assert.DoesNotContain(folder, File.ReadAllText(Path.Combine(run.FullPath, "environment.txt")));
    }

    [Fact]
    public void Without_validation_actors_the_middle_score_is_absent()
    {
        var report = Trainer.Start(TinyStore.Audio(Store()) with { Epochs = 2, Validation = "none" }, folder);
        Assert.Null(report.Validation);
        Assert.Empty(report.ValidationActors);
        Assert.Equal(32, report.TrainClips);
        var run = RunReader.Open(Path.Combine(folder, "tiny"));
        Assert.Equal([Selection.Last, Selection.BestTest], run.Predictions.Keys.Order());
        Assert.All(run.History, line => Assert.Null(line.ValAccuracy));
        Assert.True(Directory.Exists(Path.Combine(run.FullPath, "checkpoints", Checkpoint.Best)));
    }

    [Fact]
    public void The_same_settings_give_the_same_bits_and_another_seed_other_ones()
    {
        var experiment = TinyStore.Audio(Store()) with { Epochs = 2 };
        Trainer.Start(experiment, folder);
        Trainer.Start(experiment with { Workers = 3 }, folder);
        Trainer.Start(experiment with { Seed = 1 }, folder);
        byte[][] models = Enumerable.Range(0, 3)
            .Select(v => File.ReadAllBytes(Path.Combine(folder, "tiny", $"version_{v}", "checkpoints", "last", "model.dat"))).ToArray();
        Assert.True(models[0].AsSpan().SequenceEqual(models[1]));
        Assert.False(models[0].AsSpan().SequenceEqual(models[2]));
    }

    [Fact]
    public void Early_stopping_ends_the_run_after_so_many_epochs_without_gain()
    {
        var report = Trainer.Start(TinyStore.Audio(Store()) with { Epochs = 40, EarlyStopping = 2 }, folder);
        Assert.True(report.StoppedEarly);
        var history = RunReader.Open(Path.Combine(folder, "tiny")).History;
        Assert.Equal(report.Epochs, history.Count);
        Assert.Equal(report.Validation!.Epoch + 2, report.Epochs);
    }

    [Fact]
    public void A_fast_dev_run_makes_one_step_and_judges_one_batch()
    {
        var report = Trainer.Start(TinyStore.Audio(Store()) with { FastDevRun = true }, folder);
        Assert.Equal((1, 8), (report.Epochs, report.Last.Test.Clips));
        Assert.Equal(1, RunReader.Open(Path.Combine(folder, "tiny")).History.Single().Step);
    }

    [Fact]
    public void Limits_shorten_the_epochs()
    {
        Trainer.Start(TinyStore.Audio(Store()) with { Epochs = 2, LimitTrainBatches = 2 }, folder);
        Assert.Equal([2, 4], RunReader.Open(Path.Combine(folder, "tiny")).History.Select(line => line.Step));
        var overfit = Trainer.Start(TinyStore.Audio(Store()) with { Name = "over", Epochs = 20, OverfitBatches = 1 }, folder);
        Assert.Equal(1.0, overfit.TrainAccuracy);
    }

    [Fact]
    public void A_loss_that_is_not_finite_names_the_clips()
    {
        var error = Assert.Throws<TrainingDivergedException>(() => Trainer.Start(TinyStore.Audio(Store(noise: float.PositiveInfinity)) with { MfccNorm = "none" }, folder));
        Assert.Equal(8, error.Clips.Count);
        Assert.Contains(error.Clips[0], error.Message);
        Assert.Contains("epoch 1, step 1", error.Message);
    }

    [Fact]
    public void Bad_input_leaves_no_run_folder_behind()
    {
        var experiment = TinyStore.Audio(Store());
        Assert.Throws<KitException>(() => Trainer.Start(experiment with { Store = Path.Combine(folder, "nowhere") }, Path.Combine(folder, "runs")));
        Assert.Throws<KitException>(() => Trainer.Start(experiment with { Fold = 6 }, Path.Combine(folder, "runs")));
        Assert.Throws<KitException>(() => Trainer.Start(experiment with { System = "cfnsr-msafnet" }, Path.Combine(folder, "runs")));
        Assert.False(Directory.Exists(Path.Combine(folder, "runs")));
    }

    [Fact]
    public void Frames_of_another_size_than_the_settings_say_so()
    {
        var error = Assert.Throws<KitException>(() => Trainer.Start(TinyStore.Fusion(Store(video: true)) with { Frames = 3 }, folder));
        Assert.Equal("Set frames=2 image_size=16, or prepare the store again.", error.Cure);
    }

    [Fact]
    public void Frozen_encoders_give_the_same_network_with_and_without_their_outputs_cached()
    {
        // augmentation that changes nothing cannot be had, so the uncached path is forced by modality dropout at the input, probability 0
        var cached = TinyStore.Fusion(Store(video: true)) with { FreezeEncoders = true, Epochs = 2, ModalityDropout = 0 };
        var one = Trainer.Start(cached, folder);
        var two = Trainer.Start(cached with { ModalityDropoutAt = "input" }, folder);
        Assert.Equal(one.Parameters, two.Parameters);
        Assert.True(one.TrainedParameters < one.Parameters);

        var histories = new[] { 0, 1 }.Select(v => RunReader.Open(Path.Combine(folder, "tiny", $"version_{v}")).History).ToArray();
        for (int i = 0; i < 2; i++)
        {
            Assert.Equal(histories[0][i].TrainLoss, histories[1][i].TrainLoss, 1e-5);
            Assert.Equal(histories[0][i].TestLoss, histories[1][i].TestLoss, 1e-5);
            Assert.Equal(histories[0][i].TestAccuracy, histories[1][i].TestAccuracy);
        }
    }

    [Fact]
    public void Encodings_that_are_kept_serve_the_next_run_and_no_other()
    {
        string kept = Path.Combine(folder, "encodings");
        var experiment = TinyStore.Fusion(Store(video: true)) with { FreezeEncoders = true, Epochs = 1, Encodings = kept };
        Trainer.Start(experiment with { Encodings = "" }, folder);
        Trainer.Start(experiment, folder);
        string[] files = Directory.GetFiles(kept);
        Assert.Equal(9, files.Length); // picture, sound and their sums, of training, validation and test clips
        var written = files.ToDictionary(file => file, File.GetLastWriteTimeUtc);
        Trainer.Start(experiment with { Heads = 4 }, folder);
        Trainer.Start(experiment, folder);
        Assert.Equal(written, Directory.GetFiles(kept).ToDictionary(file => file, File.GetLastWriteTimeUtc));
        string[] losses = new[] { 0, 1, 3 }.Select(v => RunReader.Open(Path.Combine(folder, "tiny", $"version_{v}")).History.Single().ToCsv().Split(',')[2]).ToArray();
        Assert.Single(losses.Distinct());
        Trainer.Start(experiment with { ChannelOrder = "as-published" }, folder);
        Assert.Equal(18, Directory.GetFiles(kept).Length);
    }

    [Fact]
    public void Encoders_start_from_unimodal_runs_of_the_same_fold()
    {
        var audio = TinyStore.Audio(Store(video: true)) with { Name = "audio/fold-1/seed-0", Epochs = 2 };
        Trainer.Start(audio, folder);
        var fusion = TinyStore.Fusion(audio.Store) with
        {
            Name = "fusion", Epochs = 1, FreezeEncoders = true, InitAudio = Path.Combine(folder, "audio", "fold-{fold}", "seed-{seed}"),
        };
        Trainer.Start(fusion, folder);

        using var scope = NewDisposeScope();
        using var source = ModelZoo.Create(audio.ToModelOptions());
        using var target = ModelZoo.Create(fusion.ToModelOptions());
        Checkpoint.Load(Path.Combine(folder, "audio", "fold-1", "seed-0", "version_0", "checkpoints", Checkpoint.Best), source);
        Checkpoint.Load(Path.Combine(folder, "fusion", "version_0", "checkpoints", Checkpoint.Last), target);
        var expected = source.Encoders.Single().state_dict();
        var actual = target.Encoders.Single(encoder => encoder.GetType() == source.Encoders.Single().GetType()).state_dict();
        Assert.NotEmpty(actual);
        foreach (var (name, value) in actual) Assert.True(value.eq(expected[name]).all().ToBoolean(), name);

        var other = Assert.Throws<KitException>(() => Trainer.Start(fusion with { Fold = 2, InitAudio = Path.Combine(folder, "audio", "fold-1", "seed-0") }, folder));
        Assert.Contains("fold 1", other.Message);
    }

    [Theory]
    [InlineData("adam")]
    [InlineData("adamw")]
    [InlineData("sgd")]
    public void Encoders_learn_at_their_own_rate(string optimizer)
    {
        var experiment = TinyStore.Fusion("unused") with { Optimizer = optimizer, Lr = 0.01, EncoderLr = 0.1 };
        using var scope = NewDisposeScope();
        using var model = ModelZoo.Create(experiment.ToModelOptions());
        var groups = Optimizers.Groups(experiment, model);
        Assert.Equal([0.01, 0.001], groups.Select(group => group.Lr));
        Assert.Equal(model.ParameterCount(), groups.Sum(group => group.Parameters.Sum(p => p.numel())));
        Assert.Equal(model.Encoders.Sum(encoder => encoder.parameters().Sum(p => p.numel())), groups[1].Parameters.Sum(p => p.numel()));
        using var made = Optimizers.Create(experiment, model);
        Assert.Equal([0.01, 0.001], made.ParamGroups.Select(group => group.LearningRate));
    }

    [Fact]
    public void Label_smoothing_follows_its_formula()
    {
        using var scope = NewDisposeScope();
        using var model = ModelZoo.Create(TinyStore.Audio("unused").ToModelOptions());
        var output = tensor(new float[] { 2, 0, 0, 0, 0, 0, 0, 1 }).reshape(1, 8);
        double loss = model.Loss(output, tensor(new long[] { 0 }), 0.1).ToDouble();
        double sum = Math.Log(Math.Exp(2) + 6 + Math.E);
        double expected = -(0.9 * (2 - sum) + (0.1 * (2 + 1 - (8 * sum)) / 8)); // (1 - s) CE + s times the mean over the classes
        Assert.Equal(expected, loss, 1e-6);
    }

    [Fact]
    public void Gradient_clipping_and_label_smoothing_change_the_training()
    {
        var plain = TinyStore.Audio(Store()) with { Epochs = 1, Optimizer = "sgd", Lr = 0.1 };
        double Loss(Experiment e)
        {
            Trainer.Start(e, folder);
            return RunReader.Open(Path.Combine(folder, "tiny")).History.Single().TrainLoss;
        }

        double usual = Loss(plain);
        Assert.NotEqual(usual, Loss(plain with { ClipGrad = 0.01 }));
        Assert.NotEqual(usual, Loss(plain with { LabelSmoothing = 0.2 }));
        Assert.Equal(usual, Loss(plain with { ClipGrad = 1e9 }), 1e-9);
    }

    [Fact]
    public void The_schedule_sets_the_rate_of_every_step()
    {
        var experiment = TinyStore.Audio(Store()) with { Epochs = 4, Schedule = "one-cycle", Optimizer = "sgd", Lr = 0.5 };
        Trainer.Start(experiment, folder);
        var run = RunReader.Open(Path.Combine(folder, "tiny"));
        Assert.Equal([2, 5, 8, 11], run.History.Select(line => line.Step - 1));
        Assert.All(run.History, line => Assert.Equal(0.5 * LearningRate.Factor("one-cycle", line.Step - 1, 12), line.Lr, 1e-15));
        using var scope = NewDisposeScope();
        using var model = ModelZoo.Create(experiment.ToModelOptions());
        using var optimizer = Optimizers.Create(experiment, model);
        Checkpoint.LoadNewest(Path.Combine(run.FullPath, "checkpoints"), model, optimizer, out _);
        Assert.All(optimizer.ParamGroups, group => Assert.Equal(0.5 / 250000, group.LearningRate, 1e-15));
    }

    [Fact]
    public void Sound_is_altered_for_training_and_never_for_judging()
    {
        var plain = TinyStore.Audio(Store());
        float[][] Sound(Experiment e)
        {
            using var data = RunData.Open(e);
            using var model = ModelZoo.Create(e.ToModelOptions());
            data.Load(model);
            return [.. new[] { data.Train, data.Validation!, data.Test }.Select(part => part.Epoch(1).SelectMany(batch =>
            {
                using (batch) return batch.Audio!.data<float>().ToArray();
            }).ToArray())];
        }

        var (usual, altered) = (Sound(plain), Sound(plain with { TimeMask = 40, TimeShift = 5, MelMask = 13, MelShift = 13 }));
        Assert.Equal(usual[1], altered[1]);
        Assert.Equal(usual[2], altered[2]);
        for (int clip = 0; clip < 24; clip++)
        {
            float[] sound = altered[0][(clip * 13 * 212)..((clip + 1) * 13 * 212)], before = usual[0][(clip * 13 * 212)..((clip + 1) * 13 * 212)];
            int silent = Enumerable.Range(0, 212).Count(t => Enumerable.Range(0, 13).All(c => sound[(c * 212) + t] == 0));
            Assert.InRange(silent, 0, 80);
            for (int c = 0; c < 13; c++) // MFCC are not mel bands: no row is masked or moved, every number that is left is one of its own row
                Assert.Superset(sound[(c * 212)..((c + 1) * 212)].Where(v => v != 0).ToHashSet(), before[(c * 212)..((c + 1) * 212)].ToHashSet());
        }

        Assert.NotEqual(usual[0], altered[0]);
    }

    [Fact]
    public void Blended_and_altered_clips_are_encoded_anew_every_time()
    {
        string kept = Path.Combine(folder, "encodings");
        var experiment = TinyStore.Fusion(Store(video: true)) with { FreezeEncoders = true, Epochs = 1, Encodings = kept };
        Trainer.Start(experiment with { Mixup = 0.3 }, folder);
        Trainer.Start(experiment with { TimeMask = 20 }, folder);
        Assert.False(Directory.Exists(kept));
    }

    /// <summary>
    /// TorchSharp's count of tensors rises by one for every parameter that is made and is never taken back: the parameter takes the handle of a tensor
    /// that was counted when it was made and, emptied, is not counted out. So a run leaves its 14 parameters in the count, however long it was.
    /// </summary>
    [Theory]
    [InlineData("")]
    [InlineData("mixup=1 time_mask=20 schedule=one-cycle")]
    public void Native_tensors_do_not_pile_up(string changes)
    {
        var experiment = Overrides.Apply(TinyStore.Audio(Store()) with { Batch = 4 }, changes.Split(' ', StringSplitOptions.RemoveEmptyEntries));
        long Left(Action run)
        {
            long before = Counted();
            run();
            return Counted() - before;
        }

        static long Counted()
        {
            GC.Collect();
            GC.WaitForPendingFinalizers();
            return Tensor.TotalCount;
        }

        Trainer.Start(experiment with { Epochs = 1 }, folder);
        long parameters = Left(() => ModelZoo.Create(experiment.ToModelOptions()).Dispose());
        Assert.Equal(14, parameters);
        Assert.Equal(parameters, Left(() => Trainer.Start(experiment with { Epochs = 1 }, folder)));
        Assert.Equal(parameters, Left(() => Trainer.Start(experiment with { Epochs = 4 }, folder)));
    }

    public void Dispose() => Directory.Delete(folder, recursive: true);

    private string Store(bool video = false, float noise = 20) => TinyStore.Make(Path.Combine(folder, "store"), video, noise);
}
