using System.Security.Cryptography;
using Microsoft.Win32.SafeHandles;

namespace CFNSR.Repro.Data;

/// <summary>
/// Fills a clip store. Made for being killed: rows are written in place, and each finished part is noted in a journal at once; a part
/// that is about to be overwritten is noted as missing first. Opening the folder again keeps every part whose source, shape and
/// parameters are unchanged, so an interrupted run that is repeated ends with the same bytes as one that was not. One writer at a time.
/// <see cref="Write"/>, <see cref="Fail"/> and <see cref="IsCurrent"/> may be called from several threads.
/// </summary>
public sealed class ClipStoreWriter : IDisposable
{
    private readonly string directory;
    private readonly FileStream lockFile;
    private readonly Dictionary<string, SafeFileHandle> files = [];
    private readonly Dictionary<string, StoreClip> clips; // by trial
    private readonly Lock gate = new();
    private StoreManifest manifest = StoreManifest.Empty;
    private FileStream? journal;
    private bool disposed;

    private ClipStoreWriter(string directory, FileStream @lock, IReadOnlyList<ClipName> clips, IReadOnlyList<StoreArray> arrays)
    {
        (this.directory, lockFile) = (directory, @lock);
        foreach (var stale in Directory.EnumerateFiles(directory, StoreManifest.FileName + ".*.tmp")) File.Delete(stale);
        var old = StoreManifest.Load(directory, IsOnDisk) ?? StoreManifest.Empty;
        Plan(old, clips, arrays);
        this.clips = manifest.Clips.ToDictionary(clip => clip.Name[3..]);
        IsNew = old.Clips.Count == 0;
        SaveManifest();
        File.Delete(Path.Combine(directory, StoreManifest.JournalName)); // its lines are in the manifest now
        foreach (var array in manifest.Arrays) OpenArray(array);
    }

    /// <summary>Opens or makes a store.</summary>
    /// <param name="directory">The folder; made if it does not exist.</param>
    /// <param name="clips">The clips that the store shall hold; others that it holds are forgotten.</param>
    /// <param name="arrays">The arrays to fill. Arrays that the store has besides are kept as they are.</param>
    /// <returns>The writer.</returns>
    /// <exception cref="KitException">Another process writes there, the manifest is damaged, or the folder cannot be written to.</exception>
    public static ClipStoreWriter Open(string directory, IReadOnlyList<ClipName> clips, IReadOnlyList<StoreArray> arrays)
    {
        KitException.ThrowIfEmpty(directory, "a clip store");
        ArgumentNullException.ThrowIfNull(clips);
        ArgumentNullException.ThrowIfNull(arrays);
        return Guard(directory, () =>
        {
            Directory.CreateDirectory(directory);
            var holder = TakeLock(directory);
            try
            {
                return new ClipStoreWriter(directory, holder, clips, arrays);
            }
            catch
            {
                holder.Dispose();
                throw;
            }
        });
    }

    /// <summary>The stamp that a part was made from, to spare hashing an unchanged file; null if there is none.</summary>
    /// <param name="clip">The clip.</param>
    /// <param name="array">Name of the array.</param>
    /// <returns>The stamp of the last attempt.</returns>
    public SourceStamp? KnownSource(ClipName clip, string array)
    {
        lock (gate) return clips[clip.Trial].Arrays.GetValueOrDefault(array)?.Source;
    }

    /// <summary>Whether a part is ready and was made from this content. Failed parts are not, so that they are tried again.</summary>
    /// <param name="clip">The clip.</param>
    /// <param name="array">Name of the array.</param>
    /// <param name="source">Stamp of the source file as it is now.</param>
    /// <returns>True if nothing is to be done.</returns>
    public bool IsCurrent(ClipName clip, string array, SourceStamp source)
    {
        ArgumentNullException.ThrowIfNull(source);
        lock (gate)
        {
            var entry = clips[clip.Trial].Arrays.GetValueOrDefault(array);
            if (entry?.Checksum is null || !entry.Source.SameContent(source)) return false;
            if (entry.Source != source) Note(clip, array, entry with { Source = source }); // moved or touched: spare the hash next time
            return true;
        }
    }

