using System.Globalization;
using System.Text;
using CFNSR.Repro.Data;
using CFNSR.Repro.Scores;

namespace CFNSR.Repro.Training;

/// <summary>
/// <c>predictions.csv</c>: one line a clip and selection, with the epoch it belongs to and all eight probabilities in full precision.
/// </summary>
public static class PredictionsFile
{
    private static readonly string[] Names = Emotions.Names.Select(name => name.ToLowerInvariant()).ToArray();

    /// <summary>The first line.</summary>
    public static string Header { get; } = "score,epoch,clip,actor,label,predicted," + string.Join(',', Names.Select(name => "p_" + name));

    /// <summary>The text of the file.</summary>
    /// <param name="selected">The selected epochs, in the order in which they are to stand.</param>
    public static string ToCsv(IEnumerable<(Selection Selection, SelectedEpoch Result)> selected)
    {
        var text = new StringBuilder(Header).Append('\n');
        foreach (var (selection, result) in selected)
        {
            foreach (var p in result.Predictions)
            {
                text.Append(CultureInfo.InvariantCulture, $"{Word(selection)},{result.Epoch},{p.Clip},{p.Actor},{Names[p.Label]},{Names[p.Predicted]}");
                foreach (float probability in p.Probabilities) text.Append(',').Append(probability.ToString("R", CultureInfo.InvariantCulture));
                text.Append('\n');
            }
        }

        return text.ToString();
    }

    /// <summary>The confusion matrices of the selected epochs as one CSV: <c>score,label,neutral,calm,…</c>.</summary>
    /// <param name="selected">The selected epochs, in the order in which they are to stand.</param>
    public static string ToConfusionCsv(IEnumerable<(Selection Selection, SelectedEpoch Result)> selected)
    {
        var text = new StringBuilder();
        foreach (var (selection, result) in selected)
        {
            string[] lines = ConfusionMatrix.Of(result.Predictions).ToCsv(Names).Split('\n', StringSplitOptions.RemoveEmptyEntries);
            if (text.Length == 0) text.Append("score,").Append(lines[0]).Append('\n');
            foreach (string line in lines.Skip(1)) text.Append(Word(selection)).Append(',').Append(line).Append('\n');
        }

        return text.ToString();
    }

    /// <summary>Reads a <c>predictions.csv</c>.</summary>
    /// <param name="file">The file.</param>
    /// <returns>The predictions of each selection.</returns>
    /// <exception cref="KitException">The file is missing, a line has other columns, or a selection has two epochs.</exception>
    public static IReadOnlyDictionary<Selection, SelectedEpoch> Read(string file)
    {
        if (!File.Exists(file)) throw new KitException("there is no such file", file, cure: "Finish the run: it writes its predictions at the end.");
        string[] lines = File.ReadAllLines(file);
        if (lines.FirstOrDefault() != Header) throw new KitException("does not start with the line of a predictions file", file, expected: Header);
        return lines.Skip(1).Select(line => Parse(line, file)).GroupBy(row => row.Selection).ToDictionary(group => group.Key, group => group.Select(row => row.Epoch).Distinct().ToArray() is [var epoch]
            ? SelectedEpoch.Of(epoch, group.Select(row => row.Prediction).ToArray())
            : throw new KitException($"has predictions of more than one epoch for '{Word(group.Key)}'", file, "one epoch a selection", "Delete the run's folder and train it again."));
    }

    private static (Selection Selection, int Epoch, Prediction Prediction) Parse(string line, string file)
    {
        string[] fields = line.Split(',');
        try
        {
            if (fields.Length != 6 + Names.Length) throw new FormatException();
            var selection = Enum.GetValues<Selection>().First(s => Word(s) == fields[0]);
            float[] probabilities = fields.Skip(6).Select(f => float.Parse(f, NumberStyles.Float, CultureInfo.InvariantCulture)).ToArray();
            int label = Array.IndexOf(Names, fields[4]);
            if (label < 0 || !probabilities.All(float.IsFinite)) throw new FormatException();
            return (selection, int.Parse(fields[1], CultureInfo.InvariantCulture),
                new Prediction(fields[2], int.Parse(fields[3], CultureInfo.InvariantCulture), label, probabilities));
        }
        catch (Exception error) when (error is FormatException or InvalidOperationException or OverflowException)
        {
            throw new KitException($"'{line}' is not a line of predictions", file, expected: Header, inner: error);
        }
    }

    /// <summary>How a selection is spelled in files: last, validation, best_test.</summary>
    internal static string Word(Selection selection) => selection switch
    {
        Selection.Last => "last",
        Selection.Validation => "validation",
        _ => "best_test",
    };
}
