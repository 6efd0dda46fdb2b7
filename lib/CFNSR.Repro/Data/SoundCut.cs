using System.Globalization;

namespace CFNSR.Repro.Data;

/// <summary>Which stretch of which file is wanted.</summary>
internal readonly record struct SoundCut(string File, double Offset, double? Duration)
{
    private long Start(int rate) => (long)Math.Min(Offset * rate, int.MaxValue);

    /// <summary>Frames from the file's beginning to the end of the stretch, bounded.</summary>
    public long End(int rate) => Start(rate) + (Duration is { } seconds ? (long)Math.Min(seconds * rate, int.MaxValue) : int.MaxValue);

    /// <summary>First frame and number of frames of the stretch in a file of so many frames.</summary>
    public (long Start, long Count) Frames(int rate, long available)
    {
        if (available == 0) throw new KitException("there are no samples", File, "sound", AudioFile.FetchAgain);
        long start = Start(rate);
        if (start >= available)
        {
            throw new KitException(string.Create(CultureInfo.InvariantCulture, $"the sound lasts {(double)available / rate:0.###} s"),
                File, string.Create(CultureInfo.InvariantCulture, $"more than the offset of {Offset:0.###} s"),
                "Use a longer recording or a smaller offset.");
        }
        return (start, Math.Min(End(rate), available) - start);
    }
}
