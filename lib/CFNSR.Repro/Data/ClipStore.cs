using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace CFNSR.Repro.Data;

/// <summary>
/// Prepared clips, read from a folder: <c>frames.npy</c> (bytes, (N, T, H, W, 3), RGB; absent for sound only), <c>mfcc.npy</c>
/// (floats, (N, 13, 212)), perhaps <c>logmel.npy</c>, and <c>manifest.json</c>, which says which row is which clip. The arrays are mapped into
/// memory; nothing is loaded until it is touched. Clips are numbered in the order of <see cref="ClipName.Trial"/>, whatever rows
/// they have, so results do not depend on the history of the folder. A part is compared with its checksum when it is first read. Safe to read
/// from several threads. Taught in notebook 02.
/// </summary>
/// <remarks>From NumPy: <c>numpy.load("mfcc.npy", mmap_mode="r")</c>, rows from <c>manifest.json</c>.</remarks>
public sealed class ClipStore : IDisposable
{
    private const string MakeAgain = "Delete the store's folder and run 'cfnsr prepare' again.";

    private readonly int[] rows;
    private readonly Dictionary<string, bool[]> verified; // by array and clip number; two threads at one clip check it twice
    private readonly Dictionary<string, string[]> checksums;
    private readonly Dictionary<string, NpyMap> maps = [];
    private readonly StoreManifest manifest;
    private readonly string files;

    private ClipStore(string directory, StoreManifest manifest)
    {
        (Directory, this.manifest, files) = (directory, manifest, FilesOf(directory, manifest.Arrays));
        var ready = manifest.Clips.Where(clip => manifest.Arrays.All(array => clip.Arrays.GetValueOrDefault(array.Name)?.Checksum is not null))
            .Select(clip => (Name: ClipName.Parse(clip.Name), clip.Row)).OrderBy(clip => clip.Name.Trial, StringComparer.Ordinal).ToList();
        Names = [.. ready.Select(clip => clip.Name)];
        rows = [.. ready.Select(clip => clip.Row)];
        verified = manifest.Arrays.ToDictionary(array => array.Name, _ => new bool[ready.Count]);
        var byRow = manifest.Clips.ToDictionary(clip => clip.Row);
        checksums = manifest.Arrays.ToDictionary(array => array.Name, array => rows.Select(row => byRow[row].Arrays[array.Name].Checksum!).ToArray());
        Problems =
        [
            .. from clip in manifest.Clips
               from array in manifest.Arrays
               let entry = clip.Arrays.GetValueOrDefault(array.Name)
               where entry?.Checksum is null
               select new ClipProblem(entry?.Source.File ?? clip.Name, entry?.Problem ?? $"{array.Name} are not prepared yet", "Run 'cfnsr prepare' again."),
        ];
    }

    /// <summary>The folder.</summary>
    public string Directory { get; }

    /// <summary>Number of clips that are ready in every array.</summary>
    public int Count => Names.Count;

    /// <summary>
    /// Whether the picture is drawn: the store then holds the avatars' <c>avatars.json</c>, which <c>prepare</c> copied. One of face tracking
    /// alone shows no picture.
    /// </summary>
    public bool IsSynthetic => (Has(StoreArray.Frames) || !Has(StoreArray.Units)) && File.Exists(Path.Combine(Directory, SyntheticMark));

    /// <summary>What the clips are, in words, to stand beside every number.</summary>
    public string Words => string.Create(CultureInfo.InvariantCulture, $"{Count} clips") + (IsSynthetic ? ", SYNTHETIC picture (avatars)"
        : Has(StoreArray.Units) ? " of RAVDESS, sound and face tracking" : " of RAVDESS");

    /// <summary>The file that an avatar data set holds beside its clips.</summary>
    internal const string SyntheticMark = "avatars.json";

    /// <summary>Names of the clips, by clip number.</summary>
    public IReadOnlyList<ClipName> Names { get; }

    /// <summary>What is missing: parts that failed, with the reason, or that are still to be made.</summary>
    public IReadOnlyList<ClipProblem> Problems { get; }

    /// <summary>Refuses a store that <c>prepare</c> has not finished. Clips that could not be prepared are another matter: they are named in the result.</summary>
    /// <exception cref="KitException">Clips are not prepared yet; says how many.</exception>
    internal void CheckReady()
    {
        int waiting = manifest.Clips.Count(clip => clip.Arrays.Values.All(part => part.Problem is null) // after a part that failed no other was tried
            && manifest.Arrays.Any(array => !clip.Arrays.ContainsKey(array.Name)));
        if (waiting == 0) return;
        throw new KitException(string.Create(CultureInfo.InvariantCulture, $"is not finished: {waiting} of {manifest.Clips.Count} clips are not prepared yet"), Directory,
            cure: "Run 'cfnsr prepare' again: it goes on where it stopped.");
    }

