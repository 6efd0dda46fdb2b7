namespace CFNSR.Repro.Data;

/// <summary>What ffprobe says of a media file; sizes and rates are those of the first stream of their kind, 0 where there is none.</summary>
/// <param name="HasVideo">Whether there is a picture.</param>
/// <param name="HasAudio">Whether there is sound.</param>
/// <param name="Width">Picture width in pixels.</param>
/// <param name="Height">Picture height in pixels.</param>
/// <param name="SampleRate">Sound samples per second.</param>
/// <param name="Channels">Sound channels.</param>
/// <param name="AudioSeconds">Length of the sound in seconds; 0 where the file does not say.</param>
/// <param name="DurationSeconds">Length of the file in seconds; 0 where the file does not say.</param>
public sealed record MediaInfo(
    bool HasVideo, bool HasAudio, int Width, int Height, int SampleRate, int Channels, double AudioSeconds, double DurationSeconds);
