using CFNSR.Repro.Figures;
using CFNSR.Repro.Notebooks;

namespace CFNSR.Repro.Tests.Notebooks;

/// <summary>Executed notebooks as pages.</summary>
public sealed class NotebookPageTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    private string Page(params string[] cells)
    {
        string file = folder.Write("03-Trial.ipynb", NotebookText.Of(cells));
        return NotebookPage.Html(NotebookRunner.Run(Notebook.Read(file), new RunSettings { SkipInCi = true }));
    }

    [Fact]
    public void Text_is_rendered_and_everything_is_escaped_but_rich_html()
    {
        string page = Page("m# Title <x>\n\n<script>alert(1)</script> **bold** `a<b` [next](04-More.ipynb#goal) [bad](javascript:alert(2))\n\n| a | b |\n|---|---|\n| 1 | 2 |",
            "c:Console.WriteLine(\"<i>out</i> \\u001b[31mred\\u001b[0m\"); // <code>", "c:display(HTML(\"<em>rich</em>\")); \"<plain>\"", "c:skip-in-ci:1", "c:throw new Exception(\"<oops>\");", "c:2");
        Assert.Contains("<title>Title &lt;x&gt;</title>", page, StringComparison.Ordinal);
        Assert.Contains("&lt;script&gt;alert(1)&lt;/script&gt; <strong>bold</strong> <code>a&lt;b</code> <a href=\"04-More.html#goal\">next</a> <a href=\"#\">bad</a>", page, StringComparison.Ordinal);
        Assert.Contains("<td>1</td>", page, StringComparison.Ordinal);
        Assert.Contains("// &lt;code&gt;", page, StringComparison.Ordinal);
        Assert.Contains("<pre class=\"out\">&lt;i&gt;out&lt;/i&gt; red\n</pre>", page, StringComparison.Ordinal);
        Assert.Contains("<div><em>rich</em></div>", page, StringComparison.Ordinal);
        Assert.Contains("<pre class=\"out\">&lt;plain&gt;</pre>", page, StringComparison.Ordinal);
        Assert.Contains("tag skip-in-ci", page, StringComparison.Ordinal);
        Assert.Contains("<pre class=\"error\">System.Exception: &lt;oops&gt;\n03-Trial.ipynb, cell 5, line 1</pre>", page, StringComparison.Ordinal);
        Assert.Contains("Not run.", page, StringComparison.Ordinal);
        Assert.DoesNotContain("<script", page, StringComparison.Ordinal);
    }

    [Fact]
    public void Charts_bring_plotly_once_and_no_address_of_a_server()
    {
        string page = Page("m# Charts", "c:#r \"../artifacts/kit/CFNSR.Repro.dll\"\nusing CFNSR.Repro.Figures;\nusing Plotly.NET;\nusing Chart = Plotly.NET.CSharp.Chart;\nNotebookFormatters.Register();",
            "c:Chart.Line<int, double, string>(x: new[] { 1, 2 }, y: new[] { 0.5, 0.25 })", "c:Chart.Point<int, double, string>(x: new[] { 1, 2 }, y: new[] { 0.5, 0.25 })");
        string marker = PlotlyScript.Text[..200];
        Assert.Equal(2, page.Split(marker).Length);
        Assert.True(page.IndexOf(marker, StringComparison.Ordinal) < page.IndexOf("</head>", StringComparison.Ordinal));
        Assert.Equal(3, page.Split("Plotly.newPlot(at").Length);
        Assert.DoesNotContain("src=\"http", page, StringComparison.Ordinal);
    }
}
