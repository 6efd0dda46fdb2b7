using CFNSR.Repro.Data;
using CFNSR.Repro.Models;
using CFNSR.Repro.Scores;
using CFNSR.Repro.Training;
using TorchSharp;

namespace CFNSR.Repro.Evaluation.Robustness;

/// <summary>The networks of one fold and seed with their data, and the sound of the fold's clips.</summary>
internal sealed class RobustnessJudges : IDisposable
{
    private readonly List<(RobustnessRun Run, RunData Data, EmotionModel Model)> judges = [];
    private readonly Dictionary<string, ClipSounds> sounds = [];
    private readonly Dictionary<string, IReadOnlyList<Prediction>> clean = [];
    private readonly RobustnessOptions options;

    /// <summary>Loads the networks; checks the store, and with a data set the sound of every clip.</summary>
    /// <param name="runs">The runs of one fold and seed.</param>
    /// <param name="options">What is done to the clips.</param>
    /// <param name="index">The data set; null where no sound is changed.</param>
    public RobustnessJudges(IEnumerable<RobustnessRun> runs, RobustnessOptions options, ClipIndex? index)
    {
        this.options = options;
        try
        {
            foreach (var run in runs) Add(run);
            if (index is null) return;
            double ahead = options.Tests.Where(test => test.Kind == PerturbationKind.Shift).Select(test => -test.Level / 1000).Append(0).Max();
            foreach (var judge in judges.Where(judge => judge.Data.SoundArray is not null).DistinctBy(judge => judge.Data.SoundArray))
            {
                var (run, data, _) = judge;
                sounds.Add(data.SoundArray!, new ClipSounds(data.Store, index, data.Parts.Test, run.Experiment, data.SoundArray!, ahead));
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

    /// <summary>What every network says in one test; the clean clips come first. A network that does not perceive what is changed says the same again.</summary>
    public IEnumerable<(string System, IReadOnlyList<Prediction> Predictions)> Judge(Perturbation test)
    {
        var features = sounds.Where(_ => test.ChangesSound).ToDictionary(pair => pair.Key, pair => pair.Value.Features(test, options.Seed));
        foreach (var (run, data, model) in judges)
        {
            if (test == Perturbation.Clean) clean[run.Label] = Predictions(data, model, test, null);
            bool same = test == Perturbation.Clean || !Concerns(test, model);
            yield return (run.Label, same ? clean[run.Label] : Predictions(data, model, test, features.GetValueOrDefault(data.SoundArray ?? "")));
        }
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
        data.Load(model);
    }

    /// <summary>Whether a network perceives the difference.</summary>
    private static bool Concerns(Perturbation test, EmotionModel model) =>
        test.ChangesSound || test.Missing == MissingModality.Audio ? model.UsesAudio : model.UsesVideo;

    private IReadOnlyList<Prediction> Predictions(RunData data, EmotionModel model, Perturbation test, IReadOnlyDictionary<int, float[]>? features)
    {
        model.Missing = test.Missing;
        return data.JudgeTest(
            model,
            picture => test.ChangesPicture ? VideoPerturbation.Before(picture, test, options.Seed) : picture,
            sound => features is null ? sound : (_, epoch, clip, output) => sound(features[clip], epoch, clip, output)).Predictions;
    }
}
