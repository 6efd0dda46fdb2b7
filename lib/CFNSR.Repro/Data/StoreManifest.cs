using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace CFNSR.Repro.Data;

/// <summary>
/// <c>manifest.json</c> of a clip store, and the journal beside it: one line for each part finished since the manifest was written,
/// so that a killed run loses at most the clip at hand. A journal begins with the hash of the manifest it follows, and counts only
/// with that manifest.
/// </summary>
/// <param name="Format">1.</param>
/// <param name="Rows">Rows of every array.</param>
/// <param name="Arrays">The arrays, by name.</param>
/// <param name="Clips">The clips, by trial.</param>
internal sealed record StoreManifest(int Format, int Rows, IReadOnlyList<StoreArray> Arrays, IReadOnlyList<StoreClip> Clips)
{
    public const string FileName = "manifest.json";
    public const string JournalName = "manifest.journal";

    private const int CurrentFormat = 1;

    private static readonly JsonSerializerOptions Format1 = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, // file names stay readable
        WriteIndented = true,
        NewLine = "\n",
    };

    private static readonly JsonSerializerOptions OneLine = new(Format1) { WriteIndented = false };

    private sealed record JournalHead(string Follows);

    private sealed record JournalLine(string Name, string Array, StoreEntry? Entry);

    public static StoreManifest Empty { get; } = new(CurrentFormat, 0, [], []);

    /// <summary>The manifest in a folder with its journal applied, or null if there is none.</summary>
    /// <param name="directory">The store.</param>
    /// <param name="trust">Decides whether a part that the journal calls finished really is; it may have been lost with the power.</param>
    public static StoreManifest? Load(string directory, Func<StoreArray, int, StoreEntry, bool>? trust = null)
    {
        var file = Path.Combine(directory, FileName);
        try
        {
            if (!File.Exists(file)) return null;
            var bytes = File.ReadAllBytes(file);
            var manifest = JsonSerializer.Deserialize<StoreManifest>(bytes, Format1) ?? throw new JsonException("it is empty");
            if (manifest.Format != CurrentFormat) throw Bad(file, string.Create(CultureInfo.InvariantCulture, $"has format {manifest.Format}"));
            manifest.Check(file);
            var journal = Path.Combine(directory, JournalName);
            if (File.Exists(journal)) manifest.Apply(ReadShared(journal), bytes, trust);
            return manifest;
        }
        catch (JsonException error)
        {
            throw Bad(file, $"is damaged: {error.Message}", error);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw Bad(file, $"cannot be read: {error.Message}", error);
        }
    }

    /// <summary>The bytes of the file.</summary>
    public byte[] ToBytes() => [.. JsonSerializer.SerializeToUtf8Bytes(this, Format1), (byte)'\n'];

    public static byte[] JournalStart(byte[] manifest) => Line(new JournalHead(Hash(manifest)));

    /// <summary>The journal's line for a part: finished, failed, or (null) about to be written again.</summary>
    public static byte[] JournalEntry(string clip, string array, StoreEntry? entry) => Line(new JournalLine(clip, array, entry));

    private static byte[] Line<T>(T value) => [.. JsonSerializer.SerializeToUtf8Bytes(value, OneLine), (byte)'\n'];

    private static string Hash(byte[] bytes) => Convert.ToHexStringLower(SHA256.HashData(bytes));

    private static string[] ReadShared(string file)
    {
        using var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        using var reader = new StreamReader(stream, Encoding.UTF8);
        return reader.ReadToEnd().Split('\n'); // what follows the last line feed is empty, or a line that was cut off
    }

    private void Apply(string[] lines, byte[] manifest, Func<StoreArray, int, StoreEntry, bool>? trust)
    {
        if (lines.Length < 2 || Parse<JournalHead>(lines[0])?.Follows != Hash(manifest)) return;
        var clips = Clips.ToDictionary(clip => clip.Name);
        var arrays = Arrays.ToDictionary(array => array.Name);
        var last = new Dictionary<(string, string), StoreEntry?>();
        foreach (var text in lines[1..^1])
        {
            if (Parse<JournalLine>(text) is { Name: not null, Array: not null } line) last[(line.Name, line.Array)] = line.Entry;
        }

        foreach (var ((name, array), entry) in last)
        {
            if (!clips.TryGetValue(name, out var clip) || !arrays.TryGetValue(array, out var spec)) continue;
            if (entry is null || (entry.Checksum is not null && trust is not null && !trust(spec, clip.Row, entry))) clip.Arrays.Remove(array);
            else clip.Arrays[array] = entry;
        }
    }

    private static T? Parse<T>(string line)
        where T : class
    {
        try
        {
            return JsonSerializer.Deserialize<T>(line, OneLine);
        }
        catch (JsonException)
        {
            return null; // a line cut off in the middle: its clip is made again
        }
    }

    private void Check(string file)
    {
        var sound = Arrays is not null && Clips is not null && Rows >= 0
            && Arrays.All(array => array is { Name.Length: > 0, Type.Length: 3, Shape: not null, Parameters: not null } && array.Shape.All(axis => axis > 0))
            && Clips.All(clip => clip is { Name: not null, Arrays: not null } && clip.Row >= 0 && clip.Row < Rows && ClipName.TryParse(clip.Name, out _, out _)
                && clip.Arrays.Values.All(entry => entry?.Source is not null))
            && Clips.Select(clip => clip.Row).Distinct().Count() == Clips.Count;
        if (!sound) throw Bad(file, "does not describe a clip store");
    }

    private static KitException Bad(string file, string what, Exception? inner = null) => new(what, file,
        "the manifest of a clip store, format 1", "Delete the store's folder and run 'cfnsr prepare' again.", inner);
}