    /// <summary>The arrays and the parameters they were made with.</summary>
    public IReadOnlyList<StoreArray> Arrays => manifest.Arrays;

    /// <summary>Shape of one clip's frames.</summary>
    /// <exception cref="KitException">The store holds sound only.</exception>
    public FrameShape FrameShape => Array(StoreArray.Frames).Shape is [var frames, var height, var width, FrameShape.Channels]
        ? new FrameShape(frames, height, width)
        : throw new KitException("has frames of an unknown shape", Directory, "(T, H, W, 3)", "Run 'cfnsr prepare' into a new folder.");

    /// <summary>
    /// SHA-256 over the names and contents of all ready clips: equal for equal data, so that two results can be told to be of the same input.
    /// </summary>
    public string Hash => HashOf(Names);

    /// <summary>Refuses to go on when the folder no longer holds what this store was opened with: a clip was made again, an array was cut or removed.</summary>
    /// <exception cref="KitException">It does not; names the file.</exception>
    public void CheckUnchanged()
    {
        if (FilesOf(Directory, manifest.Arrays) == files) return; // usual, and cheap enough for every epoch
        using var now = Open(Directory);
        if (now.HashOf(Names) != Hash) throw new KitException("has changed while it was in use", Directory, cure: "Bring it back as it was, or start anew.");
    }

    /// <summary>Opens a store for reading. One that is still being written, or was left half done, can be read too: it has fewer clips.</summary>
    /// <param name="directory">The folder.</param>
    /// <returns>The store; dispose it after everything that reads from it.</returns>
    /// <exception cref="KitException">There is no store, its files do not fit together, or no clip is ready.</exception>
    public static ClipStore Open(string directory)
    {
        KitException.ThrowIfEmpty(directory, "a clip store");
        var manifest = StoreManifest.Load(directory) ?? throw new KitException("holds no clip store", directory,
            $"a folder with {StoreManifest.FileName}", "Make one with 'cfnsr prepare' or ClipPreparer.");
        var store = new ClipStore(directory, manifest);
        try
        {
            string cure = store.Problems.Count > 0 ? store.Problems[0].ToString() : "Run 'cfnsr prepare' again.";
            if (store.Count == 0) throw new KitException("holds no clip that is ready", directory, cure: cure);
            foreach (var array in manifest.Arrays) store.maps.Add(array.Name, Map(array, manifest.Rows, directory));
            return store;
        }
        catch
        {
            store.Dispose();
            throw;
        }
    }

    /// <summary>Whether the store holds an array.</summary>
    /// <param name="array">"frames", "mfcc" or "logmel".</param>
    /// <returns>True if it does.</returns>
    public bool Has(string array) => maps.ContainsKey(array);

    /// <summary>Shape of one clip's part of an array.</summary>
    /// <param name="array">"frames", "mfcc" or "logmel".</param>
    /// <returns>For example [13, 212].</returns>
    /// <exception cref="KitException">The store does not hold the array.</exception>
    public IReadOnlyList<int> Shape(string array) => Array(array).Shape;

    /// <summary>Frames of a clip.</summary>
    /// <param name="clip">Clip number.</param>
    /// <returns>Bytes (T, H, W, 3), RGB; valid until the store is disposed.</returns>
    /// <exception cref="KitException">The store holds sound only, or this clip's part is damaged.</exception>
    public ReadOnlySpan<byte> Frames(int clip) => Row<byte>(StoreArray.Frames, clip);

    /// <summary>Copies the frames of a clip; unlike with <see cref="Frames"/> the store's pages do not pile up in the memory of the process.</summary>
    /// <param name="clip">Clip number.</param>
    /// <param name="frames">Receives the bytes (T, H, W, 3), RGB.</param>
    /// <exception cref="KitException">The store holds sound only, or this clip's part is damaged.</exception>
    public void CopyFrames(int clip, Span<byte> frames)
    {
        var spec = Array(StoreArray.Frames);
        maps[spec.Name].CopyTo((long)rows[clip] * spec.RowElements, frames[..spec.RowElements]);
        if (!verified[spec.Name][clip]) Compare(spec, clip, Sum(frames[..spec.RowElements]));
    }

    /// <summary>MFCC features of a clip.</summary>
    /// <param name="clip">Clip number.</param>
    /// <returns>Floats (13, 212); valid until the store is disposed.</returns>
    /// <exception cref="KitException">The store does not hold them.</exception>
    public ReadOnlySpan<float> Mfcc(int clip) => Features(StoreArray.Mfcc, clip);

