using CFNSR.Repro.Data;
using CFNSR.Repro.Features.Tracking;
using CFNSR.Repro.Models;
using CFNSR.Repro.Scores;
using CFNSR.Repro.Training;
using TorchSharp;

namespace CFNSR.Repro.Evaluation.Robustness;

/// <summary>The networks of one fold and seed with their data, and sound and face tracking of the fold's clips.</summary>
internal sealed class RobustnessJudges : IDisposable
{
    private readonly List<(RobustnessRun Run, RunData Data, EmotionModel Model)> judges = [];
    private readonly Dictionary<string, ClipSounds> sounds = [];
    private readonly Dictionary<string, ClipUnits> units = [];
    private readonly Dictionary<string, IReadOnlyList<Prediction>> clean = [];
    private readonly RobustnessOptions options;

    /// <summary>Loads the networks; checks the store, and with a data set the sound and the tracking of every clip.</summary>
    /// <param name="runs">The runs of one fold and seed.</param>
    /// <param name="options">Checkpoint, device and seed.</param>
    /// <param name="tests">What is done to the clips.</param>
    /// <param name="index">The data set; null where no sound is changed.</param>
    /// <param name="tracking">The data set's tracking; null where the store's is enough.</param>
    public RobustnessJudges(
        IEnumerable<RobustnessRun> runs, RobustnessOptions options, IReadOnlyList<Perturbation> tests, ClipIndex? index,
        TrackingFiles? tracking)
    {
        this.options = options;
        try
        {
            foreach (var run in runs) Add(run);
            double ahead = tests.Where(test => test.Kind == PerturbationKinds.Shift).Select(test => -test.Level / 1000).Append(0).Max();
            foreach (var (run, data, _) in judges)
            {
                if (index is not null && data.SoundArray is { } heard && !sounds.ContainsKey(heard))
                    sounds.Add(heard, new ClipSounds(data.Store, index, data.Parts.Test, run.Experiment, heard, ahead));
                if (data.UnitArray is not { } seen || units.ContainsKey(seen)) continue;
                units[seen] = new ClipUnits(data.Store, seen, data.Parts);
                if (seen == StoreArray.Units && tracking is not null) units[seen].Read(tracking);
            }
        }
        catch
        {
            Dispose();
            throw;
        }
    }

    /// <summary>Where it is computed.</summary>
    public string Device => judges[0].Data.Device.ToString();

    /// <summary>Hash of the clip store.</summary>
    public string Hash => judges[0].Data.Hash;

    /// <summary>What the clips are, in words.</summary>
    public string Describe => judges[0].Data.Store.Words;

    /// <summary>
    /// What every network says in one test; the clean clips come first. A network that does not perceive what is changed says the same
    /// again.
    /// </summary>
    public IEnumerable<(string System, IReadOnlyList<Prediction> Predictions)> Judge(Perturbation test)
    {
        var heard = sounds.Where(_ => test.Kind is SoundKind)
            .ToDictionary(pair => pair.Key, pair => pair.Value.Features(test, options.Seed));
        var seen = units
            .Where(pair => test.Kind is UnitKind && judges.Any(judge => Perceives(judge.Run) && judge.Data.UnitArray == pair.Key))
            .ToDictionary(pair => pair.Key, pair => pair.Value.Units(test, options.Seed));
        foreach (var (run, data, model) in judges)
        {
            if (test == Perturbation.Clean) clean[run.Label] = Predictions(data, model, test, null, null);
            yield return (run.Label, !Perceives(run) ? clean[run.Label] : Predictions(
                data, model, test, heard.GetValueOrDefault(data.SoundArray ?? ""), seen.GetValueOrDefault(data.UnitArray ?? "")));
        }

        bool Perceives(RobustnessRun run) => test.Kind.Concerns(run.Hears, run.Sees);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var (_, data, model) in judges)
        {
            model.Dispose();
            data.Dispose();
        }

        foreach (var sound in sounds.Values) sound.Dispose();
    }

    private void Add(RobustnessRun run)
    {
        var data = RunData.Open(run.Experiment);
        EmotionModel model;
        try
        {
            data.CheckMadeFrom(run.Reader);
            model = ModelZoo.Create(run.Experiment.ToModelOptions());
        }
        catch
        {
            data.Dispose();
            throw;
        }

        judges.Add((run, data, model));
        Checkpoint.Load(Path.Combine(run.Reader.FullPath, "checkpoints", options.Checkpoint), model);
        model.to(data.Device);
        data.Load(model, run: run.Reader.FullPath);
    }

    private IReadOnlyList<Prediction> Predictions(
        RunData data, EmotionModel model, Perturbation test,
        IReadOnlyDictionary<int, float[]>? heard, IReadOnlyDictionary<int, float[]>? seen)
    {
        model.Missing = test.Kind.Missing;
        return data.JudgeTest(
            model,
            picture => test.Kind is PictureKind ? VideoPerturbation.Before(picture, test, options.Seed) : picture,
            scale => Instead(seen, scale),
            scale => Instead(heard, scale)).Predictions;
    }

    /// <summary>A transform of other values than the stored ones.</summary>
    private static FeatureTransform Instead(IReadOnlyDictionary<int, float[]>? values, FeatureTransform next) =>
        values is null ? next : (_, epoch, clip, output) => next(values[clip], epoch, clip, output);
}
