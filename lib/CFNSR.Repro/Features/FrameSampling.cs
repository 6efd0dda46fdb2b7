using System.Globalization;

namespace CFNSR.Repro.Features;

/// <summary>
/// When the frames of a clip are taken: t_i = start + i * window / T, i = 0 .. T-1. Source: the paper, 2.2; data/paper/models.md §10.
/// Taught in notebook 02.
/// </summary>
public static class FrameSampling
{
    /// <summary>Begin of the audio window; seconds. Source: data/paper/models.md §9.</summary>
    public const double AudioStart = 0.5;

    /// <summary>End of the audio window; seconds. Source: data/paper/models.md §9.</summary>
    public const double AudioEnd = 2.95;

    /// <summary>The times of a clip's frames.</summary>
    /// <param name="frames">T, how many.</param>
    /// <param name="duration">The clip's length; seconds.</param>
    /// <param name="window">The whole clip or the part that the sound features cover (as far as the clip reaches).</param>
    /// <param name="start">When the first picture is shown; seconds on the clip's clock, 0 unless the sound begins earlier.</param>
    /// <returns>T increasing times; seconds on the clip's clock.</returns>
    /// <exception cref="KitException">The clip ends before the window begins.</exception>
    public static double[] Times(int frames, double duration, FrameWindow window = FrameWindow.Whole, double start = 0)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(frames, 1);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(duration);
        double stop = start + duration;
        (double from, double to) = window == FrameWindow.Whole ? (start, stop) : (AudioStart, Math.Min(AudioEnd, stop));
        if (to <= from)
        {
            throw new KitException(string.Create(CultureInfo.InvariantCulture, $"the picture ends at {stop:0.###} s"),
                expected: string.Create(CultureInfo.InvariantCulture, $"more than {AudioStart} s, where the audio window begins"), cure: "Take frames from the whole clip, or leave the clip out.");
        }
        var times = new double[frames];
        for (int i = 0; i < frames; i++) times[i] = from + i * (to - from) / frames;
        return times;
    }
}