    /// <summary>Stores one part.</summary>
    /// <param name="clip">The clip.</param>
    /// <param name="array">Name of the array.</param>
    /// <param name="source">The file it was made from.</param>
    /// <param name="row">The bytes, as many as the array's shape says.</param>
    /// <exception cref="ArgumentException">The length is wrong.</exception>
    /// <exception cref="KitException">The disk is full or fails.</exception>
    public void Write(ClipName clip, string array, SourceStamp source, ReadOnlySpan<byte> row)
    {
        var spec = manifest.Arrays.First(candidate => candidate.Name == array);
        if (row.Length != spec.RowBytes) throw new ArgumentException($"{array} of a clip take {spec.RowBytes} bytes, not {row.Length}.", nameof(row));
        var entry = new StoreEntry(source, Convert.ToHexStringLower(SHA256.HashData(row)), null);
        var path = Path.Combine(directory, spec.FileName);
        lock (gate)
        {
            if (clips[clip.Trial].Arrays.GetValueOrDefault(array)?.Checksum is not null) Note(clip, array, null);
        }

        try
        {
            RandomAccess.Write(files[array], row, NpyHeaderText.Length + (long)clips[clip.Trial].Row * spec.RowBytes);
        }
        catch (IOException error)
        {
            throw Unwritable(path, error);
        }

        lock (gate) Note(clip, array, entry);
    }

    /// <summary>Notes that a part could not be made; the next run tries again.</summary>
    /// <param name="clip">The clip.</param>
    /// <param name="array">Name of the array.</param>
    /// <param name="source">The file it should have been made from.</param>
    /// <param name="problem">Why not.</param>
    /// <exception cref="KitException">The disk is full or fails.</exception>
    public void Fail(ClipName clip, string array, SourceStamp source, string problem)
    {
        lock (gate)
        {
            var entry = new StoreEntry(source, null, problem);
            if (clips[clip.Trial].Arrays.GetValueOrDefault(array) != entry) Note(clip, array, entry);
        }
    }

    /// <summary>Whether there was no store in the folder.</summary>
    public bool IsNew { get; }

    /// <summary>Bytes still to be written if every part that is not ready is made.</summary>
    /// <returns>Bytes.</returns>
    public long BytesToWrite()
    {
        lock (gate) return manifest.Arrays.Sum(array => clips.Values.Count(clip => clip.Arrays.GetValueOrDefault(array.Name)?.Checksum is null) * (long)array.RowBytes);
    }

    /// <summary>Flushes everything to the disk and folds the journal into the manifest. A run that changed nothing writes nothing.</summary>
    /// <exception cref="KitException">The disk is full or fails.</exception>
    public void Complete()
    {
        lock (gate)
        {
            Guard(directory, () =>
            {
                if (journal is not null)
                {
                    foreach (var file in files.Values) RandomAccess.FlushToDisk(file);
                    SaveManifest();
                }

                journal?.Dispose();
                journal = null;
                File.Delete(Path.Combine(directory, StoreManifest.JournalName));
                return 0;
            });
        }
    }

    /// <summary>Closes the files and lets the next writer in. What was written stays, completed or not.</summary>
    public void Dispose()
    {
        lock (gate)
        {
            if (disposed) return;
            disposed = true;
            journal?.Dispose();
            foreach (var file in files.Values) file.Dispose();
            lockFile.Dispose();
        }
    }

    private void Note(ClipName clip, string array, StoreEntry? entry)
    {
        var stored = clips[clip.Trial];
        try
        {
            if (journal is null)
            {
                var start = StoreManifest.JournalStart(File.ReadAllBytes(Path.Combine(directory, StoreManifest.FileName)));
                journal = new FileStream(Path.Combine(directory, StoreManifest.JournalName), FileMode.Create, FileAccess.Write, FileShare.ReadWrite | FileShare.Delete, bufferSize: 0);
                journal.Write(start);
            }

            journal.Write(StoreManifest.JournalEntry(stored.Name, array, entry)); // one call a line, straight to the system
        }
        catch (IOException error)
        {
            throw Unwritable(Path.Combine(directory, StoreManifest.JournalName), error);
        }

        if (entry is null) stored.Arrays.Remove(array);
        else stored.Arrays[array] = entry;
    }

