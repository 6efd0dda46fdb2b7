using CFNSR.Repro.Features;
using CFNSR.Repro.Features.Tracking;

namespace CFNSR.Repro.Training;

/// <summary>What an experiment asks of the clip store: the settings that `cfnsr prepare` needs.</summary>
public static class PrepareSettings
{
    /// <summary>The preparation that an experiment trains on; systems that only hear need no frames.</summary>
    /// <param name="e">The settings.</param>
    /// <param name="landmarks">Folder of landmark files; null for none.</param>
    /// <param name="data">The data set's folder, which must hold face tracking where the settings ask for it.</param>
    /// <exception cref="KitException">It holds none.</exception>
    public static PrepareOptions ToPrepareOptions(this Experiment e, string? landmarks = null, string? data = null) => new()
    {
        Tracking = e.IsSoundOnly() || e.Video != "tracking" || data is null ? null : TrackingFiles.Find(data) is { Sources.Count: > 0 } found ? found
            : throw new KitException("holds no face tracking", data, "CSVs named like the clips, FacialTracking_Actors_01-24.zip, or a table of means",
                "Fetch it: cfnsr data get DIR --what tracking."),
        Frames = e.IsSoundOnly() || e.Video == "tracking" ? null : new FrameOptions
        {
            Frames = e.Frames, Size = e.ImageSize,
            Window = e.VideoWindow == "audio-window" ? FrameWindow.Audio : FrameWindow.Whole,
            FaceBox = e.FaceBox switch
            {
                "landmarks" => FaceBoxKind.Landmarks,
                "detector" => FaceBoxKind.Haar,
                _ => FaceBoxKind.Centre,
            },
            CropBeforeResize = e.CropOrder == "corrected",
        },
        Mfcc = MfccOptions.Paper with { Padding = e.MfccPad == "constant" ? FramePadding.Constant : FramePadding.Reflect },
        LogMel = e.System == "erann" ? e.ToLogMelOptions() : null,
        Landmarks = landmarks,
    };

    /// <summary>The log-mel front end that erann reads.</summary>
    public static LogMelOptions ToLogMelOptions(this Experiment e) => e.LogMel switch
    {
        "small" => LogMelOptions.Small,
        "coarse" => LogMelOptions.Coarse,
        _ => LogMelOptions.Erann,
    };

    /// <summary>In which order the network reads the channels of a frame.</summary>
    internal static ChannelOrder ToChannelOrder(this Experiment e) =>
        e.ChannelOrder == "as-published" ? ChannelOrder.Bgr : ChannelOrder.Rgb;

    /// <summary>Whether the system reads no picture.</summary>
    public static bool IsSoundOnly(this Experiment e) => e.System is "audio" or "erann";
}
