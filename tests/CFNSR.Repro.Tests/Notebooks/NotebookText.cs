using System.Text.Json.Nodes;

namespace CFNSR.Repro.Tests.Notebooks;

/// <summary>Small notebooks for tests.</summary>
internal static class NotebookText
{
    /// <summary>A notebook from cells written as "mtext" (markdown), "c:tag:code" or "c:code" (code).</summary>
    public static string Of(params string[] cells) => new JsonObject
    {
        ["cells"] = new JsonArray([.. cells.Select(Cell)]),
        ["metadata"] = JsonNode.Parse("""
            {
              "kernelspec": { "display_name": ".NET (C#)", "language": "C#", "name": ".net-csharp" },
              "language_info": { "name": "polyglot-notebook", "file_extension": ".cs", "mimetype": "text/x-csharp", "pygments_lexer": "csharp" },
              "polyglot_notebook": { "kernelInfo": { "defaultKernelName": "csharp", "items": [{ "aliases": ["c#", "C#"], "languageName": "C#", "name": "csharp" }] } }
            }
            """),
        ["nbformat"] = 4,
        ["nbformat_minor"] = 5,
    }.ToJsonString();

    private static JsonObject Cell(string cell)
    {
        if (cell[0] == 'm') return new JsonObject { ["cell_type"] = "markdown", ["metadata"] = new JsonObject(), ["source"] = cell[1..] };
        string[] parts = cell.Split(':', 3);
        bool tagged = parts.Length == 3 && parts[1].All(ch => char.IsAsciiLetterLower(ch) || ch == '-');
        return new JsonObject
        {
            ["cell_type"] = "code", ["execution_count"] = null,
            ["metadata"] = tagged ? new JsonObject { ["tags"] = new JsonArray(parts[1]) } : new JsonObject(),
            ["outputs"] = new JsonArray(), ["source"] = tagged ? parts[2] : cell[2..],
        };
    }
}
