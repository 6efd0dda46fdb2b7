using System.Text.Json.Nodes;
using CFNSR.Repro.Evaluation.Robustness;
using CFNSR.Repro.Figures;
using CFNSR.Repro.Tests.Evaluation.Robustness;
using Plotly.NET;

namespace CFNSR.Repro.Tests.Figures;

public class RobustnessFigureTests
{
    private static readonly RobustnessTable Table = RobustnessTableTests.Sample();

    [Fact]
    public void A_panel_has_a_line_a_system_from_clean_to_worst_and_chance()
    {
        var figure = JsonNode.Parse(GenericChart.toFigureJson(RobustnessFigure.Panel(Table, "Blurred picture")))!;
        Assert.Equal("category", (string?)figure["layout"]!["xaxis"]!["type"]); // or "25 %" would become a number
        var lines = figure["data"]!.AsArray();
        Assert.Equal(["net modality_dropout=0.2", "net blocks=1,1", "chance"], lines.Select(line => (string)line!["name"]!));
        Assert.All(lines, line => Assert.Equal(["clean", "sigma 1 px", "sigma 2.5 px"], line!["x"]!.AsArray().Select(x => (string)x!)));
        Assert.Equal([60, 55, 25], lines[0]!["y"]!.AsArray().Select(y => (double)y!));
        Assert.Equal([13.33, 13.33, 13.33], lines[2]!["y"]!.AsArray().Select(y => (double)y!));
        Assert.Equal(3, lines.Select(line => (string)line!["line"]!["color"]!).Distinct().Count());
    }

    [Fact]
    public void All_panels_stand_in_one_figure_with_one_legend()
    {
        var figure = JsonNode.Parse(GenericChart.toFigureJson(RobustnessFigure.Create(Table)))!;
        Assert.Equal(2 * 3, figure["data"]!.AsArray().Count);
        Assert.Equal(3, figure["data"]!.AsArray().Count(line => (bool?)line!["showlegend"] != false));
        Assert.Contains("Blurred picture", figure["layout"]!["annotations"]!.ToJsonString(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_panel_is_told_in_words_and_as_a_table()
    {
        Assert.Equal(
            "Blurred picture: accuracy in percent on clean clips, then at sigma 1 px, sigma 2.5 px. net modality_dropout=0.2: 60.0, then 55.0, 25.0. net blocks=1,1: 50.0, then 45.0, 15.0. Chance: 13.3.",
            RobustnessFigure.Describe(Table, "Blurred picture"));
        var table = RobustnessFigure.Table(Table, "A stream missing");
        Assert.Equal(["system", "clean", "no sound"], table.Head);
        Assert.Equal(["net blocks=1,1", "50.00 ± 5.00", "30.00 ± 5.00"], table.Rows[1]);
    }

    [Fact]
    public void The_report_has_a_section_when_it_was_measured()
    {
        Assert.DoesNotContain("id=\"robustness\"", Report.Html(SampleReport.Create()), StringComparison.Ordinal);
        string html = Report.Html(SampleReport.Create() with { Robustness = Table });
        string section = html[html.IndexOf("<section id=\"robustness\">", StringComparison.Ordinal)..html.IndexOf("<section id=\"the-clips\">", StringComparison.Ordinal)];
        Assert.Contains("id=\"robustness-blurred-picture\"", section, StringComparison.Ordinal);
        Assert.Contains("id=\"robustness-a-stream-missing\"", section, StringComparison.Ordinal);
        Assert.Contains("Always naming the most frequent emotion gives 13.3 %", section, StringComparison.Ordinal);
        Assert.Contains("-1.25 to +15.00", section, StringComparison.Ordinal);
        Assert.Contains("SYNTHETIC", section, StringComparison.Ordinal);
    }
}
