using System.Collections;
using System.Globalization;
using System.Net;
using System.Reflection;
using System.Text.Json;

namespace Microsoft.DotNet.Interactive.Formatting;

/// <summary>How values look when nobody registered anything: scalars as text, sequences and objects as tables.</summary>
internal static class Defaults
{
    private const int DepthLimit = 3;

    internal static FormatDelegate<object> For(string mimeType) => mimeType switch
    {
        HtmlFormatter.MimeType => Html,
        JsonFormatter.MimeType => (value, context) => { context.Writer.Write(JsonSerializer.Serialize(value)); return true; },
        _ => (value, context) => { context.Writer.Write(Plain(value, 0)); return true; },
    };

    private static string Plain(object? value, int depth) => value switch
    {
        null => Formatter.NullString,
        string s => s,
        IConvertible c => c.ToString(CultureInfo.InvariantCulture),
        IFormattable f => f.ToString(null, CultureInfo.InvariantCulture),
        IEnumerable many when depth < DepthLimit => "[ " + string.Join(", ", Shown(many, out int left).Select(x => Plain(x, depth + 1))) + (left > 0 ? $" ... ({left} more)" : "") + " ]",
        _ => value.ToString() ?? "",
    };

    private static bool Html(object? value, FormatContext context)
    {
        context.Depth++;
        context.Writer.Write(HtmlOf(value, context.Depth));
        context.Depth--;
        return true;
    }

    private static string HtmlOf(object? value, int depth)
    {
        if (value is null or string or IConvertible || depth > DepthLimit || IsPlain(value))
            return $"<div class=\"dni-plaintext\"><pre>{WebUtility.HtmlEncode(Plain(value, depth))}</pre></div>";
        if (value is IDictionary map)
            return Table(["key", "value"], Shown(map, out int more).Cast<DictionaryEntry>().Select(e => new[] { e.Key, e.Value }), more, depth);
        if (value is IEnumerable many)
        {
            var items = Shown(many, out int left);
            var columns = items.Where(i => i is not null && !IsPlain(i)).SelectMany(i => Readable(i!)).Select(p => p.Name).Distinct().ToArray();
            return columns.Length == 0
                ? Table(["index", "value"], items.Select((x, i) => new[] { i, x }), left, depth)
                : Table(["index", .. columns], items.Select((x, i) => new[] { i }.Cast<object?>().Concat(columns.Select(c => Get(x, c))).ToArray()), left, depth);
        }
        return Table(["", ""], Readable(value).Select(p => new[] { p.Name, Get(value, p.Name) }), 0, depth);
    }

    private static string Table(IEnumerable<string> head, IEnumerable<object?[]> rows, int left, int depth)
    {
        string cells(object?[] row) => string.Concat(row.Select(c =>
            $"<td>{(c is not null && !IsPlain(c) ? c.Nested(depth) : WebUtility.HtmlEncode(Plain(c, depth)))}</td>"));
        return $"<table><thead><tr>{string.Concat(head.Select(h => $"<th>{WebUtility.HtmlEncode(h)}</th>"))}</tr></thead>" +
            $"<tbody>{string.Concat(rows.Select(r => $"<tr>{cells(r)}</tr>"))}</tbody></table>" + (left > 0 ? $"<p>({left} more)</p>" : "");
    }

    private static string Nested(this object value, int depth)
    {
        using var writer = new StringWriter(CultureInfo.InvariantCulture);
        using var context = new FormatContext(writer) { Depth = depth };
        value.FormatTo(context, HtmlFormatter.MimeType);
        return writer.ToString();
    }

    private static bool IsPlain(object value) => value is string or IConvertible or IFormattable or Type or Delegate;

    private static IEnumerable<PropertyInfo> Readable(object value) =>
        value.GetType().GetProperties(BindingFlags.Public | BindingFlags.Instance).Where(p => p.CanRead && p.GetIndexParameters().Length == 0 && p.Name != "EqualityContract");

    private static object? Get(object? value, string property)
    {
        if (value?.GetType().GetProperty(property) is not { } p) return null;
        try
        {
            return p.GetValue(value);
        }
        catch (TargetInvocationException e)
        {
            return e.InnerException?.Message;
        }
    }

    private static List<object?> Shown(IEnumerable many, out int left)
    {
        var items = new List<object?>();
        left = 0;
        foreach (object? item in many)
            if (items.Count < Formatter.ListExpansionLimit) items.Add(item);
            else left++;
        return items;
    }
}
