using System.Diagnostics;
using System.Runtime.InteropServices;
using CFNSR.Repro.Data;
using CFNSR.Repro.Models;
using CFNSR.Repro.Scores;
using TorchSharp;
using static TorchSharp.torch;

namespace CFNSR.Repro.Training;

/// <summary>
/// Trains one run: one system, one test fold, one seed. After every epoch it judges the validation actors and the test fold, writes the
/// run folder and a checkpoint. Whatever moment it is killed at, <see cref="Resume"/> ends with the same weights, scores and predictions
/// (bit for bit on a CPU), because all randomness is a pure function of (seed, epoch, step). Taught in notebook 06.
/// </summary>
public sealed class Trainer
{
    private const int MostLost = 5; // in one run; an error that comes back is another

    /// <summary>What libtorch and CUDA say when there is no room left.</summary>
    private static readonly string[] FullMemory = ["allocate memory", "out of memory"];

    private readonly Experiment experiment;
    private readonly RunFolder folder;
    private readonly RunData data;
    private readonly EmotionModel model;
    private readonly TorchSharp.Modules.OptimizerHelper optimizer;
    private readonly double[] rates; // of the optimiser's groups, before the schedule
    private readonly IProgress<TrainingProgress>? progress;
    private readonly List<EpochRecord> history = [];
    private TensorBoardLog? events;
    private SelectedEpoch? last, validation, bestTest;
    private int done; // epochs finished
    private long steps; // optimiser steps made

    private Trainer(RunFolder folder, RunData data, EmotionModel model, IProgress<TrainingProgress>? progress)
    {
        (this.folder, this.data, this.model, this.progress) = (folder, data, model, progress);
        experiment = data.Experiment;
        optimizer = Optimizers.Create(experiment, model);
        rates = [.. optimizer.ParamGroups.Select(group => group.LearningRate)];
    }

    private int Epochs => experiment.FastDevRun || !model.NeedsTraining ? 1 : experiment.Epochs;

    /// <summary>Trains a new version of a run.</summary>
    /// <param name="experiment">The settings.</param>
    /// <param name="root">The folder of all runs, usually <c>runs</c>.</param>
    /// <param name="overrides">The overrides as the user gave them, for <c>overrides.txt</c>.</param>
    /// <param name="progress">Told after every step.</param>
    /// <param name="cancel">Ctrl-C: the step at hand is finished and a checkpoint written.</param>
    /// <returns>The three scores.</returns>
    /// <exception cref="KitException">The store, the split or a setting does not fit.</exception>
    /// <exception cref="TrainingDivergedException">The loss is not finite.</exception>
    /// <exception cref="TrainingInterruptedException">Cancelled; says how to resume.</exception>
    public static RunReport Start(
        Experiment experiment, string root, IEnumerable<string>? overrides = null, IProgress<TrainingProgress>? progress = null, CancellationToken cancel = default)
    {
        experiment.Checked();
        return Run(experiment, inputs => RunFolder.Create(root, experiment, overrides ?? [], inputs), progress, cancel);
    }

    /// <summary>Goes on with a run that was killed or cancelled; a finished one just gives its result.</summary>
    /// <param name="path">The folder of the run's version.</param>
    /// <param name="progress">Told after every step.</param>
    /// <param name="cancel">Ctrl-C: the step at hand is finished and a checkpoint written.</param>
    /// <param name="store">Where the clips lie now; null for where they lay when the run began.</param>
    /// <returns>The three scores.</returns>
    /// <exception cref="KitException">It is not a run, another process holds it, or the data have changed.</exception>
    public static RunReport Resume(
        string path, IProgress<TrainingProgress>? progress = null, CancellationToken cancel = default, string? store = null)
    {
        using var folder = RunFolder.Open(path);
        var experiment = folder.Experiment;
        return folder.Finished ? RunReader.Open(path).Report : Run(experiment with { Store = store ?? experiment.Store }, _ => folder, progress, cancel);
    }

    /// <summary>
    /// Trains, and takes the run up again where TorchSharp let go of a number too early: it does not keep the scalars of an operator alive (a + b, a * 2),
    /// so in rare moments the garbage collector frees one that libtorch still reads, and libtorch refuses what it finds there. Nothing is wrong with the
    /// run, and from its checkpoint it ends bit for bit as it would have (dotnet/TorchSharp#1434, not in 0.107).
    /// </summary>
    private static RunReport Run(Experiment e, Func<RunInputs, RunFolder> open, IProgress<TrainingProgress>? progress, CancellationToken cancel)
    {
        string? started = null;
        for (int lost = 0; ; lost++)
        {
            try
            {
                return RunOnce(e, inputs => started is null ? open(inputs) : RunFolder.Open(started), path => started = path, progress, cancel);
            }
            catch (ExternalException error) when (FullMemory.Any(word => error.Message.Contains(word, StringComparison.OrdinalIgnoreCase)))
            {
                throw new KitException("the memory is full", started, "room for the network and a batch",
                    "Lower batch, or close other programs; 'cfnsr doctor --preset NAME' tells what a preset needs.", error);
            }
            catch (ExternalException error) when (started is not null && lost < MostLost && error.Message.Contains("scalar", StringComparison.OrdinalIgnoreCase))
            {
                progress?.Report(new TrainingProgress(e.Name, 0, e.Epochs, 0, 0, 0, Note: "libtorch lost a number to the garbage collector; the run goes on from its last checkpoint"));
            }
        }
    }

