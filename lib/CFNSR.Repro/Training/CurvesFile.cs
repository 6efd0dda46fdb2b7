using System.Globalization;
using System.Text;

namespace CFNSR.Repro.Training;

/// <summary><c>curves.csv</c>: the epochs of all runs of an experiment (the paper's Figure 6), one line a run and epoch: fold, seed, then the columns of <c>metrics.csv</c>.</summary>
public static class CurvesFile
{
    /// <summary>Name of the file beside <c>summary.json</c>.</summary>
    public const string FileName = "curves.csv";

    private const string Header = "fold,seed," + EpochRecord.CsvHeader;

    /// <summary>Writes the curves of runs, by fold and seed.</summary>
    /// <param name="file">Where to.</param>
    /// <param name="runs">The runs.</param>
    /// <exception cref="KitException">A run is damaged, or the file cannot be written.</exception>
    public static void Write(string file, IEnumerable<RunReader> runs)
    {
        var text = new StringBuilder(Header).Append('\n');
        foreach (var (experiment, epochs) in runs.Select(run => (run.Experiment, run.History)).OrderBy(run => run.Experiment.Fold).ThenBy(run => run.Experiment.Seed))
        {
            foreach (var epoch in epochs) text.Append(CultureInfo.InvariantCulture, $"{experiment.Fold},{experiment.Seed},{epoch.ToCsv()}\n");
        }

        AtomicFile.WriteText(file, text.ToString());
    }

    /// <summary>Reads what <see cref="Write"/> wrote.</summary>
    /// <param name="file">The file.</param>
    /// <exception cref="KitException">The file is missing, or a line is not one of curves.</exception>
    public static IReadOnlyList<RunCurve> Read(string file)
    {
        if (!File.Exists(file)) throw new KitException("there is no such file", file, cure: "It is written beside summary.json by cfnsr train and cfnsr compare.");
        string[] lines = File.ReadAllLines(file);
        if (lines.FirstOrDefault() != Header) throw new KitException("does not start with the line of a file of curves", file, expected: Header);
        return [.. lines.Skip(1).Select(line => Parse(line, file)).GroupBy(row => (row.Fold, row.Seed))
            .Select(run => new RunCurve(run.Key.Fold, run.Key.Seed, [.. run.Select(row => row.Epoch)]))];
    }

    private static (int Fold, int Seed, EpochRecord Epoch) Parse(string line, string file)
    {
        string[] parts = line.Split(',', 3);
        if (parts.Length == 3 && int.TryParse(parts[0], NumberStyles.None, CultureInfo.InvariantCulture, out int fold)
            && int.TryParse(parts[1], NumberStyles.None, CultureInfo.InvariantCulture, out int seed))
            return (fold, seed, EpochRecord.FromCsv(parts[2], file));
        throw new KitException($"'{line}' is not a line of curves", file, expected: Header);
    }
}
