using System.Globalization;
using CFNSR.Repro.Models;
using static TorchSharp.torch;

namespace CFNSR.Repro.Training;

/// <summary>Starts encoders from unimodal runs, as the published systems do.</summary>
internal static class WarmStart
{
    /// <summary>Loads <c>init_video</c> and <c>init_audio</c> into the network's encoders; settings that are empty do nothing.</summary>
    public static void Apply(Experiment e, EmotionModel model)
    {
        foreach (string setting in new[] { e.InitVideo, e.InitAudio })
        {
            if (setting.Length == 0) continue;
            string path = setting
                .Replace("{fold}", e.Fold.ToString(CultureInfo.InvariantCulture), StringComparison.Ordinal)
                .Replace("{seed}", e.Seed.ToString(CultureInfo.InvariantCulture), StringComparison.Ordinal);
            Load(path, model, e);
        }
    }

    /// <summary>The run itself, or the newest finished version of it: one that is still being trained would give other weights tomorrow.</summary>
    private static RunReader Finished(string path) =>
        RunFolder.Versions(path, "").Reverse().Where(version => File.Exists(Path.Combine(version.Path, "config.json"))).Select(version => RunReader.Open(version.Path)).FirstOrDefault(version => version.Finished)
        ?? (RunReader.Open(path) is { Finished: true } run ? run : throw new KitException("is not finished", path, cure: "Finish it first: cfnsr train --resume."));

    private static void Load(string path, EmotionModel model, Experiment e)
    {
        var run = Finished(path);
        var origin = run.Experiment;
        if (origin.Split != e.Split || origin.Fold != e.Fold)
        {
            throw new KitException(
                string.Create(CultureInfo.InvariantCulture, $"was trained on fold {origin.Fold} of {origin.Split}, this run tests fold {e.Fold} of {e.Split}"),
                path, cure: "Start from a run of the same fold, or the encoder has seen the test actors.");
        }

        using var scope = NewDisposeScope();
        using var source = ModelZoo.Create(origin.ToModelOptions());
        // without validation actors the selected epoch is the best on the test fold, which no weight may know
        string weights = run.Report.Validation is null ? Checkpoint.Last : Checkpoint.Best;
        Checkpoint.Load(Path.Combine(run.FullPath, "checkpoints", weights), source);
        foreach (var encoder in source.Encoders)
        {
            var target = model.Encoders.FirstOrDefault(candidate => candidate.GetType() == encoder.GetType())
                ?? throw new KitException($"holds the encoder of system {origin.System}, which {e.System} does not have", path);
            try
            {
                var (missing, _) = target.load_state_dict(encoder.state_dict(), strict: false); // the unimodal head may be left over
                if (missing.Count > 0) throw new ArgumentException($"it lacks {missing[0]}");
            }
            catch (Exception error) when (error is ArgumentException or InvalidOperationException)
            {
                throw new KitException($"holds an encoder of another size: {error.Message}", path,
                    cure: "Train the unimodal run with the same video_width, video_blocks, cardinality and audio_width.", inner: error);
            }
        }
    }
}