    /// <summary>Opens the data and builds the network first, so that bad input leaves no folder behind.</summary>
    private static RunReport RunOnce(
        Experiment e, Func<RunInputs, RunFolder> open, Action<string> opened, IProgress<TrainingProgress>? progress, CancellationToken cancel)
    {
        using var data = RunData.Open(e);
        using var scope = NewDisposeScope();
        manual_seed(StepSeed.Of(e.Seed, 0, 0));
        using var model = ModelZoo.Create(e.ToModelOptions());
        data.Load(model);
        WarmStart.Apply(e, model, data.Hash);
        if (e.FreezeEncoders) Freeze(model);
        model.to(data.Device);
        using var folder = open(RunInputs.Of(e, data.Store));
        opened(folder.FullPath);
        data.Standardizers.Write(folder.FullPath);
        data.Encode(model);
        var trainer = new Trainer(folder, data, model, progress);
        using (trainer.optimizer) return trainer.Train(cancel);
    }

    private RunReport Train(CancellationToken cancel)
    {
        folder.WriteEnvironment(RunEnvironment.Describe(data.Device));
        var partial = Restore();
        folder.WriteHistory(history);
        events = new TensorBoardLog(folder.FullPath, history);
        while (done < Epochs && !HasStalled)
        {
            data.Store.CheckUnchanged();
            var clock = Stopwatch.StartNew();
            partial = TrainEpoch(partial ?? new PartialEpoch(0, 0, 0, 0, 0), clock, cancel);
            Judge(partial, clock);
            partial = null;
            if (!cancel.IsCancellationRequested || done >= Epochs) continue;
            if (done % experiment.CheckpointEvery != 0) Save(Checkpoint.Last, null);
            throw new TrainingInterruptedException(folder.FullPath, done, 0);
        }

        return Finish();
    }

    /// <summary>Takes up the newest whole checkpoint, if there is one.</summary>
    private PartialEpoch? Restore()
    {
        var state = Checkpoint.LoadNewest(folder.Checkpoints, model, optimizer, out string? note);
        if (note is not null) Report(0, 0, note: note);
        if (state is null) return null;
        if (state.DataHash != data.Hash)
        {
            throw new KitException("has changed since the run began", experiment.Store, cure: "Start a new run, or prepare the store as it was.");
        }

        (done, steps, last, validation, bestTest) = (state.Epoch, state.Step, state.Last, state.Validation, state.BestTest);
        history.AddRange(state.History);
        return state.Partial;
    }

    /// <summary>One pass over the training clips, from the step at which the run was interrupted.</summary>
    private PartialEpoch TrainEpoch(PartialEpoch sums, Stopwatch clock, CancellationToken cancel)
    {
        int epoch = done + 1, limit = data.TrainSteps;
        var (step, clips, lossSum, correct) = (sums.Steps, sums.Clips, sums.LossSum, sums.Correct);
        SetTraining();
        foreach (var batch in data.Train.Epoch(experiment.OverfitBatches > 0 ? 1 : epoch, step))
        {
            using (batch)
            {
                if (step >= limit) break;
                var (loss, right) = Step(batch, epoch, step);
                lossSum += loss * batch.Clips.Length;
                correct += right;
                clips += batch.Clips.Length;
                step++;
                steps += model.NeedsTraining ? 1 : 0;
            }

            Report(step, lossSum / clips);
            if (cancel.IsCancellationRequested && step < limit)
            {
                Save(Checkpoint.Last, new PartialEpoch(step, clips, lossSum, correct, sums.Seconds + clock.Elapsed.TotalSeconds));
                throw new TrainingInterruptedException(folder.FullPath, done, step);
            }
        }

        return new PartialEpoch(step, clips, lossSum, correct, sums.Seconds);
    }

    /// <summary>One step of the optimiser. Returns the loss and the number of clips recognised.</summary>
    private (double Loss, int Correct) Step(Batch batch, int epoch, int step)
    {
        using var scope = NewDisposeScope();
        manual_seed(StepSeed.Of(experiment.Seed, epoch, step));
        foreach (var parameter in optimizer.parameters()) parameter.grad = null; // zeros would be kept in memory and added to
        var mixup = experiment.Mixup > 0 ? Mixup.Draw(experiment.Seed, epoch, step, batch.Count, experiment.Mixup) : null;
        var output = data.Forward(model, mixup?.Apply(batch) ?? batch); // (kN, 8)
        var loss = mixup?.Loss(Loss, batch.Labels) ?? Loss(batch.Labels);
        Tensor Loss(Tensor labels) => model.Loss(output, labels, experiment.LabelSmoothing);
        double value = loss.ToDouble();
        if (!double.IsFinite(value))
            throw new TrainingDivergedException(value, epoch, step + 1, batch.Clips.Select(clip => data.Names[clip].ToString()).ToArray());
        if (model.NeedsTraining)
        {
            loss.backward();
            foreach (var (group, rate) in optimizer.ParamGroups.Zip(rates)) group.LearningRate = rate * Factor(steps);
            if (experiment.ClipGrad > 0) nn.utils.clip_grad_norm_(model.parameters().Where(p => p.requires_grad), experiment.ClipGrad);
            optimizer.step();
        }

        using var gradients = no_grad();
        var unaltered = output.detach().narrow(0, 0, batch.Clips.Length); // soft-hard dropout repeats the batch
        int correct = (int)model.Predict(unaltered).argmax(1).eq(batch.Labels).sum().ToInt64();
        return (value, correct);
    }

