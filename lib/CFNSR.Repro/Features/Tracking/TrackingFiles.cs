using System.Globalization;
using System.IO.Compression;
using CFNSR.Repro.Data;

namespace CFNSR.Repro.Features.Tracking;

/// <summary>
/// The face tracking below a folder, found by name in any nesting: CSVs named like the clips, FacialTracking_Actors_01-24.zip as it is, and
/// tables of means (any CSV with the columns of <see cref="UnitMeanTable"/>). Speech of modality 01 counts.
/// </summary>
public sealed class TrackingFiles
{
    private const string Rename = "Restore the original name, or move the file away.";

    private readonly List<TrackingSource> found = [];
    private readonly List<ClipProblem> problems = [];

    private TrackingFiles(string root) => Root = root;

    /// <summary>The folder, as a full path.</summary>
    public string Root { get; }

    /// <summary>One source a clip, by <see cref="ClipName.Trial"/>, in its order; empty when there is no tracking.</summary>
    public IReadOnlyDictionary<string, TrackingSource> Sources { get; private set; } = new Dictionary<string, TrackingSource>();

    /// <summary>How many files or rows of song or of another modality were passed over.</summary>
    public int Skipped { get; private set; }

    /// <summary>Misnamed and unreadable files and second copies; sorted by file.</summary>
    public IReadOnlyList<ClipProblem> Problems => problems;

    /// <summary>Finds all tracking below a folder. A bad file is never an error: it becomes a line of <see cref="Problems"/>.</summary>
    /// <param name="root">The folder.</param>
    /// <exception cref="KitException">There is no such folder.</exception>
    public static TrackingFiles Find(string root)
    {
        if (!Directory.Exists(root)) throw new KitException("is not a folder", root, "a folder with face tracking", "Check the path.");
        var files = new TrackingFiles(Path.GetFullPath(root));
        foreach (string file in ClipFiles.Below(files.Root, files.problems, ".csv", ".zip").Select(file => file.Path))
        {
            try
            {
                files.Take(file);
            }
            catch (KitException error)
            {
                files.problems.Add(new ClipProblem(error.File ?? file, error.What, error.Cure ?? "Get the file again; it is left out."));
            }
        }

        files.ChooseOne();
        files.problems.Sort((a, b) => string.CompareOrdinal(a.File, b.File));
        return files;
    }

    private void Take(string file)
    {
        if (!file.EndsWith(".csv", StringComparison.OrdinalIgnoreCase)) TakeArchive(file);
        else if (ClipName.TryParse(file, out ClipName name, out string? why)) Take(name, () => TrackingSource.OfFile(name, file));
        else if (Header(file) is var header && header.Contains(ActionUnits.Columns[0]))
        {
            if (header[0] != "clip") throw new KitException($"is not a RAVDESS name: {why}", file, cure: Rename);
            var table = UnitMeanTable.Read(file);
            found.AddRange(table.Means.Select(row => TrackingSource.OfMeans(row.Key, file, row.Value)));
            Skipped += table.Skipped;
        }
    }

    private void TakeArchive(string file)
    {
        if (!Path.GetFileName(file).StartsWith("FacialTracking", StringComparison.OrdinalIgnoreCase)) return;
        try
        {
            using ZipArchive zip = ZipFile.OpenRead(file);
            foreach (ZipArchiveEntry entry in zip.Entries)
            {
                if (!entry.Name.EndsWith(".csv", StringComparison.OrdinalIgnoreCase) || entry.Name.StartsWith('.')) continue;
                if (ClipName.TryParse(entry.Name, out ClipName name, out string? why))
                    Take(name, () => TrackingSource.OfEntry(name, file, entry));
                else
                    problems.Add(new ClipProblem($"{file}/{entry.FullName}", $"is not a RAVDESS name: {why}", Rename));
            }
        }
        catch (Exception error) when (error is InvalidDataException or IOException or UnauthorizedAccessException)
        {
            throw new KitException($"is not a whole zip archive: {error.Message}", file, cure: "Fetch it again.", inner: error);
        }
    }

    private void Take(ClipName name, Func<TrackingSource> source)
    {
        if (name is { Song: false, Modality: Modality.AudioVisual }) found.Add(source());
        else Skipped++;
    }

    /// <summary>Names of the columns; of a file without a short first line there are none.</summary>
    private static string[] Header(string file)
    {
        try
        {
            using var text = new StreamReader(file);
            var start = new char[1 << 14];
            int length = text.ReadBlock(start);
            int end = start.AsSpan(0, length).IndexOfAny('\r', '\n');
            return [.. new string(start, 0, end < 0 ? length : end).Split(',', StringSplitOptions.TrimEntries)];
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new KitException($"cannot be read: {error.Message}", file, cure: "Check the permissions and the disk.", inner: error);
        }
    }

    /// <summary>Frames go before means, then the file nearest to the root, so that the choice never depends on the disk.</summary>
    private void ChooseOne()
    {
        var chosen = new SortedDictionary<string, TrackingSource>(StringComparer.Ordinal);
        var copies = new List<(string Kept, string Left)>();
        var inOrder = found.OrderBy(source => source.Kind).ThenBy(source => source.File.Count(c => c == Path.DirectorySeparatorChar))
            .ThenBy(source => source.Label, StringComparer.Ordinal);
        foreach (TrackingSource source in inOrder)
        {
            if (chosen.TryAdd(source.Name.Trial, source)) continue;
            TrackingSource kept = chosen[source.Name.Trial];
            if (kept.Kind == source.Kind) copies.Add((Place(kept), Place(source)));
        }

        Sources = chosen;
        problems.AddRange(copies.GroupBy(copy => copy).Select(group => new ClipProblem(group.Key.Left,
            string.Create(CultureInfo.InvariantCulture, $"holds the tracking of {group.Count()} clips again that {group.Key.Kept} holds"),
            "They are left out; delete them.")));

        static string Place(TrackingSource source) => source.Kind == TrackingKind.File ? Path.GetDirectoryName(source.File)! : source.File;
    }
}
