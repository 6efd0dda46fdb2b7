namespace CFNSR.Repro.Data;

/// <summary>The picture of a media file, as its header promises it.</summary>
/// <param name="Stream">Number of the stream in the file.</param>
/// <param name="Codec">The codec's name, for example "h264"; the four-letter tag where it is unknown.</param>
/// <param name="Width">Width as shown, after the pixels' aspect ratio and the rotation; pixels.</param>
/// <param name="Height">Height as shown; pixels.</param>
/// <param name="Rate">Frames a second on average; 0 where the file does not say.</param>
/// <param name="Frames">Number of frames; 0 where the file does not say.</param>
/// <param name="Start">Time of the first frame on the file's clock; seconds.</param>
/// <param name="End">Where the picture ends, else the file, on the file's clock; seconds, 0 where the file does not say.</param>
public sealed record VideoTrack(int Stream, string Codec, int Width, int Height, double Rate, int Frames, double Start, double End);