    /// <summary>Judges the epoch that has just ended, updates the three scores, writes files and checkpoints.</summary>
    private void Judge(PartialEpoch sums, Stopwatch clock)
    {
        done++;
        var test = data.Judge(model, data.Test);
        var val = data.Validation is { } actors ? data.Judge(model, actors) : null;
        last = SelectedEpoch.Of(done, test.Predictions);
        var onValidation = val is null ? null : Metrics.Of(val.Predictions);
        history.Add(new EpochRecord(
            done, steps, sums.LossSum / sums.Clips, (double)sums.Correct / sums.Clips, val?.Loss, onValidation?.Accuracy, onValidation?.Uar,
            test.Loss, last.Metrics.Accuracy, last.Metrics.Uar, experiment.Lr * Factor(steps - 1), sums.Seconds + clock.Elapsed.TotalSeconds));

        bool betterTest = EpochChoice.OnTest(history) == done, betterValidation = EpochChoice.OnValidation(history) == done;
        if (betterTest) bestTest = last;
        if (betterValidation) validation = last;

        // best before last: a run killed between the two repeats the epoch and writes the same best again
        if (data.Validation is null ? betterTest : betterValidation) Save(Checkpoint.Best, null);
        if (done % experiment.CheckpointEvery == 0 || done >= Epochs || HasStalled) Save(Checkpoint.Last, null);
        folder.WriteHistory(history);
        events!.Add(history[^1]);
        Report(sums.Steps, history[^1].TrainLoss, history[^1]);
    }

    private bool HasStalled => EpochChoice.HasStalled(history, experiment.EarlyStopping);

    private RunReport Finish()
    {
        var report = new RunReport
        {
            System = experiment.System, Seed = experiment.Seed, Split = data.Split.Name, SplitHash = data.Split.Hash, Fold = experiment.Fold,
            SubjectDependent = data.Split.SubjectDependent, DataHash = data.Hash, Synthetic = data.Synthetic,
            SettingsHash = FoldsSummary.SettingsHash(experiment), Gaps = data.Gaps(), TestActors = data.ActorsOf(data.Parts.Test), ValidationActors = data.ActorsOf(data.Parts.Validation),
            TrainClips = data.Parts.Train.Count, ValidationClips = data.Parts.Validation.Count, TestClips = data.Parts.Test.Count,
            Parameters = model.ParameterCount(), TrainedParameters = model.parameters().Where(p => p.requires_grad).Sum(p => p.numel()),
            Epochs = done, StoppedEarly = done < Epochs, Seconds = history.Sum(line => line.Seconds), TrainAccuracy = history[^1].TrainAccuracy,
            Last = last!.Score, Validation = validation?.Score, BestTest = bestTest!.Score,
        };
        var selected = new List<(Selection, SelectedEpoch)> { (Selection.Last, last) };
        if (validation is not null) selected.Add((Selection.Validation, validation));
        selected.Add((Selection.BestTest, bestTest));
        folder.WriteResult(report, selected);
        return report;
    }

    private void Save(string name, PartialEpoch? partial) => Checkpoint.Save(
        folder.Checkpoints, name, model, name == Checkpoint.Last ? optimizer : null,
        new CheckpointState { DataHash = data.Hash, Epoch = done, Step = steps, Partial = partial, History = history, Last = last, Validation = validation, BestTest = bestTest });

    /// <summary>The schedule's factor on the learning rates of an optimiser's step, from 0.</summary>
    private double Factor(long step) => LearningRate.Factor(experiment.Schedule, step, (long)Epochs * data.TrainSteps);

    private void SetTraining()
    {
        model.train();
        if (!model.NeedsTraining) model.eval();
        if (!experiment.FreezeEncoders) return;
        foreach (var encoder in model.Encoders) encoder.eval(); // statistics and dropout stand still too
    }

    private static void Freeze(EmotionModel model)
    {
        foreach (var parameter in model.Encoders.SelectMany(encoder => encoder.parameters())) parameter.requires_grad = false;
    }

    private void Report(int step, double loss, EpochRecord? finished = null, string? note = null) =>
        progress?.Report(new TrainingProgress(experiment.Name, finished?.Epoch ?? done + 1, Epochs, step, data.TrainSteps, loss, finished, note));
}
