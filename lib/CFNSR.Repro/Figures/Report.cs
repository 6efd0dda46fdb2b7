using System.Reflection;
using System.Text.RegularExpressions;

namespace CFNSR.Repro.Figures;

/// <summary>
/// The report of an experiment: one HTML file that needs nothing else, neither a network nor other files. It opens from disk in any browser,
/// reads well on a phone and prints.
/// </summary>
public static partial class Report
{
    /// <summary>Writes the report in one piece.</summary>
    /// <param name="data">What to show.</param>
    /// <param name="file">The HTML file; folders are made.</param>
    /// <exception cref="KitException">There are no runs, or the file cannot be written.</exception>
    public static void Write(ReportData data, string file) => AtomicFile.WriteText(file, Html(data));

    /// <summary>The report as text.</summary>
    /// <param name="data">What to show.</param>
    /// <exception cref="KitException">There are no runs.</exception>
    public static string Html(ReportData data)
    {
        if (data.Runs.Count == 0) throw new KitException("there are no finished runs to report", cure: "Train first: cfnsr train.");
        return Page(data.Title + (data.SyntheticPicture ? " (synthetic picture)" : ""), ReportSections.Body(data)).Text;
    }

    /// <summary>A page that needs nothing else, with plotly.js and the script that draws its charts.</summary>
    /// <param name="title">Its title.</param>
    /// <param name="body">Finished HTML.</param>
    internal static HtmlText Page(string title, HtmlText body)
    {
        // what the page may load: nothing but itself
        const string policy = "default-src 'none'; script-src 'unsafe-inline'; style-src 'unsafe-inline'; img-src data: blob:; font-src data:";
        return HtmlText.Of($"""
            <!DOCTYPE html>
            <html lang="en">
            <head>
            <meta charset="utf-8">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <meta http-equiv="Content-Security-Policy" content="{policy}">
            <title>{title}</title>
            <link rel="icon" href="data:,">
            <style>
            {new HtmlText(Resource("report.css"))}
            </style>
            </head>
            <body>
            {body}
            <script>{new HtmlText(PlotlyScript.Text)}</script>
            <script>
            {new HtmlText(Resource("report.js"))}
            </script>
            </body>
            </html>

            """);
    }

    /// <summary>A text as an anchor: lower-case letters, digits and hyphens.</summary>
    internal static string Anchor(string text) => NotWord().Replace(text.ToLowerInvariant(), "-").Trim('-');

    private static string Resource(string name)
    {
        using var stream = Assembly.GetExecutingAssembly().GetManifestResourceStream(name)!;
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }

    [GeneratedRegex("[^a-z0-9]+")]
    private static partial Regex NotWord();
}
