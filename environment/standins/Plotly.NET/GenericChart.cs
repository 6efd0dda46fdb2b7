using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Plotly.NET;

/// <summary>Traces and their layout. Immutable: every change makes a copy.</summary>
public abstract class GenericChart
{
    // Newtonsoft.Json, which the real package uses, leaves non-ASCII and quotes alone; "<" is escaped here so that a script element stays whole.
    private static readonly JsonSerializerOptions Plain = new() { Encoder = JavaScriptEncoder.Create(System.Text.Unicode.UnicodeRanges.All) };

    private GenericChart(IReadOnlyList<JsonObject> traces, JsonObject layout) => (Traces, Data) = (traces, layout);

    internal IReadOnlyList<JsonObject> Traces { get; }
    internal JsonObject Data { get; }

    internal static GenericChart Of(IEnumerable<JsonObject> traces, JsonObject layout) =>
        new Drawn([.. traces.Select(t => t.DeepClone().AsObject())], layout.DeepClone().AsObject());

    internal GenericChart With(Action<JsonObject> layout)
    {
        var copy = Of(Traces, Data);
        layout(copy.Data);
        return copy;
    }

    internal GenericChart WithTraces(Action<JsonObject> each)
    {
        var copy = Of(Traces, Data);
        foreach (var trace in copy.Traces) each(trace);
        return copy;
    }

    public static GenericChart combine(IEnumerable<GenericChart> gCharts)
    {
        var charts = gCharts.ToArray();
        var layout = new JsonObject();
        foreach (var chart in charts) layout.Merge(chart.Data);
        return Of(charts.SelectMany(c => c.Traces), layout);
    }

    public static int countTrace(GenericChart gChart) => gChart.Traces.Count;

    public static string toFigureJson(GenericChart gChart) =>
        new JsonObject { ["data"] = Array(gChart), ["layout"] = gChart.Data.DeepClone(), ["frames"] = new JsonArray() }.ToJsonString(Plain);

    public static string toJson(GenericChart gChart) =>
        new JsonObject { ["data"] = Array(gChart), ["layout"] = gChart.Data.DeepClone(), ["config"] = new JsonObject { ["responsive"] = true } }.ToJsonString(Plain);

    /// <summary>A div and the script that draws into it; plotly.js must be there already.</summary>
    public static string toChartHTML(GenericChart gChart)
    {
        string id = Guid.NewGuid().ToString();
        string name = id.Replace("-", "", StringComparison.Ordinal);
        return $$"""
            <div><div id="{{id}}"><!-- Plotly chart will be drawn inside this DIV --></div><script type="text/javascript">var renderPlotly_{{name}} = function() {
                var data = {{Array(gChart).ToJsonString(Plain)}};
                var layout = {{gChart.Data.ToJsonString(Plain)}};
                var config = {"responsive":true};
                Plotly.newPlot('{{id}}', data, layout, config);
            };
            renderPlotly_{{name}}();
            </script></div>
            """;
    }

    /// <summary>A whole page with plotly.js inside.</summary>
    public static string toEmbeddedHTML(GenericChart gChart) =>
        $"<!DOCTYPE html>\n<html><head><meta charset=\"UTF-8\"><script type=\"text/javascript\">{PlotlyJs()}</script></head><body>{toChartHTML(gChart)}</body></html>";

    private static JsonArray Array(GenericChart chart) => new([.. chart.Traces.Select(t => t.DeepClone())]);

    private static string PlotlyJs()
    {
        using var stream = typeof(GenericChart).Assembly.GetManifestResourceStream("plotly.min.js")
            ?? throw new FileNotFoundException("plotly.js is not in this build: run environment/setup.sh and build again");
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }

    private sealed class Drawn(IReadOnlyList<JsonObject> traces, JsonObject layout) : GenericChart(traces, layout);
}
