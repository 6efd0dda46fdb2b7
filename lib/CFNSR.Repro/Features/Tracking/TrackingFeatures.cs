using System.Runtime.InteropServices;
using CFNSR.Repro.Data;

namespace CFNSR.Repro.Features.Tracking;

/// <summary>The action units of one clip as its store holds them; the file is read once for both arrays.</summary>
internal sealed class TrackingFeatures(TrackingSource source)
{
    /// <summary>Points in time of <see cref="StoreArray.UnitFrames"/>: three for each of the sound's 26 tokens.</summary>
    public const int Points = 78;

    private const double PointsPerToken = 3;

    // Token t of MfccCnn stands on the eight MFCC frames around frame 8 t + 5.5: two convolutions without full padding lose two frames, then 8 are pooled.
    private const double FramesPerToken = 8, FirstToken = 5.5;

    private FaceTracking? frames;

    /// <summary>The clip's tracking.</summary>
    public TrackingSource Source => source;

    /// <summary>Seconds between two points of <see cref="StoreArray.UnitFrames"/>, and the time of the first.</summary>
    public static (double Start, double Step) Clock(MfccOptions sound)
    {
        double frame = (double)sound.Hop / sound.SampleRate, step = FramesPerToken / PointsPerToken * frame;
        return (sound.OffsetSeconds + (FirstToken * frame) - step, step);
    }

    /// <summary>The middle of each of the sound's tokens; seconds.</summary>
    public static double[] TokenTimes(MfccOptions sound, int tokens)
    {
        var (start, step) = Clock(sound);
        return [.. Enumerable.Range(0, tokens).Select(token => start + (((PointsPerToken * token) + 1) * step))];
    }

    /// <summary>A part of the store as a track: of means one frame.</summary>
    /// <param name="clip">What messages call it.</param>
    /// <param name="part">What <see cref="Row"/> made, unit-major, (35, 1) or (35, 78).</param>
    /// <param name="sound">Whose clock it follows.</param>
    public static FaceTracking Face(string clip, ReadOnlySpan<float> part, MfccOptions sound)
    {
        int points = part.Length / ActionUnits.Count;
        var units = new float[points, ActionUnits.Count];
        for (int at = 0; at < part.Length; at++) units[at % points, at / points] = part[at];
        var (start, step) = Clock(sound);
        double[] times = [.. Enumerable.Range(0, points).Select(point => start + (point * step))];
        return new FaceTracking(clip, times, [.. Enumerable.Repeat(1f, points)], units);
    }

    /// <summary>One part of the store.</summary>
    /// <param name="array"><see cref="StoreArray.Units"/>, means over the clip (35, 1), or <see cref="StoreArray.UnitFrames"/>, (35, 78).</param>
    /// <param name="sound">Whose clock the second follows.</param>
    /// <exception cref="KitException">The tracking cannot be read.</exception>
    public byte[] Row(string array, MfccOptions sound)
    {
        if (source.Kind == TrackingKind.Means) return MemoryMarshal.AsBytes(source.MeanUnits().AsSpan()).ToArray();
        return MemoryMarshal.AsBytes(Units(frames ??= source.Read(), array, sound).AsSpan()).ToArray();
    }

    /// <summary>One part of the store, from tracking by frame.</summary>
    /// <param name="frames">The tracking.</param>
    /// <param name="array">As for <see cref="Row"/>.</param>
    /// <param name="sound">Whose clock <see cref="StoreArray.UnitFrames"/> follows.</param>
    /// <returns>Floats (35, 1) or (35, 78).</returns>
    public static float[] Units(FaceTracking frames, string array, MfccOptions sound)
    {
        if (array == StoreArray.Units) return frames.MeanUnits();
        var (start, step) = Clock(sound);
        float[,] points = frames.Resample(start, step, Points).Units; // (78, 35)
        var row = new float[points.Length];
        for (int unit = 0; unit < ActionUnits.Count; unit++)
        {
            for (int point = 0; point < Points; point++) row[(unit * Points) + point] = points[point, unit];
        }

        return row;
    }
}
