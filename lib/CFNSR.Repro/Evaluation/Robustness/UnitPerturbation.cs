using CFNSR.Repro.Data;
using CFNSR.Repro.Features.Tracking;

namespace CFNSR.Repro.Evaluation.Robustness;

/// <summary>Spoils the action units of a clip, (35, points), before they are standardised. Pure functions of their arguments.</summary>
public static class UnitPerturbation
{
    /// <summary>Gaussian noise on every value, the same draw at every level; nothing is clipped.</summary>
    /// <param name="units">Floats (35, points).</param>
    /// <param name="range">Largest less smallest value of each unit in the training fold (35).</param>
    /// <param name="share">Deviation of the noise as a share of the range; 0 changes nothing.</param>
    /// <param name="seed">Decides the noise, with the clip.</param>
    /// <param name="clip">Clip number in the store.</param>
    public static float[] Jitter(ReadOnlySpan<float> units, IReadOnlyList<double> range, double share, int seed, int clip)
    {
        var random = KeyedRandom.For(seed, 0, clip, "unit jitter");
        int points = units.Length / range.Count;
        var noisy = new float[units.Length];
        for (int i = 0; i < noisy.Length; i++) noisy[i] = (float)(units[i] + (share * range[i / points] * random.NextNormal()));
        return noisy;
    }

    /// <summary>In which frames the face is lost: a share of them at random, never all; a higher share loses more of the same.</summary>
    /// <param name="share">0 to 1.</param>
    /// <param name="seed">Decides which, with the clip.</param>
    /// <param name="clip">Clip number in the store.</param>
    /// <param name="frames">How many frames there are.</param>
    /// <returns>True where it is lost (frames).</returns>
    public static bool[] Lost(double share, int seed, int clip, int frames)
    {
        int[] order = [.. Enumerable.Range(0, frames)];
        KeyedRandom.For(seed, 0, clip, "untracked").Shuffle<int>(order);
        var lost = new bool[frames];
        foreach (int frame in order.Take(Math.Min((int)Math.Round(share * frames), frames - 1))) lost[frame] = true;
        return lost;
    }

    /// <summary>The nearest point that is left stands in for a lost one; of two equally near the earlier.</summary>
    /// <param name="units">Floats (35, points).</param>
    /// <param name="lost">True where a point is lost (points), not everywhere.</param>
    public static float[] Nearest(ReadOnlySpan<float> units, bool[] lost)
    {
        int[] left = [.. Enumerable.Range(0, lost.Length).Where(point => !lost[point])];
        int[] shown = [.. Enumerable.Range(0, lost.Length).Select(point => left.MinBy(kept => Math.Abs(kept - point)))];
        var filled = new float[units.Length];
        for (int i = 0; i < filled.Length; i++) filled[i] = units[i - (i % lost.Length) + shown[i % lost.Length]];
        return filled;
    }

    /// <summary>The units later by so many points, linearly in between; the first or last value stands beyond the ends.</summary>
    /// <param name="units">Floats (35, points).</param>
    /// <param name="points">How many points late; negative for early.</param>
    public static float[] Late(ReadOnlySpan<float> units, double points)
    {
        int length = units.Length / ActionUnits.Count;
        var late = new float[units.Length];
        for (int i = 0; i < late.Length; i++)
        {
            double at = Math.Clamp((i % length) - points, 0, length - 1);
            int before = (int)at, first = i - (i % length);
            late[i] = (float)double.Lerp(units[first + before], units[first + Math.Min(before + 1, length - 1)], at - before);
        }

        return late;
    }

    /// <summary>Intensity and presence of some action units at their mean.</summary>
    /// <param name="units">Floats (35, points).</param>
    /// <param name="mean">Mean of each value in the training fold (35).</param>
    /// <param name="numbers">Numbers of the units that are missing, such as 12.</param>
    public static float[] Without(ReadOnlySpan<float> units, IReadOnlyList<double> mean, IReadOnlyList<int> numbers)
    {
        int points = units.Length / ActionUnits.Count;
        float[] rest = units.ToArray();
        for (int unit = 0; unit < ActionUnits.Count; unit++)
        {
            if (numbers.Contains(ActionUnits.All[unit].Number)) Array.Fill(rest, (float)mean[unit], unit * points, points);
        }

        return rest;
    }
}
