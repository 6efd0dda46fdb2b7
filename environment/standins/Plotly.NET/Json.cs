using System.Globalization;
using System.Text.Json.Nodes;

namespace Plotly.NET;

/// <summary>.NET values as the JSON that plotly.js reads.</summary>
internal static class Json
{
    internal static JsonNode? Node(object? value) => value switch
    {
        null => null,
        JsonNode n => n.DeepClone(),
        string s => JsonValue.Create(s),
        bool b => JsonValue.Create(b),
        double d => Number(d),
        float f => Number(f),
        decimal m => JsonValue.Create(m),
        Color c => c.Node(),
        System.Collections.IEnumerable many => new JsonArray([.. many.Cast<object?>().Select(Node)]),
        IConvertible number when number.GetTypeCode() is >= TypeCode.SByte and <= TypeCode.UInt64 => JsonValue.Create(Convert.ToInt64(number, CultureInfo.InvariantCulture)),
        IConvertible other => JsonValue.Create(other.ToString(CultureInfo.InvariantCulture)),
        _ => throw new ArgumentException($"no JSON form for {value.GetType()}"),
    };

    /// <summary>Adds the value unless it is null.</summary>
    internal static void Put(this JsonObject target, string name, object? value)
    {
        if (Node(value) is { } node) target[name] = node;
    }

    /// <summary>Copies every member of <paramref name="source"/>, objects member by member.</summary>
    internal static void Merge(this JsonObject target, JsonObject source)
    {
        foreach (var (name, value) in source)
        {
            if (value is JsonObject inner && target[name] is JsonObject mine) mine.Merge(inner);
            else if (value is JsonArray more && name == "annotations" && target[name] is JsonArray those)
                foreach (var item in more) those.Add(item?.DeepClone());
            else target[name] = value?.DeepClone();
        }
    }

    // Newtonsoft.Json, which the real package uses, writes these three as strings; plotly.js draws a gap.
    private static JsonValue Number(double d) => double.IsFinite(d) ? JsonValue.Create(d) : JsonValue.Create(d.ToString(CultureInfo.InvariantCulture));
}
