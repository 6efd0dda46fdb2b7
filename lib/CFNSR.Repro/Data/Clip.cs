namespace CFNSR.Repro.Data;

/// <summary>
/// One performance and the files that hold it. All of them share one clock: time 0 is where a file begins, that is the earlier of its
/// sound and its picture, and what either has at a time by its own stamps is there (<see cref="MediaInfo"/>). Windows of sound and frames
/// are cut on that clock.
/// </summary>
/// <param name="Name">Its name; the modality is that of the video file, or <see cref="Modality.AudioOnly"/> without one.</param>
/// <param name="VideoFile">The 01 file, else the 02 file (which has no sound), else null.</param>
/// <param name="AudioFile">The 03 file (a WAV as published), or null: then the sound is the track of the 01 file.</param>
public sealed record Clip(ClipName Name, string? VideoFile, string? AudioFile)
{
    /// <summary>Where to read the sound from: the 03 file, else the audio-visual file, else null (a silent 02 file alone).</summary>
    public string? SoundFile => AudioFile ?? (Name.Modality == Modality.AudioVisual ? VideoFile : null);
}
