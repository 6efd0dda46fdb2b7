using System.Globalization;
using System.Text;

namespace CFNSR.Repro.Scores;

/// <summary>Counts of (true class, predicted class): the paper's Figure 7. Rows are the truth, columns the prediction. Taught in notebook 08.</summary>
public sealed class ConfusionMatrix
{
    private readonly int[,] counts;

    /// <summary>An empty matrix.</summary>
    /// <param name="classes">Number of classes.</param>
    public ConfusionMatrix(int classes) => counts = new int[classes, classes];

    /// <summary>The matrix of these predictions.</summary>
    /// <param name="predictions">What a model said.</param>
    /// <param name="classes">Number of classes; 8 emotions.</param>
    public static ConfusionMatrix Of(IEnumerable<Prediction> predictions, int classes = 8)
    {
        var matrix = new ConfusionMatrix(classes);
        foreach (var prediction in predictions) matrix.Add(prediction.Label, prediction.Predicted);
        return matrix;
    }

    /// <summary>Number of classes.</summary>
    public int Classes => counts.GetLength(0);

    /// <summary>How many clips of class <paramref name="label"/> were called <paramref name="predicted"/>.</summary>
    public int this[int label, int predicted] => counts[label, predicted];

    /// <summary>All clips counted.</summary>
    public int Total => Enumerable.Range(0, Classes).Sum(Support);

    /// <summary>Clips on the diagonal.</summary>
    public int Correct => Enumerable.Range(0, Classes).Sum(c => counts[c, c]);

    /// <summary>Counts one clip.</summary>
    public void Add(int label, int predicted) => counts[label, predicted]++;

    /// <summary>Clips whose true class is <paramref name="label"/>.</summary>
    public int Support(int label) => Enumerable.Range(0, Classes).Sum(p => counts[label, p]);

    /// <summary>Clips that were called <paramref name="predicted"/>.</summary>
    public int Called(int predicted) => Enumerable.Range(0, Classes).Sum(label => counts[label, predicted]);

    /// <summary>Share of the class's clips that were recognised; NaN for a class without clips.</summary>
    public double Recall(int label) => Support(label) is var n && n > 0 ? (double)counts[label, label] / n : double.NaN;

    /// <summary>
    /// F1 of the class, 2 TP / (2 TP + FP + FN); NaN for a class that is neither in the truth nor in the predictions.
    /// </summary>
    public double F1(int label)
    {
        int sum = Support(label) + Called(label);
        return sum > 0 ? 2.0 * counts[label, label] / sum : double.NaN;
    }

    /// <summary>The matrix with every row divided by its sum; rows of classes without clips are zero.</summary>
    public double[,] RowNormalised()
    {
        var shares = new double[Classes, Classes];
        for (int label = 0; label < Classes; label++)
        {
            int n = Support(label);
            for (int p = 0; p < Classes && n > 0; p++) shares[label, p] = (double)counts[label, p] / n;
        }

        return shares;
    }

    /// <summary>Counts as CSV, one line a true class: <c>label,neutral,calm,…</c>.</summary>
    /// <param name="names">One name a class.</param>
    public string ToCsv(IReadOnlyList<string> names)
    {
        var text = new StringBuilder("label,").AppendJoin(',', names).Append('\n');
        for (int label = 0; label < Classes; label++)
        {
            text.Append(names[label]);
            for (int p = 0; p < Classes; p++) text.Append(',').Append(counts[label, p].ToString(CultureInfo.InvariantCulture));
            text.Append('\n');
        }

        return text.ToString();
    }
}
