using System.Text;
using System.Text.Json;

namespace CFNSR.Repro.Evaluation;

/// <summary>
/// The paper, claim by claim: <c>data/paper/ledger.json</c>, of which a copy is inside the assembly. README, notebooks and the report print from it. Taught in notebook 01.
/// </summary>
public sealed class Ledger
{
    private static readonly Lazy<Ledger> Embedded = new(() =>
    {
        using var stream = typeof(Ledger).Assembly.GetManifestResourceStream("paper/ledger.json")
            ?? throw new InvalidOperationException("data/paper/ledger.json is not inside the assembly");
        using var reader = new StreamReader(stream);
        return Parse(reader.ReadToEnd(), "data/paper/ledger.json");
    });

    private Ledger(string what, IReadOnlyList<LedgerLine> lines) => (What, Lines) = (what, lines);

    /// <summary>The ledger that comes with the kit.</summary>
    public static Ledger Default => Embedded.Value;

    /// <summary>What the ledger is and what each status means.</summary>
    public string What { get; }

    /// <summary>All lines, in the paper's order.</summary>
    public IReadOnlyList<LedgerLine> Lines { get; }

    /// <summary>The line with this id.</summary>
    /// <exception cref="KitException">There is none.</exception>
    public LedgerLine this[string id] => Lines.FirstOrDefault(line => line.Id == id)
        ?? throw new KitException($"the ledger has no line '{id}'", "data/paper/ledger.json");

    /// <summary>Reads a ledger.</summary>
    /// <param name="file">A file like <c>data/paper/ledger.json</c>.</param>
    /// <exception cref="KitException">It cannot be read, or a line is damaged, incomplete or there twice; the line is named.</exception>
    public static Ledger Read(string file)
    {
        try
        {
            return Parse(File.ReadAllText(file), file);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new KitException($"cannot be read: {error.Message}", file, inner: error);
        }
    }

    /// <summary>How many lines have this status.</summary>
    /// <param name="status">The status.</param>
    public int Count(LedgerStatus status) => Lines.Count(line => line.Status == status);

    /// <summary>A status as it is written in the file: <c>not attempted</c>.</summary>
    /// <param name="status">The status.</param>
    public static string Word(LedgerStatus status) => status == LedgerStatus.NotAttempted ? "not attempted" : status.ToString().ToLowerInvariant();

    /// <summary>Lines as a Markdown table, for README and notebooks.</summary>
    /// <param name="lines">Which ones, in this order.</param>
    public static string ToMarkdown(IEnumerable<LedgerLine> lines)
    {
        var text = new StringBuilder("| where | what | paper | ours | status | why |\n|---|---|---|---|---|---|\n");
        foreach (var line in lines)
        {
            string[] cells = [string.Join(", ", line.Where), line.What, line.Paper, line.Ours ?? "-", Word(line.Status), line.Reason];
            text.Append("| ").AppendJoin(" | ", cells.Select(cell => cell.Replace("|", "\\|", StringComparison.Ordinal).ReplaceLineEndings(" "))).Append(" |\n");
        }

        return text.ToString();
    }

    private static Ledger Parse(string json, string file)
    {
        LedgerFile content;
        try
        {
            content = JsonSerializer.Deserialize<LedgerFile>(json, Json.Options) ?? throw new JsonException("null");
        }
        catch (JsonException error)
        {
            throw new KitException($"is not a ledger: {error.Message}", file, "an object with what and lines", inner: error);
        }

        if (string.IsNullOrWhiteSpace(content.What) || content.Lines is not { Count: > 0 })
            throw new KitException("holds no lines", file, "an object with what and lines");
        var seen = new HashSet<string>();
        for (int i = 0; i < content.Lines.Count; i++)
        {
            var line = content.Lines[i];
            string? problem = line is null ? "it is empty" : line.Problem() ?? (seen.Add(line.Id) ? null : "its id is there twice");
            if (problem is not null)
                throw new KitException($"line {i + 1} ('{line?.Id}') is damaged: {problem}", file);
        }

        return new Ledger(content.What, content.Lines);
    }

    private sealed record LedgerFile(string What, IReadOnlyList<LedgerLine> Lines);
}
