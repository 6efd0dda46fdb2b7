using System.Globalization;
using CFNSR.Repro.Models;
using static TorchSharp.torch;

namespace CFNSR.Repro.Training;

/// <summary>Starts encoders from unimodal runs, as the published systems do.</summary>
internal static class WarmStart
{
    /// <summary>Loads <c>init_video</c> and <c>init_audio</c> into the network's encoders; settings that are empty do nothing.</summary>
    /// <param name="e">The settings.</param>
    /// <param name="model">The network.</param>
    /// <param name="dataHash">Hash of the clip store.</param>
    public static void Apply(Experiment e, EmotionModel model, string dataHash)
    {
        if (e.InitVideo.Length > 0) Load(Source(e.InitVideo, e, dataHash), model, e);
        if (e.InitAudio.Length > 0) Load(Source(e.InitAudio, e, dataHash), model, e);
    }

    /// <summary>Hash of the weights that a setting names; null for an empty setting.</summary>
    public static string? Weights(string setting, Experiment e, string dataHash) =>
        setting.Length == 0 ? null : Checkpoint.WeightsHash(Start(Source(setting, e, dataHash)));

    /// <summary>
    /// The run itself, or a finished version of it (one that is still being trained would give other weights tomorrow): the newest made from
    /// the same clips, else the newest.
    /// </summary>
    private static RunReader Source(string setting, Experiment e, string dataHash)
    {
        string path = setting
            .Replace("{fold}", e.Fold.ToString(CultureInfo.InvariantCulture), StringComparison.Ordinal)
            .Replace("{seed}", e.Seed.ToString(CultureInfo.InvariantCulture), StringComparison.Ordinal);
        if (RunReader.Newest(path, dataHash) is { } finished) return finished;
        return RunReader.Open(path) is { Finished: true } run
            ? run : throw new KitException("is not finished", path, cure: "Finish it first: cfnsr train --resume.");
    }

    /// <summary>The selected epoch; without validation actors that is the best on the test fold, which no weight may know, and the last is taken.</summary>
    private static string Start(RunReader run) => Path.Combine(run.FullPath, "checkpoints", run.Report.Validation is null ? Checkpoint.Last : Checkpoint.Best);

    private static void Load(RunReader run, EmotionModel model, Experiment e)
    {
        var origin = run.Experiment;
        if (origin.Split != e.Split || origin.Fold != e.Fold)
        {
            throw new KitException(
                string.Create(CultureInfo.InvariantCulture, $"was trained on fold {origin.Fold} of {origin.Split}, this run tests fold {e.Fold} of {e.Split}"),
                run.FullPath, cure: "Start from a run of the same fold, or the encoder has seen the test actors.");
        }

        using var scope = NewDisposeScope();
        using var source = ModelZoo.Create(origin.ToModelOptions());
        Checkpoint.Load(Start(run), source);
        foreach (var encoder in source.Encoders)
        {
            var target = model.Encoders.FirstOrDefault(candidate => candidate.GetType() == encoder.GetType())
                ?? throw new KitException($"holds the encoder of system {origin.System}, which {e.System} does not have", run.FullPath);
            try
            {
                var (missing, _) = target.load_state_dict(encoder.state_dict(), strict: false); // the unimodal head may be left over
                if (missing.Count > 0) throw new ArgumentException($"it lacks {missing[0]}");
            }
            catch (Exception error) when (error is ArgumentException or InvalidOperationException)
            {
                throw new KitException($"holds an encoder of another size: {error.Message}", run.FullPath,
                    cure: "Train the unimodal run with the same video_width, video_blocks, cardinality and audio_width.", inner: error);
            }
        }
    }
}
