using Microsoft.DotNet.Interactive.Formatting;
using Plotly.NET;

namespace CFNSR.Repro.Figures;

/// <summary>How charts and tables look as the result of a notebook's cell.</summary>
public static class NotebookFormatters
{
    /// <summary>
    /// Registers charts, tables and <see cref="HtmlText"/> as text/html. The first chart after this call brings plotly.js along,
    /// the later ones use it: a notebook works without a network and holds the script once. Kit.Start calls it at the top of every notebook.
    /// </summary>
    public static void Register()
    {
        int brought = 0;
        Formatter.Register<GenericChart>(
            (chart, writer) =>
            {
                if (Interlocked.Exchange(ref brought, 1) == 0) writer.Write(PlotlyScript.Element + "\n");
                writer.Write(ChartHtml.Fragment(chart).Text);
            },
            HtmlFormatter.MimeType);
        Formatter.Register<FigureTable>((table, writer) => writer.Write(table.ToHtml().Text), HtmlFormatter.MimeType);
        Formatter.Register<HtmlText>((html, writer) => writer.Write(html.Text), HtmlFormatter.MimeType);
    }
}
