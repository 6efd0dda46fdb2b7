namespace CFNSR.Repro.Scores;

/// <summary>The scores of one set of predictions. Shares are in 0..1, not percent. Taught in notebook 08.</summary>
/// <param name="Clips">How many clips were judged.</param>
/// <param name="Accuracy">Share of clips recognised (also called WAR, or top-1).</param>
/// <param name="Uar">Unweighted average recall: the mean over the classes that occur of each class's recall.</param>
/// <param name="MacroF1">Mean F1 over the classes that occur in the truth or in the predictions.</param>
/// <param name="Top2">Share of clips whose true class is among the two most probable.</param>
/// <param name="Top4">Share of clips whose true class is among the four most probable.</param>
/// <param name="CrossEntropy">Mean of -ln p(true class), in nats; p is taken as at least 1e-12.</param>
public sealed record Metrics(int Clips, double Accuracy, double Uar, double MacroF1, double Top2, double Top4, double CrossEntropy)
{
    /// <summary>The scores of these predictions.</summary>
    /// <exception cref="KitException">There are no predictions.</exception>
    public static Metrics Of(IReadOnlyCollection<Prediction> predictions)
    {
        if (predictions.Count == 0) throw new KitException("there are no predictions to score", expected: "at least one clip");
        var matrix = ConfusionMatrix.Of(predictions, predictions.First().Probabilities.Count);
        var classes = Enumerable.Range(0, matrix.Classes).ToArray();
        double n = predictions.Count;
        return new Metrics(
            predictions.Count,
            matrix.Correct / n,
            classes.Select(matrix.Recall).Where(double.IsFinite).Average(),
            classes.Select(matrix.F1).Where(double.IsFinite).Average(),
            predictions.Count(p => Rank(p) < 2) / n,
            predictions.Count(p => Rank(p) < 4) / n,
            predictions.Average(p => -Math.Log(Math.Max(p.Probabilities[p.Label], 1e-12))));
    }

    /// <summary>How many classes come before the true one: 0 when it is the most probable. Equal probabilities rank by class index.</summary>
    private static int Rank(Prediction prediction)
    {
        float own = prediction.Probabilities[prediction.Label];
        int before = 0;
        for (int c = 0; c < prediction.Probabilities.Count; c++)
        {
            float other = prediction.Probabilities[c];
            if (other > own || (other == own && c < prediction.Label)) before++;
        }

        return before;
    }
}
