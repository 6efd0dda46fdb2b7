using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;

namespace CFNSR.Repro.Tests.Faults;

/// <summary>
/// Name and content of every file below a folder, wall times and dates left out: two equal snapshots mean results equal byte for byte and no
/// file too many.
/// </summary>
internal static partial class FolderSnapshot
{
    /// <summary>One line a file: its relative name and the hash of its content.</summary>
    public static List<string> Of(string folder) =>
    [
        .. Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories).Select(file => $"{Name(folder, file)} {Content(folder, file)}").Order(StringComparer.Ordinal),
    ];

    private static string Name(string folder, string file) => EventFile().Replace(Path.GetRelativePath(folder, file), "events.out.tfevents");

    private static string Content(string folder, string file)
    {
        string name = Path.GetFileName(file);
        if (name.StartsWith("events.out.", StringComparison.Ordinal)) return "(its times differ)";
        if (name is "sha256.txt") return string.Join(' ', File.ReadLines(file).Where(line => !line.EndsWith("state.json", StringComparison.Ordinal)));
        byte[] content = File.ReadAllBytes(file);
        if (Path.GetExtension(name) is ".json" or ".csv" or ".md" or ".txt" or ".html")
        {
            string text = Encoding.UTF8.GetString(content).Replace(folder, "FOLDER", StringComparison.Ordinal);
            if (name is "metrics.csv" or "curves.csv" or "table2.md") text = LastColumn().Replace(text, "");
            content = Encoding.UTF8.GetBytes(Times().Replace(text, "TIME"));
        }

        return Convert.ToHexString(SHA256.HashData(content))[..16];
    }

    [GeneratedRegex(@"events\.out\.tfevents\.[^/]*")]
    private static partial Regex EventFile();

    [GeneratedRegex(@",[^,\n]*$|\|[^|\n]*\|$", RegexOptions.Multiline)]
    private static partial Regex LastColumn();

    [GeneratedRegex("""\d{4}-\d\d-\d\d \d\d:\d\d|"[a-z_]*seconds":\s*[-+.e\d]+|wall time: .*|[\d.]+ (s|min|h) for all runs.*""", RegexOptions.IgnoreCase)]
    private static partial Regex Times();
}
