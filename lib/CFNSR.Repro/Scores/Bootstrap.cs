namespace CFNSR.Repro.Scores;

/// <summary>
/// Percentile bootstrap over actors: clips of one actor are alike, so the actor is what must be resampled.
/// Resampling clips instead would make the interval far too narrow.
/// </summary>
public static class Bootstrap
{
    /// <summary>The accuracy of these predictions with its interval over actors.</summary>
    /// <param name="predictions">Predictions of one or more test folds; each carries its actor.</param>
    /// <param name="resamples">Number of resamples.</param>
    /// <param name="confidence">Share of resamples inside the interval.</param>
    /// <param name="seed">The draw's seed: same seed, same interval.</param>
    /// <exception cref="KitException">There are no predictions.</exception>
    public static Interval Accuracy(IReadOnlyCollection<Prediction> predictions, int resamples = 2000, double confidence = 0.95, int seed = 0)
    {
        if (predictions.Count == 0) throw new KitException("there are no predictions to resample", expected: "at least one clip");
        return Over(ByActor(predictions), resamples, confidence, seed);
    }

    /// <summary>By how much the first predictions are right more often than the second of the same clips, with its interval over actors: an actor is drawn for both.</summary>
    /// <param name="first">Predictions of one or more test folds.</param>
    /// <param name="second">Predictions for the same clips.</param>
    /// <param name="resamples">Number of resamples.</param>
    /// <param name="confidence">Share of resamples inside the interval.</param>
    /// <param name="seed">The draw's seed: same seed, same interval.</param>
    /// <exception cref="KitException">There are no predictions, or they are of other clips.</exception>
    public static Interval Difference(
        IReadOnlyCollection<Prediction> first, IReadOnlyCollection<Prediction> second, int resamples = 2000, double confidence = 0.95, int seed = 0)
    {
        if (first.Count == 0 || !first.Select(p => p.Clip).Order(StringComparer.Ordinal).SequenceEqual(second.Select(p => p.Clip).Order(StringComparer.Ordinal)))
            throw new KitException("two sets of predictions cannot be compared", expected: "the same clips in both, at least one");
        return Over([.. ByActor(first).Zip(ByActor(second), (a, b) => (a.Clips, a.Correct - b.Correct))], resamples, confidence, seed);
    }

    private static (int Clips, int Correct)[] ByActor(IEnumerable<Prediction> predictions) =>
        [.. predictions.GroupBy(p => p.Actor).OrderBy(g => g.Key).Select(g => (g.Count(), g.Count(p => p.Correct)))];

    private static Interval Over((int Clips, int Correct)[] actors, int resamples, double confidence, int seed)
    {
        var random = new Random(seed);
        var values = new double[resamples];
        for (int r = 0; r < resamples; r++)
        {
            int clips = 0, correct = 0;
            for (int i = 0; i < actors.Length; i++)
            {
                var actor = actors[random.Next(actors.Length)];
                clips += actor.Clips;
                correct += actor.Correct;
            }

            values[r] = (double)correct / clips;
        }

        Array.Sort(values);
        double tail = (1 - confidence) / 2;
        return new Interval((double)actors.Sum(a => a.Correct) / actors.Sum(a => a.Clips), Quantile(values, tail), Quantile(values, 1 - tail), confidence);
    }

    /// <summary>Linear interpolation between order statistics (the usual default of numerical packages).</summary>
    internal static double Quantile(double[] sorted, double share)
    {
        double place = share * (sorted.Length - 1);
        int low = (int)Math.Floor(place);
        int high = Math.Min(low + 1, sorted.Length - 1);
        return sorted[low] + ((place - low) * (sorted[high] - sorted[low]));
    }
}
