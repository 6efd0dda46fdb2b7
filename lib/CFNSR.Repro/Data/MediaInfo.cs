namespace CFNSR.Repro.Data;

/// <summary>
/// What ffprobe says of a media file. Of several tracks of a kind the default one counts, else the first; a cover picture is no track.
/// A file has one clock, which starts with the earlier of its two tracks: times of sound and picture are given on it.
/// </summary>
/// <param name="Format">The container's name, for example "raw FLAC"; empty where ffprobe has none.</param>
/// <param name="Video">The picture, or null.</param>
/// <param name="Audio">The sound, or null.</param>
public sealed record MediaInfo(string Format, VideoTrack? Video, AudioTrack? Audio);
