using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Plotly.NET;

namespace CFNSR.Repro.Figures;

/// <summary>A chart as a piece of a page that has plotly.js already.</summary>
internal static class ChartHtml
{
    /// <summary>
    /// A figure with caption and alternative text. The page's script draws it as wide as its box, so the chart's own size, title and template
    /// are left out here; the title becomes the caption.
    /// </summary>
    /// <param name="id">Unique in the page.</param>
    /// <param name="chart">The chart.</param>
    /// <param name="caption">The caption, finished HTML.</param>
    /// <param name="description">The figure in words.</param>
    /// <param name="shape">How tall: "wide", "square" or "tall".</param>
    public static HtmlText Figure(string id, GenericChart chart, HtmlText caption, string description, string shape = "wide")
    {
        var figure = JsonNode.Parse(GenericChart.toFigureJson(chart))!.AsObject();
        var layout = figure["layout"]!.AsObject();
        foreach (string name in (string[])["width", "title", "template"]) layout.Remove(name);
        if (shape != "tall") layout.Remove("height");
        figure.Remove("frames");
        return HtmlText.Of($"""
            <figure>
            <div class="chart {shape}" id="{id}" role="img" aria-label="{description}"></div>
            <script type="application/json" data-chart="{id}">{new HtmlText(figure.ToJsonString(Safe))}</script>
            <figcaption>{caption}</figcaption>
            </figure>

            """);
    }

    /// <summary>A chart for a notebook: drawn at its own size, by plotly.js that an earlier output brought along.</summary>
    /// <param name="chart">The chart.</param>
    public static HtmlText Fragment(GenericChart chart)
    {
        string id = "chart-" + Guid.NewGuid().ToString("N", CultureInfo.InvariantCulture);
        JsonNode figure = JsonNode.Parse(GenericChart.toFigureJson(chart))!;
        return new HtmlText($$"""
            <div id="{{id}}" role="img" aria-label="{{HtmlText.Of($"{Describe(figure)}")}}"></div>
            <script>(function () {
              var at = document.getElementById("{{id}}"), figure = {{figure.ToJsonString(Safe)}};
              if (!window.Plotly) { at.textContent = "The chart needs plotly.js: run the notebook from its first cell."; return; }
              var least = figure.layout.grid ? 620 : 300, room = at.parentElement.clientWidth; // on a phone
              if (room && figure.layout.width > room) figure.layout.width = Math.max(room, least);
              window.Plotly.newPlot(at, figure.data, figure.layout, { responsive: true, displaylogo: false });
            })();</script>
            """);
    }

    /// <summary>A chart in words, from its own title, axes and traces.</summary>
    private static string Describe(JsonNode figure)
    {
        JsonNode? layout = figure["layout"];
        var words = new List<string?> { Title(layout), Axis("x", layout?["xaxis"]), Axis("y", layout?["yaxis"]) };
        string[] traces = [.. figure["data"]!.AsArray().Select(trace => trace?["name"]?.ToString()).OfType<string>().Where(name => name.Length > 0).Distinct()];
        if (traces.Length > 0) words.Add("showing " + string.Join(", ", traces));
        string text = string.Join("; ", words.Where(word => !string.IsNullOrEmpty(word)));
        return text.Length > 0 ? text : "chart";

        static string? Title(JsonNode? of) => of?["title"] is JsonObject title ? title["text"]?.ToString() : of?["title"]?.ToString();
        static string? Axis(string name, JsonNode? axis) => Title(axis) is { Length: > 0 } title ? $"{name}: {title}" : null;
    }

    /// <summary>The default encoder escapes angle brackets, so that no text can end the script element.</summary>
    private static readonly JsonSerializerOptions Safe = new();
}
