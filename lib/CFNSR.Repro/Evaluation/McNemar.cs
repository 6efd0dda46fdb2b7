namespace CFNSR.Repro.Evaluation;

/// <summary>
/// McNemar's test on clips that two systems both judged: only the clips that exactly one of them recognised say anything about the difference.
/// The p value is the exact two-sided binomial one for any number of such clips, so no rule is needed for when the chi-square
/// approximation may be used. It takes clips as independent, which clips of one actor are not: read <see cref="ActorPermutation"/> first. Taught in notebook 09.
/// </summary>
/// <param name="Clips">Clips that both judged.</param>
/// <param name="OnlyFirst">Clips that only the first system recognised.</param>
/// <param name="OnlySecond">Clips that only the second system recognised.</param>
public sealed record McNemar(int Clips, int OnlyFirst, int OnlySecond)
{
    /// <summary>Probability of a split at least as uneven if each discordant clip were a fair coin; 1 without discordant clips.</summary>
    public double P
    {
        get
        {
            int n = OnlyFirst + OnlySecond, few = Math.Min(OnlyFirst, OnlySecond);
            double tail = 0, logChoose = 0; // of n over 0
            for (int k = 0; k <= few; k++)
            {
                if (k > 0) logChoose += Math.Log(n - k + 1) - Math.Log(k);
                tail += Math.Exp(logChoose - (n * Math.Log(2)));
            }

            return Math.Min(1, 2 * tail);
        }
    }

    /// <summary>Counts the clips of two systems.</summary>
    /// <param name="pairs">Whether the first and the second system recognised each clip.</param>
    public static McNemar Of(IReadOnlyCollection<(bool First, bool Second)> pairs) =>
        new(pairs.Count, pairs.Count(pair => pair.First && !pair.Second), pairs.Count(pair => !pair.First && pair.Second));
}
