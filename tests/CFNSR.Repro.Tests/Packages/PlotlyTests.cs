using System.Text.Json.Nodes;
using Plotly.NET;
using Plotly.NET.CSharp;
using CFNSR.Repro.Figures;
using Chart = Plotly.NET.CSharp.Chart;

namespace CFNSR.Repro.Tests.Packages;

/// <summary>The JSON that the kit's figures rely on.</summary>
public class PlotlyTests
{
    private static JsonNode Json(GenericChart chart) => JsonNode.Parse(GenericChart.toFigureJson(chart))!;

    private static GenericChart Line(string name) => Chart.Line<int, double, string>(x: new[] { 1, 2, 3 }, y: new[] { 0.5, 0.25, 0.125 }, Name: name, ShowMarkers: true);

    private static GenericChart Cells() => Chart.AnnotatedHeatmap<int, string, string, string>(
        zData: new[] { new[] { 1, 2 }, new[] { 3, 4 } }, annotationText: new[] { new[] { "1", "2" }, new[] { "3", "4" } },
        X: new[] { "a", "b" }, Y: new[] { "a", "b" }, ColorScale: StyleParam.Colorscale.Viridis, ReverseYAxis: true);

    [Fact]
    public void A_line_is_a_scatter_trace_with_markers()
    {
        var trace = Json(Line("train"))["data"]![0]!;
        Assert.Equal("scatter", (string?)trace["type"]);
        Assert.Equal("lines+markers", (string?)trace["mode"]);
        Assert.Equal("train", (string?)trace["name"]);
        Assert.Equal([1, 2, 3], trace["x"]!.AsArray().Select(v => (int)v!));
        Assert.Equal([0.5, 0.25, 0.125], trace["y"]!.AsArray().Select(v => (double)v!));
    }

    [Fact]
    public void A_column_is_a_vertical_bar_and_a_bar_a_horizontal_one()
    {
        var column = Json(Chart.Column<double, string, string>(values: new[] { 96.0, 192.0 }, Keys: new[] { "Neutral", "Calm" }));
        Assert.Equal("bar", (string?)column["data"]![0]!["type"]);
        Assert.Equal("v", (string?)column["data"]![0]!["orientation"]);
        Assert.Equal("Calm", (string?)column["data"]![0]!["x"]![1]);
        Assert.Equal(192.0, (double?)column["data"]![0]!["y"]![1]);
        Assert.Equal(600, (int?)column["layout"]!["width"]);
        Assert.Equal(600, (int?)column["layout"]!["height"]);

        var bar = Json(Chart.Bar<double, string, string>(values: new[] { 96.0 }, Keys: new[] { "Neutral" }))["data"]![0]!;
        Assert.Equal("h", (string?)bar["orientation"]);
        Assert.Equal("Neutral", (string?)bar["y"]![0]);
        Assert.Equal(96.0, (double?)bar["x"]![0]);
    }

    [Fact]
    public void An_annotated_heatmap_reverses_its_axis_and_places_its_texts_at_integers()
    {
        var figure = Json(Cells());
        Assert.Equal("heatmap", (string?)figure["data"]![0]!["type"]);
        Assert.Equal(3, (int?)figure["data"]![0]!["z"]![1]![0]);
        Assert.Equal("reversed", (string?)figure["layout"]!["yaxis"]!["autorange"]);
        var texts = figure["layout"]!["annotations"]!.AsArray();
        Assert.Equal([(0, 0, "1"), (1, 0, "2"), (0, 1, "3"), (1, 1, "4")], texts.Select(t => ((int)t!["x"]!, (int)t["y"]!, (string)t["text"]!)));
    }

    [Fact]
    public void A_grid_gives_the_second_chart_its_own_axes_and_titles_on_the_paper()
    {
        var figure = Json(Chart.Grid(gCharts: new[] { Line("a"), Line("b") }, nRows: 1, nCols: 2, SubPlotTitles: new[] { "left", "right" }, Pattern: StyleParam.LayoutGridPattern.Independent));
        Assert.Equal("x2", (string?)figure["data"]![1]!["xaxis"]);
        Assert.Equal("y2", (string?)figure["data"]![1]!["yaxis"]);
        Assert.Equal("independent", (string?)figure["layout"]!["grid"]!["pattern"]);
        Assert.Equal(1, (int?)figure["layout"]!["grid"]!["rows"]);
        Assert.Equal(2, (int?)figure["layout"]!["grid"]!["columns"]);
        var titles = figure["layout"]!["annotations"]!.AsArray();
        Assert.Equal(["left", "right"], titles.Select(t => (string?)t!["text"]));
        Assert.All(titles, t => Assert.Equal("paper", (string?)t!["xref"]));
    }

    [Fact]
    public void Titles_sizes_and_ranges_reach_the_layout()
    {
        var layout = Json(Line("a").WithTitle("T")
            .WithXAxisStyle<double, double, string>(TitleText: "epoch").WithXAxisStyle<double, double, string>(MinMax: Tuple.Create(0.0, 45.0))
            .WithYAxisStyle<double, double, string>(TitleText: "loss").WithSize(Width: 700, Height: 400))["layout"]!;
        Assert.Equal("T", (string?)layout["title"]!["text"]);
        Assert.Equal("epoch", (string?)layout["xaxis"]!["title"]!["text"]);
        Assert.Equal([0.0, 45.0], layout["xaxis"]!["range"]!.AsArray().Select(v => (double)v!));
        Assert.Equal("loss", (string?)layout["yaxis"]!["title"]!["text"]);
        Assert.Equal((700, 400), ((int)layout["width"]!, (int)layout["height"]!));
    }

    [Fact]
    public void Combining_keeps_the_traces_in_order()
    {
        var both = Chart.Combine(new[] { Line("a"), Line("b") });
        Assert.Equal(["a", "b"], Json(both)["data"]!.AsArray().Select(t => (string?)t!["name"]));
        Assert.Equal(2, GenericChart.countTrace(both));
    }
}
