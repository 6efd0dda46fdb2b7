using System.IO.Compression;
using System.Runtime.InteropServices;
using CFNSR.Repro.Data;

namespace CFNSR.Repro.Features.Tracking;

/// <summary>
/// The face tracking of one clip: a CSV in a folder or in the archive, or a row of a table of means. Nothing stays open between two reads.
/// </summary>
public sealed class TrackingSource
{
    private const long LargestEntry = 1 << 24; // RAVDESS's own have about 1 MB

    private readonly string? part; // the entry of an archive, the clip of a table
    private readonly long size;
    private readonly float[]? means;

    private TrackingSource(ClipName name, TrackingKind kind, string file, string? part = null, long size = 0, float[]? means = null) =>
        (Name, Kind, File, this.part, this.size, this.means) = (name, kind, file, part, size, means);

    /// <summary>The clip.</summary>
    public ClipName Name { get; }

    /// <summary>Where its tracking is.</summary>
    public TrackingKind Kind { get; }

    /// <summary>The CSV, archive or table; full path.</summary>
    public string File { get; }

    /// <summary>What messages call it: the file, and the entry of an archive or the clip of a table.</summary>
    public string Label => part is null ? File : $"{File}/{part}";

    internal static TrackingSource OfFile(ClipName name, string file) => new(name, TrackingKind.File, file);

    internal static TrackingSource OfEntry(ClipName name, string archive, ZipArchiveEntry entry) =>
        new(name, TrackingKind.Archive, archive, entry.FullName, entry.Length);

    internal static TrackingSource OfMeans(ClipName name, string table, float[] means) =>
        new(name, TrackingKind.Means, table, name.ToString(), means.Length * sizeof(float), means);

    /// <summary>Reads the frames.</summary>
    /// <exception cref="KitException">It is a mean, or the file cannot be read (<see cref="TrackingFile.Read(string)"/>).</exception>
    public FaceTracking Read() => Kind switch
    {
        TrackingKind.File => TrackingFile.Read(File),
        TrackingKind.Archive => TrackingFile.Read(Label, () => new MemoryStream(Entry())),
        _ => throw new KitException("has means alone", Label, "tracking by frame", "Fetch it: cfnsr data get DIR --what tracking."),
    };

    /// <summary>The mean of each action unit over the clip (35).</summary>
    /// <exception cref="KitException">The file cannot be read (<see cref="TrackingFile.Read(string)"/>).</exception>
    public float[] MeanUnits() => means is null ? Read().MeanUnits() : [.. means];

    /// <summary>The stamp of its content: the same for a CSV in a folder and in the archive.</summary>
    /// <param name="root">The data set's folder.</param>
    /// <param name="known">An earlier stamp, or null; nothing is read when size and time are as there.</param>
    /// <exception cref="KitException">The file cannot be read.</exception>
    public SourceStamp Stamp(string root, SourceStamp? known = null)
    {
        if (part is null) return SourceStamp.Take(root, File, known);
        Func<byte[]> content = means is null ? Entry : () => [.. MemoryMarshal.AsBytes(means.AsSpan())];
        return SourceStamp.TakePart(root, File, part, size, content, known);
    }

    private byte[] Entry()
    {
        try
        {
            using ZipArchive zip = ZipFile.OpenRead(File);
            ZipArchiveEntry found = zip.GetEntry(part!) ?? throw new InvalidDataException("the archive has changed");
            if (found.Length != size) throw new InvalidDataException("the archive has changed");
            if (size > LargestEntry) throw new InvalidDataException("the entry is too large for the tracking of one clip");
            var content = new byte[size];
            using Stream stream = found.Open();
            stream.ReadExactly(content);
            if (stream.ReadByte() >= 0) throw new InvalidDataException("the entry is longer than it says");
            return content;
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or InvalidDataException)
        {
            throw new KitException($"cannot be read: {error.Message}", Label, cure: "Delete the archive and fetch it again.", inner: error);
        }
    }
}
