using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace CFNSR.Repro.Notebooks;

/// <summary>
/// A notebook file (.ipynb, format 4). What this class does not know is kept as it was read; a file is written whole or not at all.
/// </summary>
public sealed partial class Notebook
{
    private const string Cure = "Open it in an editor or take it from git again; the file itself was not touched.";
    private static readonly JsonSerializerOptions Layout = new()
    {
        WriteIndented = true, IndentSize = 1, NewLine = "\n", Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    private static readonly JsonNode EditorMetadata = JsonNode.Parse("""
        {
          "kernelspec": { "display_name": ".NET (C#)", "language": "C#", "name": ".net-csharp" },
          "language_info": { "name": "polyglot-notebook", "file_extension": ".cs", "mimetype": "text/x-csharp", "pygments_lexer": "csharp" },
          "polyglot_notebook": { "kernelInfo": { "defaultKernelName": "csharp", "items": [{ "aliases": ["c#", "C#"], "languageName": "C#", "name": "csharp" }] } }
        }
        """)!;

    private readonly JsonObject root;

    private Notebook(string file, JsonObject root, IReadOnlyList<NotebookCell> cells) => (File, this.root, Cells) = (file, root, cells);

    /// <summary>Where it was read from.</summary>
    public string File { get; }

    /// <summary>The file's name without folder and ending, such as "00-Welcome".</summary>
    public string Name => Path.GetFileNameWithoutExtension(File);

    /// <summary>All cells in order.</summary>
    public IReadOnlyList<NotebookCell> Cells { get; }

    /// <summary>The name of the kernel it is written for, or null when it does not say.</summary>
    public string? KernelName => (root["metadata"] as JsonObject)?["kernelspec"] is JsonObject spec && spec["name"] is JsonValue name && name.TryGetValue(out string? text) ? text : null;

    /// <summary>The language that it says it is written in where that is not C#, else null.</summary>
    internal string? OtherLanguage => NotebookCell.OtherThanCSharp((root["metadata"] as JsonObject)?["kernelspec"], "language");

    /// <summary>Whether its metadata is what VS Code and Jupyter look for in a C# notebook.</summary>
    internal bool HasEditorMetadata => JsonNode.DeepEquals(root["metadata"], EditorMetadata);

    /// <summary>The first heading of the first cell, else the file's name.</summary>
    public string Title => Cells.FirstOrDefault(c => !c.IsCode)?.Source.Split('\n').FirstOrDefault(l => l.StartsWith("# ", StringComparison.Ordinal))?[2..].Trim() ?? Name;

    /// <summary>Reads a notebook.</summary>
    /// <param name="file">The .ipynb file.</param>
    /// <exception cref="KitException">There is no such file, it is not JSON, not a notebook of format 4, or one of its cells is damaged.</exception>
    public static Notebook Read(string file)
    {
        string text;
        try
        {
            text = System.IO.File.ReadAllText(file, new UTF8Encoding(false, throwOnInvalidBytes: true));
        }
        catch (DecoderFallbackException e)
        {
            throw new KitException("holds bytes that are not UTF-8", file, "a notebook in JSON", Cure, e);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new KitException("the notebook cannot be read", file, cure: e.Message, inner: e);
        }
        return Parse(file, text);
    }

    /// <summary>Reads a notebook from its text.</summary>
    /// <param name="file">The name to use in messages.</param>
    /// <param name="text">The file's content.</param>
    /// <exception cref="KitException">As for <see cref="Read"/>.</exception>
    public static Notebook Parse(string file, string text)
    {
        try
        {
            var root = JsonNode.Parse(text, documentOptions: new JsonDocumentOptions { AllowDuplicateProperties = false }) as JsonObject
                ?? throw new KitException("is not a notebook", file, "a JSON object", Cure);
            if (root["nbformat"] is not JsonValue format || !format.TryGetValue(out int number) || number != 4)
                throw new KitException("is not a notebook of format 4", file, "\"nbformat\": 4", Cure);
            if (root["cells"] is not JsonArray array) throw new KitException("has no list of cells", file, "\"cells\": […]", Cure);
            return new Notebook(file, root, [.. array.Select((c, i) => new NotebookCell(file, i + 1, c))]);
        }
        catch (JsonException e)
        {
            string at = e.LineNumber is { } line ? string.Create(CultureInfo.InvariantCulture, $" at line {line + 1}") : "";
            throw new KitException($"is damaged{at}: {Sentence().Match(e.Message).Value}", file, "a notebook in JSON", Cure, e);
        }
        catch (InvalidOperationException e)
        {
            throw new KitException("holds text that is not valid Unicode", file, "a notebook in JSON", Cure, e);
        }
    }

    /// <summary>A copy that can be changed without changing this one.</summary>
    public Notebook Copy() => Parse(File, ToJson());

    /// <summary>The file's text, laid out as Jupyter writes it.</summary>
    public string ToJson() => root.ToJsonString(Layout) + "\n";

    /// <summary>Writes the notebook to a temporary name and renames it.</summary>
    /// <param name="file">The final name.</param>
    /// <exception cref="KitException">It cannot be written; what stood there is unchanged.</exception>
    public void Save(string file) => AtomicFile.WriteText(file, ToJson());

    /// <summary>What a JSON error says before it repeats the place in bytes.</summary>
    [GeneratedRegex(@"^.*?(?=\.?( Path:| LineNumber:|$))", RegexOptions.Singleline)]
    private static partial Regex Sentence();
}