    /// <summary>Features of a clip.</summary>
    /// <param name="array">"mfcc" or "logmel".</param>
    /// <param name="clip">Clip number.</param>
    /// <returns>Floats; valid until the store is disposed.</returns>
    /// <exception cref="KitException">The store does not hold them.</exception>
    public ReadOnlySpan<float> Features(string array, int clip) => Row<float>(array, clip);

    /// <summary>Reads everything and compares it with the checksums of the manifest.</summary>
    /// <returns>One line for each damaged part; none for a sound store.</returns>
    public IReadOnlyList<ClipProblem> FindDamage()
    {
        var rows = manifest.Clips.ToDictionary(clip => clip.Row);
        return
        [
            .. from row in this.rows
               from array in manifest.Arrays
               where Checksum(array, row) != rows[row].Arrays[array.Name].Checksum
               select new ClipProblem(Path.Combine(Directory, array.FileName), $"row {row} ({rows[row].Name}) is damaged", MakeAgain),
        ];
    }

    /// <summary>Unmaps the files.</summary>
    public void Dispose()
    {
        foreach (var map in maps.Values) map.Dispose();
    }

    /// <summary>Length and date of the store's files: equal if nothing was written since.</summary>
    private static string FilesOf(string directory, IReadOnlyList<StoreArray> arrays) => string.Join('|',
        arrays.Select(array => array.FileName).Append(StoreManifest.FileName).Append(StoreManifest.JournalName).Select(name => new FileInfo(Path.Combine(directory, name)))
            .Select(file => file.Exists ? FormattableString.Invariant($"{file.Length} {file.LastWriteTimeUtc.Ticks}") : "none"));

    /// <summary>Hash over names and contents of some clips; one that is not there counts without content.</summary>
    private string HashOf(IEnumerable<ClipName> names)
    {
        var text = new StringBuilder();
        var byName = manifest.Clips.ToDictionary(clip => clip.Name);
        foreach (var name in names)
        {
            text.Append(name.ToString());
            foreach (var array in manifest.Arrays.OrderBy(array => array.Name, StringComparer.Ordinal))
            {
                text.Append(' ').Append(array.Name).Append(' ').Append(byName.GetValueOrDefault(name.ToString())?.Arrays.GetValueOrDefault(array.Name)?.Checksum);
            }

            text.Append('\n');
        }

        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text.ToString())));
    }

    private string Checksum(StoreArray array, int row) => Sum(array.Type == "|u1"
        ? maps[array.Name].Read<byte>((long)row * array.RowElements, array.RowElements)
        : System.Runtime.InteropServices.MemoryMarshal.AsBytes(maps[array.Name].Read<float>((long)row * array.RowElements, array.RowElements)));

    private static string Sum(ReadOnlySpan<byte> content) => Convert.ToHexStringLower(SHA256.HashData(content));

    private void Compare(StoreArray array, int clip, string sum)
    {
        if (sum != checksums[array.Name][clip]) throw Damaged(array, rows[clip], Names[clip]);
        verified[array.Name][clip] = true;
    }

    private ReadOnlySpan<T> Row<T>(string array, int clip)
        where T : unmanaged
    {
        var spec = Array(array);
        if (!verified[array][clip]) Compare(spec, clip, Checksum(spec, rows[clip]));
        return maps[array].Read<T>((long)rows[clip] * spec.RowElements, spec.RowElements);
    }

    private KitException Damaged(StoreArray array, int row, ClipName clip) => new($"row {row} ({clip}) is damaged", Path.Combine(Directory, array.FileName), cure: MakeAgain);

    private StoreArray Array(string name) => manifest.Arrays.FirstOrDefault(array => array.Name == name) ?? throw new KitException(
        $"holds no {name}", Directory, string.Join(", ", manifest.Arrays.Select(array => array.Name)),
        "Prepare a store for a system that reads it: cfnsr prepare --data DATA --store STORE system="
        + (name == StoreArray.LogMel ? "erann." : "cfnsr-msafnet."));

    private static NpyMap Map(StoreArray array, int rows, string directory)
    {
        var path = Path.Combine(directory, array.FileName);
        if (!File.Exists(path)) throw new KitException("is missing", path, cure: "Bring it back, or run 'cfnsr prepare' again.");
        var map = array.Type == "|u1" ? Npy.Map<byte>(path) : Npy.Map<float>(path);
        if (map.Header.Shape.SequenceEqual([rows, .. array.Shape])) return map;
        using (map)
        {
            throw new KitException($"has shape ({string.Join(", ", map.Header.Shape)})", path, $"({string.Join(", ", array.Shape.Prepend(rows))}), as the manifest says",
                "Run 'cfnsr prepare' again.");
        }
    }
}
