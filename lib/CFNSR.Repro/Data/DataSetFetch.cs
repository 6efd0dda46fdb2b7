using System.Globalization;
using System.Text.Json;

namespace CFNSR.Repro.Data;

/// <summary>
/// Fetches RAVDESS: archive after archive is downloaded, checked, unpacked and deleted; that of face tracking stays as it is. A run that is
/// stopped goes on where it was, a run that is done does nothing; an archive that cannot be had is reported at the end and holds up no
/// other.
/// </summary>
public static class DataSetFetch
{
    /// <summary>Beside the files: which archives they came from.</summary>
    public const string RecordFile = ".archives.json";

    /// <summary>Fetches what is missing.</summary>
    /// <param name="archives">The archives, of <see cref="Archives"/>.</param>
    /// <param name="folder">The data set's folder; made when missing.</param>
    /// <param name="options">Server, attempts, waits; null for the defaults.</param>
    /// <param name="progress">Told as bytes arrive.</param>
    /// <param name="cancel">Stops; what has arrived stays.</param>
    /// <returns>What was fetched, kept, and could not be had.</returns>
    /// <exception cref="KitException">The folder cannot be made, or the disk has no room for what is missing.</exception>
    public static async Task<FetchReport> Run(
        IReadOnlyList<Archive> archives, string folder, FetchOptions? options = null, IProgress<FetchProgress>? progress = null, CancellationToken cancel = default)
    {
        options ??= new FetchOptions();
        MakeFolder(folder);
        Dictionary<string, Unpacked> record = ReadRecord(folder);
        List<Archive> missing = [.. archives.Where(archive => !IsHere(archive, record, folder))];
        CheckSpace(missing, folder, options.Keep);
        long all = archives.Sum(archive => archive.Bytes), done = all - missing.Sum(archive => archive.Bytes);
        var (fetched, problems) = (new List<string>(), new List<ClipProblem>());
        using var http = new HttpClient { Timeout = Timeout.InfiniteTimeSpan }; // silence is limited, not the whole
        http.DefaultRequestHeaders.UserAgent.ParseAdd("CFNSR.Repro");
        foreach (Archive archive in missing)
        {
            try
            {
                long before = done;
                string file = await ArchiveDownload.Run(http, archive, folder, options,
                    (bytes, note) => progress?.Report(new FetchProgress(archive.Name, before + bytes, all, note)), cancel).ConfigureAwait(false);
                IReadOnlyList<(string File, long Bytes)> files = archive.ReadAsItIs ? [(archive.Name, archive.Bytes)]
                    : ArchiveExtractor.Extract(file, folder, archive.UnpackedEstimate, cancel);
                record[archive.Name] = new Unpacked(archive.Md5, files.ToDictionary(entry => entry.File, entry => entry.Bytes));
                AtomicFile.WriteText(Path.Combine(folder, RecordFile), JsonSerializer.Serialize(record, Json.Options));
                if (!options.Keep && !archive.ReadAsItIs) File.Delete(file);
                fetched.Add(archive.Name);
            }
            catch (KitException error)
            {
                problems.Add(new ClipProblem(error.File ?? archive.Name, error.What, error.Cure ?? "Run the same command again."));
            }

            done += archive.Bytes;
        }

        return new FetchReport(fetched, [.. archives.Except(missing).Select(archive => archive.Name)], problems);
    }

    private static void MakeFolder(string folder)
    {
        try
        {
            Directory.CreateDirectory(folder);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new KitException($"cannot be made: {error.Message}", folder, cure: "Choose a folder that you may write.", inner: error);
        }
    }

    /// <summary>Whether every file of an archive that was unpacked here still stands, with its size.</summary>
    private static bool IsHere(Archive archive, Dictionary<string, Unpacked> record, string folder) =>
        record.TryGetValue(archive.Name, out Unpacked? unpacked) && unpacked.Md5 == archive.Md5
        && unpacked.Files.All(file => new FileInfo(Path.Combine(folder, file.Key)) is { Exists: true } there && there.Length == file.Value);

    /// <summary>A record that cannot be read is no record: the archives are fetched again, and files that stand are kept.</summary>
    private static Dictionary<string, Unpacked> ReadRecord(string folder)
    {
        string file = Path.Combine(folder, RecordFile);
        try
        {
            return File.Exists(file) ? JsonSerializer.Deserialize<Dictionary<string, Unpacked>>(File.ReadAllText(file), Json.Options) ?? [] : [];
        }
        catch (JsonException)
        {
            return [];
        }
    }

    private static void CheckSpace(List<Archive> missing, string folder, bool keep)
    {
        if (missing.Count == 0) return;
        long arrived = missing.Sum(archive => new FileInfo(Path.Combine(folder, archive.Name + ".part")) is { Exists: true } part ? part.Length : 0);
        ILookup<bool, long> bytes = missing.ToLookup(archive => keep || archive.ReadAsItIs, archive => archive.Bytes);
        long archives = bytes[true].Sum() + bytes[false].DefaultIfEmpty().Max(); // what stays, and one at a time of what does not
        long needed = missing.Sum(archive => archive.UnpackedEstimate) + archives - arrived;
        long free = new DriveInfo(Path.GetFullPath(folder)).AvailableFreeSpace;
        if (needed <= free) return;
        throw new KitException(string.Create(CultureInfo.InvariantCulture, $"the disk has {free / 1e9:F1} GB free"), folder,
            string.Create(CultureInfo.InvariantCulture, $"about {needed / 1e9:F1} GB for {missing.Count} archives and their files"),
            "Choose another folder, or fewer actors (--actors), or sound only (--what sound).");
    }

    private sealed record Unpacked(string Md5, Dictionary<string, long> Files);
}
