using CFNSR.Repro.Data;
using CFNSR.Repro.Features;
using CFNSR.Repro.Models;
using CFNSR.Repro.Models.Fusion;
using CFNSR.Repro.Scores;
using CFNSR.Repro.Training;
using TorchSharp;
using static TorchSharp.torch;

namespace CFNSR.Repro.Evaluation.SingleClips;

/// <summary>
/// Asks a run about one clip, a recording of one's own too. Preparation, scaling and weights are the run's; its clip store is not needed,
/// unless it was trained by a kit that did not keep the scaling.
/// </summary>
public static class PredictClip
{
    /// <summary>Prepares the clip and asks.</summary>
    /// <param name="run">The folder of the run's version.</param>
    /// <param name="clip">WAV, mp4 or any other file with the sound; with the picture too, for a run that sees frames. Any name.</param>
    /// <param name="tracking">For a run that sees face tracking: OpenFace's CSV, or a table of means with a row of the clip's name.</param>
    /// <param name="checkpoint"><see cref="Checkpoint.Best"/> or <see cref="Checkpoint.Last"/>.</param>
    /// <param name="device">Where to compute: auto, cpu, cuda or cuda:n.</param>
    /// <exception cref="KitException">There is no such run or checkpoint, or the clip does not hold what the run perceives.</exception>
    public static ClipPrediction Of(
        string run, string clip, string? tracking = null, string checkpoint = Checkpoint.Best, string device = "auto")
    {
        var reader = RunReader.Open(run);
        Experiment e = reader.Experiment with { Device = device };
        Device place = Devices.Resolve(device);
        using var scope = NewDisposeScope();
        using EmotionModel model = ModelZoo.Create(e.ToModelOptions());
        ClipInput input = ClipInput.Read(e, model, clip, tracking);
        int epoch = Checkpoint.Load(Path.Combine(reader.FullPath, "checkpoints", checkpoint), model).Epoch;
        var scales = RunStandardizers.Read(reader.FullPath, model.SoundArray(), e.UnitArray(model)) ?? FromStore(reader, e, model);
        model.to(place);
        model.eval();
        using var gradients = no_grad();
        Tensor? audio = input.Features is { } sound ? Scaled([.. sound], scales.Audio!, place) : null;
        Tensor? video = input.Units is { } units ? Scaled([.. units], scales.Video!, place)
            : input.Frames is null ? null : Frames(input, e, place);
        (video, audio) = (video ?? audio!, audio ?? video!); // a network ignores the modality that it does not use
        float[] probabilities = Judgement.Probabilities(model, model.call(video, audio)).Single();
        if (!probabilities.All(float.IsFinite))
        {
            throw new KitException("gives values that are not finite, so there is no answer", clip,
                cure: "Look at the clip's sound and picture, and at the run's weights.");
        }

        bool named = ClipName.TryParse(clip, out ClipName name, out _);
        return new ClipPrediction
        {
            Clip = Path.GetFileName(clip), System = e.System, Epoch = epoch, Probabilities = probabilities,
            Attention = Attention(model, e.ToVideoInput(), video, audio), Input = input, Shown = named ? name.Emotion : null,
            SeenActor = named && reader.Finished && !reader.Report.TestActors.Contains(name.Actor),
        };
    }

    /// <summary>A run of an earlier kit: the scaling is measured again.</summary>
    private static RunStandardizers FromStore(RunReader reader, Experiment e, EmotionModel model)
    {
        using var data = RunData.Open(e);
        data.CheckMadeFrom(reader);
        data.Load(model);
        return data.Standardizers;
    }

    /// <summary>(1, coefficients, frames).</summary>
    private static Tensor Scaled(float[] features, Standardizer scale, Device device)
    {
        var scaled = new float[features.Length];
        scale.Apply(features, scaled);
        return tensor(scaled, [1, scale.Coefficients, features.Length / scale.Coefficients], device: device);
    }

    /// <summary>(1, 3, T, S, S).</summary>
    private static Tensor Frames(ClipInput input, Experiment e, Device device)
    {
        FrameShape shape = input.Shape;
        var values = new float[shape.Length];
        ImageNet.Normalise(e.ToChannelOrder())([.. input.Frames!], shape, 1, 0, values);
        return tensor(values, [1, FrameShape.Channels, shape.T, shape.H, shape.W], device: device);
    }

    private static IReadOnlyList<AttentionMap> Attention(EmotionModel model, VideoInput seen, Tensor video, Tensor audio)
    {
        if (model is not CfnsrMsafNet net) return [];
        const string step = "audio step";
        string place = seen == VideoInput.UnitTokens ? "action unit" : "video token";
        return [.. net.Attention(video, audio).SelectMany((maps, i) =>
            new[] { Map(i + 1, place, step, maps.AudioToVideo, false), Map(i + 1, step, place, maps.VideoToAudio, true) }.OfType<AttentionMap>())];

        AttentionMap? Map(int block, string queries, string keys, Tensor? weights, bool soundReads)
        {
            if (weights is null) return null;
            Tensor mean = weights.mean([1]).squeeze(0).cpu().contiguous(); // (1, heads, queries, keys) to (queries, keys)
            return new AttentionMap(block, queries, keys, [.. mean.data<float>().ToArray().Chunk((int)mean.shape[1])], seen, soundReads);
        }
    }
}
