using CFNSR.Repro.Features;

namespace CFNSR.Repro.Training;

/// <summary>What an experiment asks of the clip store: the settings that `cfnsr prepare` needs.</summary>
public static class PrepareSettings
{
    /// <summary>The preparation that an experiment trains on; systems that only hear need no frames.</summary>
    public static PrepareOptions ToPrepareOptions(this Experiment e, string? landmarks = null) => new()
    {
        Frames = e.IsSoundOnly() ? null : new FrameOptions
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

    /// <summary>Whether the system reads no picture.</summary>
    public static bool IsSoundOnly(this Experiment e) => e.System is "audio" or "erann";
}
