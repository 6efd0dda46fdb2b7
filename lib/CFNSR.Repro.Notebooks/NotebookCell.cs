using System.Globalization;
using System.Text.Json.Nodes;

namespace CFNSR.Repro.Notebooks;

/// <summary>One cell of a notebook file.</summary>
public sealed class NotebookCell
{
    private readonly JsonObject json;

    internal NotebookCell(string file, int number, JsonNode? node)
    {
        Number = number;
        string place = string.Create(CultureInfo.InvariantCulture, $"cell {number}");
        json = node as JsonObject ?? throw new KitException($"{place} is not an object", file, "a cell");
        Kind = json["cell_type"] is JsonValue kind && kind.TryGetValue(out string? name) && name is "code" or "markdown" or "raw"
            ? json["cell_type"]!.GetValue<string>()
            : throw new KitException($"{place} has no known type", file, "\"cell_type\": \"code\", \"markdown\" or \"raw\"");
        Source = Text(json["source"]) ?? throw new KitException($"{place} has no text", file, "\"source\" as text or a list of lines");
    }

    /// <summary>Its place in the notebook, from 1, all kinds counted.</summary>
    public int Number { get; }

    /// <summary>"code", "markdown" or "raw".</summary>
    public string Kind { get; }

    /// <summary>Whether it is run.</summary>
    public bool IsCode => Kind == "code";

    /// <summary>Its text, lines ended by \n.</summary>
    public string Source { get; private set; }

    /// <summary>Its text with the pictures that the cell itself carries (attachments) in their places.</summary>
    internal string SourceWithPictures
    {
        get
        {
            string text = Source;
            foreach ((string name, JsonNode? forms) in json["attachments"] as JsonObject ?? [])
            {
                if (forms is not JsonObject { Count: > 0 } of || of.First() is not { Value: JsonValue value } form) continue;
                if (!value.TryGetValue(out string? data)) continue;
                string picture = $"(data:{form.Key};base64,{data.ReplaceLineEndings("")})";
                text = text.Replace($"(attachment:{name})", picture, StringComparison.Ordinal);
            }
            return text;
        }
    }

    /// <summary>Its tags, such as "parameters", "skip-in-ci", "raises-exception".</summary>
    public IReadOnlyList<string> Tags => (json["metadata"] as JsonObject)?["tags"] is JsonArray tags
        ? [.. tags.OfType<JsonValue>().Select(t => t.TryGetValue(out string? s) ? s : null).OfType<string>()] : [];

    /// <summary>The language that an editor notes for this cell where that is not C#, else null.</summary>
    internal string? OtherLanguage => OtherThanCSharp((json["metadata"] as JsonObject)?["polyglot_notebook"], "kernelName")
        ?? OtherThanCSharp((json["metadata"] as JsonObject)?["dotnet_interactive"], "language");

    /// <summary>Whether the file holds outputs or an execution count of this cell.</summary>
    public bool HasOutputs => json["outputs"] is JsonArray { Count: > 0 } || json["execution_count"] is not null;

    /// <summary>Changes its text.</summary>
    /// <param name="source">The new text.</param>
    public void SetSource(string source)
    {
        Source = source;
        json["source"] = Lines(source);
    }

    /// <summary>Puts a run's outputs in place of those it has.</summary>
    /// <param name="result">What became of the cell.</param>
    public void SetOutputs(CellResult result)
    {
        json["execution_count"] = result.Status == CellStatus.Skipped ? null : result.ExecutionCount;
        json["outputs"] = new JsonArray([.. result.Outputs.Select(o => Output(o, result.ExecutionCount))]);
    }

    private static JsonNode Output(CellOutput output, int count) => output switch
    {
        StreamOutput s => new JsonObject { ["name"] = s.Name, ["output_type"] = "stream", ["text"] = Lines(s.Text) },
        DataOutput { IsResult: true } d => new JsonObject { ["data"] = Data(d), ["execution_count"] = count, ["metadata"] = new JsonObject(), ["output_type"] = "execute_result" },
        DataOutput d => new JsonObject { ["data"] = Data(d), ["metadata"] = new JsonObject(), ["output_type"] = "display_data" },
        ErrorOutput e => new JsonObject { ["ename"] = e.Name, ["evalue"] = e.Message, ["output_type"] = "error", ["traceback"] = new JsonArray([.. e.Trace.Prepend($"{e.Name}: {e.Message}").Select(t => JsonValue.Create(t))]) },
        _ => throw new ArgumentOutOfRangeException(nameof(output)),
    };

    private static JsonObject Data(DataOutput output) =>
        new(output.Data.Select(d => KeyValuePair.Create<string, JsonNode?>(d.Key, d.Key.StartsWith("image/", StringComparison.Ordinal) ? JsonValue.Create(d.Value) : Lines(d.Value))));

    /// <summary>Text as the format has it: a list of lines, each with its end.</summary>
    private static JsonArray Lines(string text)
    {
        var lines = new JsonArray();
        for (int at = 0; at < text.Length;)
        {
            int end = text.IndexOf('\n', at);
            end = end < 0 ? text.Length : end + 1;
            lines.Add((JsonNode)JsonValue.Create(text[at..end]));
            at = end;
        }
        return lines;
    }

    /// <summary>The language that a part of the metadata names where that is not C#, else null.</summary>
    internal static string? OtherThanCSharp(JsonNode? metadata, string key) =>
        metadata is JsonObject said && said[key] is JsonValue value && value.TryGetValue(out string? name)
            && name.ToUpperInvariant() is not ("C#" or "CSHARP") ? name : null;

    private static string? Text(JsonNode? node) => (node switch
    {
        JsonValue value when value.TryGetValue(out string? text) => text,
        JsonArray lines when lines.All(l => l is JsonValue v && v.TryGetValue(out string? _)) => string.Concat(lines.Select(l => l!.GetValue<string>())),
        _ => null,
    })?.Replace("\r\n", "\n", StringComparison.Ordinal);
}
