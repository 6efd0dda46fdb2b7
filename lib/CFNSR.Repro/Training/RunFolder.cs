using System.Globalization;
using System.Text.Json;

namespace CFNSR.Repro.Training;

/// <summary>
/// One run on disk, <c>runs/NAME/version_N</c>, held by one process at a time:
/// <c>config.json</c>, <c>inputs.json</c>, <c>overrides.txt</c>, <c>standardizer-audio.json</c>, <c>standardizer-video.json</c>,
/// <c>environment.txt</c>, <c>metrics.csv</c>, <c>metrics.json</c>, <c>predictions.csv</c>, <c>confusion.csv</c>, TensorBoard events and
/// <c>checkpoints/</c>. Every file is replaced in one piece.
/// </summary>
public sealed class RunFolder : IDisposable
{
    private readonly FileStream held;

    private RunFolder(string path, FileStream held)
    {
        FullPath = path;
        this.held = held;
    }

    /// <summary>The folder of this version.</summary>
    public string FullPath { get; }

    /// <summary>The folder of the checkpoints.</summary>
    public string Checkpoints => In("checkpoints");

    /// <summary>Makes the next version of a run and holds it.</summary>
    /// <param name="root">The folder of all runs, usually <c>runs</c>.</param>
    /// <param name="experiment">The settings; its name decides the folder.</param>
    /// <param name="overrides">The overrides as the user gave them.</param>
    /// <param name="inputs">What the run is made from.</param>
    /// <exception cref="KitException">The folder cannot be written.</exception>
    public static RunFolder Create(string root, Experiment experiment, IEnumerable<string> overrides, RunInputs inputs)
    {
        string parent = Path.Combine(root, experiment.Name);
        for (int version = Next(Versions(root, experiment.Name)); ; version++)
        {
            string path = Path.Combine(parent, "version_" + version.ToString(CultureInfo.InvariantCulture));
            try
            {
                Directory.CreateDirectory(path);
            }
            catch (Exception error) when (error is IOException or UnauthorizedAccessException)
            {
                throw new KitException($"cannot be made: {error.Message}", path, cure: "Choose a folder for the runs that is writable.", inner: error);
            }

            if (Hold(path) is not { } held) continue; // another process was faster: take the next number
            var folder = new RunFolder(path, held);
            if (File.Exists(folder.In("config.json")))
            {
                folder.Dispose();
                continue;
            }

            folder.Write("overrides.txt", string.Concat(overrides.Select(text => text + "\n")));
            folder.Write(RunInputs.FileName, JsonSerializer.Serialize(inputs, Json.Options) + "\n");
            folder.Write("config.json", experiment.ToJson() + "\n");
            return folder;
        }
    }

    /// <summary>The number after the last; the last itself where its maker was killed before it had settings.</summary>
    private static int Next(IReadOnlyList<(int Number, string Path)> versions) =>
        versions is [.., var last] ? last.Number + (File.Exists(Path.Combine(last.Path, "config.json")) ? 1 : 0) : 0;

    /// <summary>Holds an existing run, to resume it.</summary>
    /// <param name="path">The folder of a version.</param>
    /// <exception cref="KitException">It is not a run, or another process holds it.</exception>
    public static RunFolder Open(string path)
    {
        if (!File.Exists(Path.Combine(path, "config.json")))
        {
            throw new KitException("is not a run", path, expected: "a folder with config.json",
                cure: "Name the folder of one version, for example runs/audio/version_0.");
        }

        return new RunFolder(path, Hold(path) ?? throw new KitException("is being trained by another process", path,
            cure: "Wait for it to end, or start a new version."));
    }

    /// <summary>The versions of a run that are on disk, oldest first.</summary>
    /// <param name="root">The folder of all runs.</param>
    /// <param name="name">The run's name.</param>
    public static IReadOnlyList<(int Number, string Path)> Versions(string root, string name)
    {
        string parent = Path.Combine(root, name);
        if (!Directory.Exists(parent)) return [];
        return Directory.GetDirectories(parent, "version_*")
            .Select(path => (Number: Number(path), Path: path))
            .Where(version => version.Number >= 0)
            .OrderBy(version => version.Number)
            .ToArray();

        static int Number(string path) =>
            int.TryParse(Path.GetFileName(path)["version_".Length..], NumberStyles.None, CultureInfo.InvariantCulture, out int n) ? n : -1;
    }

    /// <summary>The settings of the run.</summary>
    public Experiment Experiment => Experiment.FromJson(File.ReadAllText(In("config.json")), In("config.json"));

    /// <summary>Whether the run is complete: its <c>metrics.json</c> is written last.</summary>
    public bool Finished => File.Exists(In("metrics.json"));

    /// <summary>Writes <c>environment.txt</c>.</summary>
    public void WriteEnvironment(string text) => Write("environment.txt", text);

    /// <summary>Writes <c>metrics.csv</c> anew, so that it never holds an epoch that the checkpoint does not know.</summary>
    public void WriteHistory(IEnumerable<EpochRecord> history) =>
        Write("metrics.csv", EpochRecord.CsvHeader + "\n" + string.Concat(history.Select(line => line.ToCsv() + "\n")));

    /// <summary>Writes the end result: predictions and confusion first, <c>metrics.json</c> last.</summary>
    public void WriteResult(RunReport report, IReadOnlyList<(Selection Selection, SelectedEpoch Result)> selected)
    {
        Write("predictions.csv", PredictionsFile.ToCsv(selected));
        Write("confusion.csv", PredictionsFile.ToConfusionCsv(selected));
        Write("metrics.json", report.ToJson() + "\n");
    }

    /// <summary>Lets go of the folder.</summary>
    public void Dispose() => held.Dispose();

    internal string In(string name) => Path.Combine(FullPath, name);

    private void Write(string name, string text) => AtomicFile.WriteText(In(name), text);

    /// <summary>The lock is the operating system's: it falls with the process, also by kill -9.</summary>
    private static FileStream? Hold(string path)
    {
        string file = Path.Combine(path, "run.lock");
        try
        {
            return new FileStream(file, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (IOException error) when (error.HResult is 11 or 35 or unchecked((int)0x80070020))
        {
            return null; // held by another: EAGAIN on Linux and macOS, a sharing violation on Windows
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new KitException($"cannot be written: {error.Message}", file, cure: "Choose a folder for the runs that is writable.", inner: error);
        }
    }
}
