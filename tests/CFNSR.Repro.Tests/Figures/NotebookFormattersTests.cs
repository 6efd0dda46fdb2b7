using CFNSR.Repro.Figures;
using Microsoft.DotNet.Interactive.Formatting;

namespace CFNSR.Repro.Tests.Figures;

[Collection("Formatter")]
public sealed class NotebookFormattersTests : IDisposable
{
    public void Dispose() => Formatter.ResetToDefault();

    [Fact]
    public void The_first_chart_brings_plotly_js_and_the_next_uses_it()
    {
        NotebookFormatters.Register();
        var chart = DistributionFigure.Create([1, 2, 3, 4, 5, 6, 7, 8]);
        string first = chart.ToDisplayString("text/html"), second = chart.ToDisplayString("text/html");
        Assert.Contains("plotly.js v2.28.0", first, StringComparison.Ordinal);
        Assert.InRange(second.Length, 500, 20_000);
        Assert.Matches("role=\"img\" aria-label=\"[^\"]*clips[^\"]*\"", second);
        Assert.Contains("window.Plotly.newPlot", second, StringComparison.Ordinal);
        Assert.DoesNotContain("http", second, StringComparison.Ordinal);
    }

    [Fact]
    public void Tables_are_shown_as_tables_and_escaped()
    {
        NotebookFormatters.Register();
        Assert.Contains("<td>Neutral</td>", EmotionTable.Create().ToDisplayString("text/html"), StringComparison.Ordinal);
        Assert.Contains("&lt;b&gt;", new FigureTable("t", ["<b>"], []).ToDisplayString("text/html"), StringComparison.Ordinal);
    }
}
