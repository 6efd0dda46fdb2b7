using Plotly.NET;
using Chart = Plotly.NET.CSharp.Chart;

namespace CFNSR.Repro.Figures;

/// <summary>The text of plotly.js that Plotly.NET carries inside, so that pages work without a network.</summary>
public static class PlotlyScript
{
    private static readonly Lazy<string> Script = new(Find);

    /// <summary>plotly.js, to be put into a script element as it is.</summary>
    public static string Text => Script.Value;

    /// <summary>
    /// plotly.js as a script element that defines window.Plotly in every page. Without the function around it, the script would offer itself to a
    /// module loader where there is one (Jupyter's notebook page has require.js) and define nothing.
    /// </summary>
    public static string Element => $"<script>(function (define, exports, module) {{{Text}\n}}).call(window);</script>";

    /// <summary>The package hands the script out only inside a whole page; there it is the longest script element.</summary>
    private static string Find()
    {
        string page = GenericChart.toEmbeddedHTML(Chart.Point<int, int, string>(x: new[] { 0 }, y: new[] { 0 }));
        string longest = "";
        for (int at = page.IndexOf("<script", StringComparison.Ordinal); at >= 0; at = page.IndexOf("<script", at + 1, StringComparison.Ordinal))
        {
            int start = page.IndexOf('>', at) + 1;
            int end = page.IndexOf("</script>", start, StringComparison.Ordinal);
            if (end < 0) break;
            if (end - start > longest.Length) longest = page[start..end];
            at = end;
        }

        return longest.Length > 100_000 ? longest
            : throw new KitException("plotly.js is not in this build", cure: "Run environment/setup.sh, which fetches it, and build again.");
    }
}
