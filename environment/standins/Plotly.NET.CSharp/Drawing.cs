using System.Text.Json.Nodes;

namespace Plotly.NET.CSharp;

/// <summary>The JSON of traces and layouts.</summary>
internal static class Drawing
{
    /// <summary>A chart with the real package's defaults: 600 × 600 and the template "plotly", here reduced to its colours.</summary>
    internal static GenericChart Of(JsonObject trace, Optional<bool> useDefaults)
    {
        bool defaults = !useDefaults.IsSome || useDefaults.Value;
        return GenericChart.Of([trace], defaults ? new JsonObject { ["width"] = 600, ["height"] = 600, ["template"] = Template() } : []);
    }

    internal static JsonObject Scatter<X, Y>(IEnumerable<X> x, IEnumerable<Y> y, string mode) =>
        new() { ["type"] = "scatter", ["mode"] = mode, ["x"] = Json.Node(x), ["y"] = Json.Node(y) };

    internal static JsonObject Bar<V>(IEnumerable<V> values, object? keys, string orientation)
    {
        var trace = new JsonObject { ["type"] = "bar", ["orientation"] = orientation };
        bool vertical = orientation == "v";
        trace.Put(vertical ? "x" : "y", keys);
        trace.Put(vertical ? "y" : "x", values);
        return trace;
    }

    internal static JsonObject Heatmap<Z>(IEnumerable<IEnumerable<Z>> z, object? x, object? y)
    {
        var trace = new JsonObject { ["type"] = "heatmap", ["z"] = Json.Node(z) };
        trace.Put("x", x);
        trace.Put("y", y);
        return trace;
    }

    internal static JsonObject Common(this JsonObject trace, object? name, object? showLegend, object? opacity, object? text, string? textPosition)
    {
        trace.Put("name", name);
        trace.Put("showlegend", showLegend);
        trace.Put("opacity", opacity);
        trace.Put("text", text);
        trace.Put("textposition", textPosition);
        return trace;
    }

    internal static JsonObject Marker(this JsonObject trace, object? color, string? symbol)
    {
        var marker = new JsonObject();
        marker.Put("color", color);
        marker.Put("symbol", symbol);
        trace["marker"] = marker;
        return trace;
    }

    internal static JsonObject Line(this JsonObject trace, object? color, object? width, string? dash)
    {
        var line = new JsonObject();
        line.Put("color", color);
        line.Put("width", width);
        line.Put("dash", dash);
        trace["line"] = line;
        return trace;
    }

    internal static JsonObject Scale(this JsonObject trace, object? colors, object? show, object? reverse, object? xGap, object? yGap)
    {
        trace.Put("colorscale", colors);
        trace.Put("showscale", show);
        trace.Put("reversescale", reverse);
        trace.Put("xgap", xGap);
        trace.Put("ygap", yGap);
        return trace;
    }

    internal static GenericChart Reversed(this GenericChart chart, Optional<bool> reverse) =>
        !reverse.IsSome || !reverse.Value ? chart : chart.With(layout => Member(layout, "yaxis")["autorange"] = "reversed");

    /// <summary>One annotation a cell, at the cell's integer position.</summary>
    internal static JsonArray CellTexts(IEnumerable<IEnumerable<string>> texts)
    {
        var all = new JsonArray();
        foreach (var (y, row) in texts.Index())
            foreach (var (x, text) in row.Index())
                all.Add(new JsonObject { ["x"] = x, ["y"] = y, ["text"] = text, ["showarrow"] = false });
        return all;
    }

    internal static void Axis(
        JsonObject layout, string letter, Optional<StyleParam.SubPlotId> id, JsonNode? titleText, JsonObject? title,
        string? type, object?[]? range, object? showGrid, object? zeroLine, object? showLine)
    {
        if (id.IsSome) throw new NotSupportedException("the stand-in styles the first axis only: style each chart before Chart.Grid");
        var axis = Member(layout, letter + "axis");
        if (title is not null) axis["title"] = title.DeepClone();
        else if (titleText is not null) axis["title"] = new JsonObject { ["text"] = titleText };
        axis.Put("type", type);
        axis.Put("range", range);
        axis.Put("showgrid", showGrid);
        axis.Put("zeroline", zeroLine);
        axis.Put("showline", showLine);
    }

    /// <summary>Charts side by side: chart k draws on axes xk and yk; titles are annotations on the paper.</summary>
    internal static GenericChart Grid(IReadOnlyList<GenericChart> charts, int rows, int columns, IReadOnlyList<string> titles, string pattern, object? xGap, object? yGap)
    {
        var traces = new List<JsonObject>();
        var layout = new JsonObject { ["width"] = 600, ["height"] = 600, ["template"] = Template() };
        var annotations = new JsonArray();
        for (int k = 0; k < charts.Count; k++)
        {
            string suffix = k == 0 ? "" : $"{k + 1}";
            foreach (var trace in charts[k].Traces)
            {
                var copy = trace.DeepClone().AsObject();
                copy["xaxis"] = "x" + suffix;
                copy["yaxis"] = "y" + suffix;
                traces.Add(copy);
            }
            foreach (var (name, value) in charts[k].Data)
                if (name is "xaxis" or "yaxis") layout[name + suffix] = value?.DeepClone();
            if (k < titles.Count)
                annotations.Add(Title(titles[k], (k % columns + 0.5) / columns, 1 - (double)(k / columns) / rows));
        }
        var grid = new JsonObject { ["rows"] = rows, ["columns"] = columns, ["pattern"] = pattern };
        grid.Put("xgap", xGap);
        grid.Put("ygap", yGap);
        layout["grid"] = grid;
        if (annotations.Count > 0) layout["annotations"] = annotations;
        return GenericChart.Of(traces, layout);
    }

    private static JsonObject Title(string text, double x, double y) => new()
    {
        ["text"] = text,
        ["x"] = x,
        ["y"] = y,
        ["xref"] = "paper",
        ["yref"] = "paper",
        ["xanchor"] = "center",
        ["yanchor"] = "bottom",
        ["showarrow"] = false,
    };

    private static JsonObject Member(JsonObject parent, string name)
    {
        if (parent[name] is JsonObject there) return there;
        var made = new JsonObject();
        parent[name] = made;
        return made;
    }

    private static JsonObject Template() => JsonNode.Parse("""
        {"layout":{"paper_bgcolor":"rgba(255, 255, 255, 1.0)","plot_bgcolor":"rgba(229, 236, 246, 1.0)","font":{"color":"rgba(42, 63, 95, 1.0)"},"title":{"x":0.05},
        "xaxis":{"automargin":true,"gridcolor":"rgba(255, 255, 255, 1.0)"},"yaxis":{"automargin":true,"gridcolor":"rgba(255, 255, 255, 1.0)"}},"data":{}}
        """)!.AsObject();
}
