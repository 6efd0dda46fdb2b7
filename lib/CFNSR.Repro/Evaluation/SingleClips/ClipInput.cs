using CFNSR.Repro.Data;
using CFNSR.Repro.Features;
using CFNSR.Repro.Features.Tracking;
using CFNSR.Repro.Models;
using CFNSR.Repro.Training;

namespace CFNSR.Repro.Evaluation.SingleClips;

/// <summary>What a network perceives of one clip, prepared as its run prepares clips, before it is scaled.</summary>
public sealed record ClipInput
{
    /// <summary>The stretch that it hears, at the file's own rate; null for a network that does not hear.</summary>
    public AudioSignal? Sound { get; private init; }

    /// <summary>The whole sound of a clip whose face tracking is read; else null.</summary>
    public AudioSignal? WholeSound { get; private init; }

    /// <summary>The sound features, coefficient by coefficient: 13 x 212 MFCC, or log-mel; null for none.</summary>
    public IReadOnlyList<float>? Features { get; private init; }

    /// <summary>The action units, unit by unit: 35 means, or 35 x 78 over time; null for none.</summary>
    public IReadOnlyList<float>? Units { get; private init; }

    /// <summary>The frames, RGB bytes (T, S, S, 3); null for none.</summary>
    public IReadOnlyList<byte>? Frames { get; private init; }

    /// <summary>T, S and S of the frames.</summary>
    public FrameShape Shape { get; private init; }

    /// <summary>Reads a clip.</summary>
    /// <param name="e">The run's settings.</param>
    /// <param name="model">The run's network.</param>
    /// <param name="clip">WAV, mp4 or any other file with the sound; with the picture too, for a network that sees frames.</param>
    /// <param name="tracking">OpenFace's CSV of the clip, its action units by frame, or a table of means with a row of its name.</param>
    /// <exception cref="KitException">A file is missing, cannot be read or does not hold what the network perceives.</exception>
    internal static ClipInput Read(Experiment e, EmotionModel model, string clip, string? tracking)
    {
        if (!File.Exists(clip)) throw new KitException("there is no such file", clip, "a clip with sound", "Check the path.");
        PrepareOptions options = e.ToPrepareOptions();
        string? units = e.UnitArray(model);
        bool seesFrames = model.UsesVideo && units is null, mel = model.SoundArray() == StoreArray.LogMel;
        if (units is not null && tracking is null)
        {
            throw new KitException("has no face tracking, which this run sees", clip, "--tracking CSV",
                "Track the clip's video with OpenFace 2, or name a run that only hears.");
        }

        bool landmarks = seesFrames && options.Frames!.FaceBox == FaceBoxKind.Landmarks;
        if (units is null && tracking is not null && !landmarks)
        {
            throw new KitException("is not read by this run, which sees no face tracking", tracking,
                cure: "Leave --tracking out, or name a run on face tracking.");
        }

        using var audio = new AudioFeatures(options.Mfcc, options.LogMel);
        return new ClipInput
        {
            Features = !model.UsesAudio ? null : mel ? audio.LogMel(clip) : audio.Mfcc(clip),
            Sound = !model.UsesAudio ? null : mel ? AudioFile.Read(clip, options.LogMel!.OffsetSeconds, options.LogMel.DurationSeconds)
                : AudioFile.Read(clip, options.Mfcc.OffsetSeconds, options.Mfcc.DurationSeconds),
            WholeSound = units is null || !model.UsesAudio ? null : AudioFile.Read(clip),
            Units = units is null ? null : ReadUnits(units, clip, tracking!, options.Mfcc),
            Frames = seesFrames ? ReadFrames(clip, tracking, options.Frames!) : null,
            Shape = seesFrames ? new FrameShape(e.Frames, e.ImageSize, e.ImageSize) : default,
        };
    }

    private static float[] ReadUnits(string array, string clip, string tracking, MfccOptions sound)
    {
        if (!CsvRows.Read(tracking, () => File.OpenRead(tracking), rows => rows.Has("clip")))
            return TrackingFeatures.Units(TrackingFile.Read(tracking), array, sound);
        if (array == StoreArray.Units) return UnitMeanTable.MeansOf(tracking, Path.GetFileNameWithoutExtension(clip));
        throw new KitException("is a table of means, and this run sees the face over time", tracking,
            "tracking of the clip with a row a frame", "Track the video with OpenFace 2, or name a run with video_encoder=mlp or tokens.");
    }

    private static byte[] ReadFrames(string clip, string? landmarks, FrameOptions options)
    {
        if (Path.GetExtension(clip).Equals(".wav", StringComparison.OrdinalIgnoreCase))
            throw new KitException("holds no picture, and this run sees frames", clip, "an mp4", "Name it, or a run that only hears.");
        using var extractor = new FrameExtractor(options with { ChannelOrder = ChannelOrder.Rgb });
        return extractor.Extract(clip, landmarks).Pixels;
    }
}
