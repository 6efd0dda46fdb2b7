namespace CFNSR.Repro.Data;

/// <summary>The sound of a media file, as its header promises it.</summary>
/// <param name="Stream">Number of the stream in the file.</param>
/// <param name="Codec">The codec's name, for example "aac"; the four-letter tag where it is unknown.</param>
/// <param name="SampleRate">Samples per second.</param>
/// <param name="Channels">Channels.</param>
/// <param name="End">Where the sound ends on the file's clock; seconds, 0 where the file does not say or ffprobe only estimates it.</param>
/// <param name="FileEnd">Where the file ends, if it says so; seconds, else 0.</param>
public sealed record AudioTrack(int Stream, string Codec, int SampleRate, int Channels, double End, double FileEnd);
