using System.Numerics;
using CFNSR.Repro.Data;

namespace CFNSR.Repro.Evaluation;

/// <summary>
/// Paired permutation test over actors. If two systems were equally good, each actor's difference in accuracy could as well have the other
/// sign; the p value is the share of sign patterns whose mean difference is at least as far from zero as the measured one (two-sided).
/// The actor is the unit because clips of one actor are alike. Taught in notebook 09.
/// </summary>
public static class ActorPermutation
{
    /// <summary>Up to so many actors all sign patterns are counted (2^16); beyond, <see cref="Draws"/> are drawn.</summary>
    public const int ExactActors = 16;

    /// <summary>Sign patterns that are drawn when there are too many to count.</summary>
    public const int Draws = 1 << 16;

    /// <summary>The two-sided p value of these differences.</summary>
    /// <param name="differences">One difference in accuracy for each actor.</param>
    /// <param name="seed">The draw's seed, used beyond <see cref="ExactActors"/> actors.</param>
    /// <returns>Between 1/2^n and 1. Drawn, the measured pattern counts as one of the draws, so that p is never 0.</returns>
    /// <exception cref="KitException">There are no differences.</exception>
    public static double P(IReadOnlyList<double> differences, int seed = 0)
    {
        if (differences.Count == 0) throw new KitException("there are no actors to compare", expected: "at least one");
        double measured = Math.Abs(differences.Sum());
        // a sum in another order may differ in the last digits
        double limit = measured - (1e-9 * Math.Max(1, differences.Sum(Math.Abs)));
        return differences.Count <= ExactActors ? Counted(differences, limit) : Drawn(differences, limit, seed);
    }

    private static double Counted(IReadOnlyList<double> differences, double limit)
    {
        // Gray code: each pattern differs from the one before in one actor
        double sum = differences.Sum();
        var signs = Enumerable.Repeat(1, differences.Count).ToArray();
        long patterns = 1L << differences.Count, extreme = 0;
        for (long pattern = 1; pattern <= patterns; pattern++)
        {
            if (Math.Abs(sum) >= limit) extreme++;
            int actor = BitOperations.TrailingZeroCount(pattern);
            if (actor >= differences.Count) break;
            signs[actor] = -signs[actor];
            sum += 2 * signs[actor] * differences[actor];
        }

        return (double)extreme / patterns;
    }

    private static double Drawn(IReadOnlyList<double> differences, double limit, int seed)
    {
        var random = KeyedRandom.For(seed, 0, 0, "sign flips");
        int extreme = 1;
        for (int draw = 1; draw < Draws; draw++)
        {
            double sum = 0;
            ulong bits = 0;
            for (int actor = 0; actor < differences.Count; actor++)
            {
                if (actor % 64 == 0) bits = random.NextUInt64();
                sum += (bits & 1) == 0 ? differences[actor] : -differences[actor];
                bits >>= 1;
            }

            if (Math.Abs(sum) >= limit) extreme++;
        }

        return (double)extreme / Draws;
    }
}
