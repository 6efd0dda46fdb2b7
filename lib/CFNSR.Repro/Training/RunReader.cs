namespace CFNSR.Repro.Training;

/// <summary>Reads a run folder without holding it: for figures, reports and comparisons, also while the run is going on. Taught in notebook 06.</summary>
public sealed class RunReader
{
    private RunReader(string path) => FullPath = path;

    /// <summary>The folder of the run's version.</summary>
    public string FullPath { get; }

    /// <summary>The settings of the run.</summary>
    public Experiment Experiment => Experiment.FromJson(Text("config.json"), In("config.json"));

    /// <summary>Whether the run is complete.</summary>
    public bool Finished => File.Exists(In("metrics.json"));

    /// <summary>The run's three scores and what they were measured on.</summary>
    /// <exception cref="KitException">The run is not finished, or the file is damaged.</exception>
    public RunReport Report => RunReport.FromJson(Text("metrics.json"), In("metrics.json"));

    /// <summary>One record an epoch, as far as the run has come.</summary>
    /// <exception cref="KitException">The file is damaged.</exception>
    public IReadOnlyList<EpochRecord> History
    {
        get
        {
            string[] lines = Text("metrics.csv").Split('\n', StringSplitOptions.RemoveEmptyEntries);
            if (lines.FirstOrDefault() != EpochRecord.CsvHeader)
                throw new KitException("does not start with the line of a metrics file", In("metrics.csv"), expected: EpochRecord.CsvHeader);
            return lines.Skip(1).Select(line => EpochRecord.FromCsv(line, In("metrics.csv"))).ToArray();
        }
    }

    /// <summary>What the selected epochs said about every clip of the test fold.</summary>
    /// <exception cref="KitException">The run is not finished, or the file is damaged.</exception>
    public IReadOnlyDictionary<Selection, SelectedEpoch> Predictions => PredictionsFile.Read(In("predictions.csv"));

    /// <summary>Where the run was made: the lines of <c>environment.txt</c> by their keys (kit, cpu, device, threads, date, …).</summary>
    public IReadOnlyDictionary<string, string> Environment => Text("environment.txt").Split('\n')
        .Select(line => line.Split(": ", 2)).Where(parts => parts.Length == 2).DistinctBy(parts => parts[0]).ToDictionary(parts => parts[0], parts => parts[1]);

    /// <summary>Opens a run.</summary>
    /// <param name="path">The folder of one version, or of a run: then its newest version is taken.</param>
    /// <exception cref="KitException">There is no run.</exception>
    public static RunReader Open(string path)
    {
        if (!File.Exists(Path.Combine(path, "config.json")) && RunFolder.Versions(path, "").LastOrDefault().Path is { } newest) path = newest;
        if (File.Exists(Path.Combine(path, "config.json"))) return new RunReader(path);
        throw new KitException("holds no run", path, expected: "config.json, or folders version_0, version_1, …", cure: "Train it first.");
    }

    /// <summary>
    /// The finished runs below a folder, in the order of their paths: one version of each run, the newest made from the given clips, else the newest.
    /// Two versions of one fold and seed never stand beside each other.
    /// </summary>
    /// <param name="root">Usually <c>runs</c>, or <c>runs/NAME</c> for the folds and seeds of one experiment.</param>
    /// <param name="dataHash">Hash of the clip store that is preferred; null for none.</param>
    public static IReadOnlyList<RunReader> Below(string root, string? dataHash = null)
    {
        if (!Directory.Exists(root)) return [];
        return Directory.EnumerateFiles(root, "metrics.json", SearchOption.AllDirectories)
            .Select(file => Path.GetDirectoryName(file)!)
            .Where(folder => File.Exists(Path.Combine(folder, "config.json")))
            .GroupBy(folder => Path.GetDirectoryName(folder)!)
            .OrderBy(run => run.Key, StringComparer.Ordinal)
            .Select(run => Path.GetFullPath(run.First()) == Path.GetFullPath(root) ? new RunReader(root) : Newest(run.Key, dataHash) ?? new RunReader(run.First()))
            .ToArray();
    }

    /// <summary>The newest finished version of a run, of those made from the given clips if there is one; null if none is finished.</summary>
    internal static RunReader? Newest(string path, string? dataHash)
    {
        RunReader[] finished = [.. RunFolder.Versions(path, "").Reverse().Select(version => new RunReader(version.Path))
            .Where(run => run.Finished && File.Exists(run.In("config.json")))];
        return finished.FirstOrDefault(run => dataHash is not null && run.Report.DataHash == dataHash) ?? finished.FirstOrDefault();
    }

    private string In(string name) => Path.Combine(FullPath, name);

    private string Text(string name)
    {
        try
        {
            return File.ReadAllText(In(name));
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new KitException("cannot be read", In(name), cure: "Finish the run with cfnsr train --resume.", inner: error);
        }
    }
}
