using System.Globalization;
using System.IO.Compression;

namespace CFNSR.Repro.Data;

/// <summary>
/// Unpacks a zip archive as data from elsewhere: every entry is looked at before the first byte is written, and one that would leave the
/// folder, is a link, or is larger than it may be refuses the whole archive.
/// </summary>
public static class ArchiveExtractor
{
    private const int TypeMask = 0xF000, Link = 0xA000; // of the Unix mode in an entry's attributes

    /// <summary>Unpacks all files. A file that is there with its size is kept; others are written beside and renamed.</summary>
    /// <param name="archive">The zip file.</param>
    /// <param name="folder">Where its files go.</param>
    /// <param name="largest">The most bytes that all files together may take.</param>
    /// <param name="cancel">Stops between two files.</param>
    /// <returns>The files: path relative to the folder, and size in bytes.</returns>
    /// <exception cref="KitException">It is not a zip, holds an entry that is refused, or the disk cannot take it.</exception>
    public static IReadOnlyList<(string File, long Bytes)> Extract(string archive, string folder, long largest, CancellationToken cancel = default)
    {
        try
        {
            using ZipArchive zip = ZipFile.OpenRead(archive);
            string root = Path.GetFullPath(folder);
            var entries = zip.Entries.Where(entry => !entry.FullName.EndsWith('/') && !entry.FullName.StartsWith("__MACOSX/", StringComparison.Ordinal))
                .Select(entry => (Entry: entry, Target: TargetOf(entry, root, archive))).ToList();
            if (entries.Sum(entry => (decimal)entry.Entry.Length) > largest) throw TooLarge(archive, largest);
            foreach (var (entry, target) in entries)
            {
                cancel.ThrowIfCancellationRequested();
                if (File.Exists(target) && new FileInfo(target).Length == entry.Length) continue;
                AtomicFile.Write(target, stream => Copy(entry, stream, archive));
            }

            return [.. entries.Select(entry => (Path.GetRelativePath(root, entry.Target).Replace(Path.DirectorySeparatorChar, '/'), entry.Entry.Length))];
        }
        catch (InvalidDataException error)
        {
            throw new KitException($"is not a whole zip archive: {error.Message}", archive, cure: "Delete it and fetch it again.", inner: error);
        }
    }

    private static string TargetOf(ZipArchiveEntry entry, string root, string archive)
    {
        string name = entry.FullName;
        if (((entry.ExternalAttributes >> 16) & TypeMask) == Link) throw Refused(name, "is a link");
        bool odd = name.Length == 0 || name.StartsWith('/') || name.Any(c => c is '\\' or ':' || char.IsControl(c))
            || name.Split('/').Any(part => part is "" or "." or "..");
        if (odd) throw Refused(name, "would be written outside the folder, or has a name that no archive of RAVDESS has");
        string target = Path.GetFullPath(Path.Combine(root, name));
        for (string? above = Path.GetDirectoryName(target); above is not null && above.Length > root.Length; above = Path.GetDirectoryName(above))
        {
            if (new DirectoryInfo(above).LinkTarget is not null) throw Refused(name, $"would be written through the link {above}");
        }

        return target;

        KitException Refused(string entryName, string why) => new($"entry '{entryName}' {why}", archive,
            "an archive of RAVDESS", "Nothing was unpacked. Delete the archive and fetch it from the record (data/README.md).");
    }

    /// <summary>Copies what an entry says it has; the declared sizes were added up before.</summary>
    private static void Copy(ZipArchiveEntry entry, Stream target, string archive)
    {
        using Stream source = entry.Open();
        var buffer = new byte[1 << 16];
        long left = entry.Length;
        for (int read; (read = source.Read(buffer)) > 0; left -= read)
        {
            if (read > left) throw new InvalidDataException($"entry '{entry.FullName}' is longer than it says");
            target.Write(buffer, 0, read);
        }

        if (left > 0) throw new InvalidDataException($"entry '{entry.FullName}' is shorter than it says");
    }

    private static KitException TooLarge(string archive, long largest) => new(
        string.Create(CultureInfo.InvariantCulture, $"would unpack to more than {largest / 1e9:F1} GB"), archive,
        cure: "Nothing was unpacked. Delete the archive and fetch it from the record (data/README.md).");
}