    /// <summary>Decides what of the old store stays: rows by trial, entries of arrays whose type, shape and parameters are the same.</summary>
    private void Plan(StoreManifest old, IReadOnlyList<ClipName> clips, IReadOnlyList<StoreArray> arrays)
    {
        var before = old.Clips.ToDictionary(clip => clip.Name[3..]);
        var wanted = clips.OrderBy(clip => clip.Trial, StringComparer.Ordinal).ToList();
        var kept = wanted.Where(clip => before.ContainsKey(clip.Trial)).Select(clip => before[clip.Trial].Row).ToHashSet();
        var next = 0;
        var specs = arrays.Concat(old.Arrays.Where(array => arrays.All(other => other.Name != array.Name)))
            .Select(array => array with { Parameters = new SortedDictionary<string, string>(array.Parameters.ToDictionary(), StringComparer.Ordinal) })
            .OrderBy(array => array.Name, StringComparer.Ordinal).ToList();
        var same = specs.Where(array => old.Arrays.Any(array.SameAs) && RowsOnDisk(array) > LastReady(old, array)).Select(array => array.Name).ToHashSet();
        var planned = new List<StoreClip>();
        foreach (var name in wanted)
        {
            var known = before.GetValueOrDefault(name.Trial);
            while (known is null && kept.Contains(next)) next++;
            var entries = known?.Arrays.Where(pair => same.Contains(pair.Key)) ?? [];
            planned.Add(new StoreClip(name.ToString(), known?.Row ?? next++,
                new SortedDictionary<string, StoreEntry>(entries.ToDictionary(), StringComparer.Ordinal)));
        }

        manifest = new StoreManifest(StoreManifest.Empty.Format, planned.Count == 0 ? 0 : planned.Max(clip => clip.Row) + 1, specs, planned);
    }

    private static int LastReady(StoreManifest manifest, StoreArray array) => manifest.Clips
        .Where(clip => clip.Arrays.GetValueOrDefault(array.Name)?.Checksum is not null).Select(clip => clip.Row).DefaultIfEmpty(-1).Max();

    /// <summary>Rows in the array's file; -1 if it is missing, damaged or of another layout.</summary>
    private int RowsOnDisk(StoreArray array)
    {
        try
        {
            var header = Npy.ReadHeader(Path.Combine(directory, array.FileName));
            return header.DataOffset == NpyHeaderText.Length && header.Type == array.Type && header.Shape.Count > 0
                && header.Shape.Skip(1).SequenceEqual(array.Shape) ? header.Shape[0] : -1;
        }
        catch (KitException)
        {
            return -1;
        }
    }

    private bool IsOnDisk(StoreArray array, int row, StoreEntry entry)
    {
        if (RowsOnDisk(array) <= row) return false;
        using var file = File.OpenHandle(Path.Combine(directory, array.FileName));
        var bytes = new byte[array.RowBytes];
        var got = RandomAccess.Read(file, bytes, NpyHeaderText.Length + (long)row * array.RowBytes);
        return got == bytes.Length && Convert.ToHexStringLower(SHA256.HashData(bytes)) == entry.Checksum;
    }

    private void OpenArray(StoreArray array)
    {
        var path = Path.Combine(directory, array.FileName);
        if (File.Exists(path) && RowsOnDisk(array) < 0) File.Delete(path);
        var file = File.OpenHandle(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.ReadWrite | FileShare.Delete);
        files.Add(array.Name, file);
        var head = NpyHeaderText.Compose(array.Type, [manifest.Rows, .. array.Shape]);
        var length = NpyHeaderText.Length + (long)manifest.Rows * array.RowBytes;
        var there = new byte[head.Length];
        if (RandomAccess.GetLength(file) == length && RandomAccess.Read(file, there, 0) == head.Length && there.AsSpan().SequenceEqual(head)) return;

        // A file is longer than its head says at every moment, never shorter.
        if (RandomAccess.GetLength(file) < length) RandomAccess.SetLength(file, length);
        RandomAccess.Write(file, head, 0);
        RandomAccess.SetLength(file, length);
    }

    private void SaveManifest()
    {
        var path = Path.Combine(directory, StoreManifest.FileName);
        var bytes = manifest.ToBytes();
        if (File.Exists(path) && File.ReadAllBytes(path).AsSpan().SequenceEqual(bytes)) return;
        AtomicFile.Write(path, stream => stream.Write(bytes));
    }

    private static FileStream TakeLock(string directory)
    {
        var path = Path.Combine(directory, ".writer.lock");
        try
        {
            return new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None); // freed by the system when a process dies
        }
        catch (IOException error) when (File.Exists(path))
        {
            throw new KitException("is being written by another process", directory, cure: "Wait for it to end, or choose another folder.", inner: error);
        }
    }

    private static T Guard<T>(string directory, Func<T> action)
    {
        try
        {
            return action();
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw Unwritable(directory, error);
        }
    }

    private static KitException Unwritable(string path, Exception error) => new($"cannot be written: {error.Message}", path,
        cure: "Check the permissions and the free space of the disk, then run the same command again: it goes on where it stopped.", inner: error);
}
