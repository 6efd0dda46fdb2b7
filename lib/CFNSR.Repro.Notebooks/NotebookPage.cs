using System.Globalization;
using System.Reflection;
using System.Text.RegularExpressions;
using CFNSR.Repro.Figures;

namespace CFNSR.Repro.Notebooks;

/// <summary>
/// An executed notebook as one HTML file: light, readable on a phone and on paper, charts interactive without a network.
/// Everything is escaped but what a formatter gave as text/html.
/// </summary>
public static partial class NotebookPage
{
    /// <summary>Name of the file with plotly.js that the pages of a folder share.</summary>
    public const string Script = "plotly.js";

    private const string ScriptLink = $"<script src=\"{Script}\"></script>";

    /// <summary>The page.</summary>
    /// <param name="run">The run.</param>
    /// <param name="folder">Where the page will lie, for relative links, with <see cref="Script"/> beside it if it <see cref="NeedsScript"/>; null for the
    /// notebook's folder and a page that holds all it needs.</param>
    /// <param name="beside">The notebooks, as full paths, whose pages will lie in the same folder, with an index; null for all that a text links to, without one.</param>
    public static string Html(NotebookRun run, string? folder = null, IReadOnlyCollection<string>? beside = null)
    {
        string home = Path.GetDirectoryName(Path.GetFullPath(run.Executed.File))!;
        string toNotebook = folder is null ? "" : Path.GetRelativePath(folder, home).Replace('\\', '/');
        bool HasPage(string link) => beside is null || (!link.Contains('/', StringComparison.Ordinal) && beside.Contains(Path.Combine(home, Uri.UnescapeDataString(link))));
        var results = run.Cells.ToDictionary(c => c.Cell);
        bool needsPlotly = run.Cells.SelectMany(c => c.Outputs).OfType<DataOutput>().Any(d => d.Data.TryGetValue("text/html", out string? html) && html.Contains("Plotly.newPlot", StringComparison.Ordinal));
        string? plotly = needsPlotly ? PlotlyScript.Element : null;
        HtmlText cells = HtmlText.Join(run.Executed.Cells.Select(c => Cell(c, results.GetValueOrDefault(c.Number), plotly, c => MarkdownHtml.Render(c, toNotebook, HasPage))));
        HtmlText failure = run.Failure is null ? HtmlText.Empty : HtmlText.Of($"<p class=\"error\">This run ended early. {run.Failure}</p>\n");
        HtmlText made = HtmlText.Of($"<footer class=\"note\">{Path.GetFileName(run.Executed.File)}, {run.Cells.Count} cells run in {run.Elapsed.TotalSeconds:F1} s</footer>");
        HtmlText back = beside is null ? HtmlText.Empty : new("<nav><a href=\"index.html\">All notebooks</a></nav>\n");
        return Page(run.Executed.Title, new HtmlText(plotly is null ? "" : folder is null ? plotly : ScriptLink), HtmlText.Of($"{back}{failure}{cells}{made}"));
    }

    /// <summary>Whether a page of a folder has charts, and so needs the file <see cref="Script"/> beside it.</summary>
    /// <param name="page">The page.</param>
    public static bool NeedsScript(string page) => page.Contains(ScriptLink, StringComparison.Ordinal);

    /// <summary>A page that leads to the pages of several notebooks, each with its goal and how long it ran.</summary>
    /// <param name="runs">The runs, in order; the page of each is named after its notebook.</param>
    public static string Index(IReadOnlyCollection<NotebookRun> runs)
    {
        HtmlText items = HtmlText.Join(runs.Select(r => HtmlText.Of($"""
            <li><a href="{Uri.EscapeDataString(r.Executed.Name + ".html")}">{r.Executed.Title}</a> <span class="note">{r.Elapsed.TotalSeconds:F0} s</span>{(r.Failure is null ? HtmlText.Empty : new(" <strong>ended early</strong>"))}{Goal(r.Executed)}</li>

            """)));
        string minutes = (runs.Sum(r => r.Elapsed.TotalSeconds) / 60).ToString("F1", CultureInfo.InvariantCulture);
        return Page("Notebooks", HtmlText.Empty, HtmlText.Of($"<h1>Notebooks</h1>\n<p>{runs.Count} notebooks, run in {minutes} minutes on this machine. The pages need no network: charts can be zoomed, and touched or pointed at for their values.</p>\n<ol class=\"index\">\n{items}</ol>"));
    }

    /// <summary>The paragraph below the heading Goal.</summary>
    private static HtmlText Goal(Notebook notebook)
    {
        string[] lines = [.. notebook.Cells.Where(c => !c.IsCode).SelectMany(c => c.Source.Split('\n')).SkipWhile(l => !l.StartsWith("## Goal", StringComparison.Ordinal)).Skip(1)
            .SkipWhile(string.IsNullOrWhiteSpace).TakeWhile(l => !string.IsNullOrWhiteSpace(l) && l[0] != '#')];
        return lines.Length == 0 ? HtmlText.Empty : HtmlText.Of($"\n<div class=\"goal\">{MarkdownHtml.Render(string.Join('\n', lines), "", _ => true)}</div>");
    }

    private static string Page(string title, HtmlText head, HtmlText body) => HtmlText.Of($"""
        <!DOCTYPE html>
        <html lang="en">
        <head>
        <meta charset="utf-8">
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <title>{title}</title>
        <style>{new HtmlText(Style())}</style>
        {head}
        </head>
        <body>
        <main>
        {body}
        </main>
        </body>
        </html>

        """).Text;

    private static HtmlText Cell(NotebookCell cell, CellResult? result, string? plotly, Func<string, HtmlText> text)
    {
        if (cell.Kind == "markdown") return HtmlText.Of($"<section class=\"cell\">\n{text(cell.SourceWithPictures)}</section>\n");
        if (!cell.IsCode) return HtmlText.Of($"<section class=\"cell\"><pre>{cell.Source}</pre></section>\n");
        HtmlText note = result switch
        {
            null => new("<p class=\"note\">Not run.</p>"),
            { Status: CellStatus.Skipped } => new("<p class=\"note\">Left out in this run (tag skip-in-ci).</p>"),
            _ => HtmlText.Join(result.Outputs.Select(o => Output(o, plotly))),
        };
        return HtmlText.Of($"<section class=\"cell\" id=\"cell-{cell.Number}\">\n<pre class=\"code\"><code class=\"language-csharp\">{cell.Source}</code></pre>\n<div class=\"outputs\">{note}</div>\n</section>\n");
    }

    private static HtmlText Output(CellOutput output, string? plotly) => output switch
    {
        StreamOutput s => HtmlText.Of($"<pre class=\"{(s.Name == "stderr" ? "err" : "out")}\">{Escapes().Replace(s.Text, "")}</pre>\n"),
        ErrorOutput e => HtmlText.Of($"<pre class=\"error\">{e.ToString()}</pre>\n"),
        DataOutput d => Data(d.Data, plotly),
        _ => HtmlText.Empty,
    };

    private static HtmlText Data(IReadOnlyDictionary<string, string> data, string? plotly)
    {
        // plotly.js stands in the page's head already
        if (data.TryGetValue("text/html", out string? html)) return HtmlText.Of($"<div>{new HtmlText(plotly is null ? html : html.Replace(plotly, "", StringComparison.Ordinal))}</div>\n");
        string text = data.GetValueOrDefault("text/plain", "");
        foreach (string type in (string[])["image/png", "image/jpeg", "image/gif"])
            if (data.TryGetValue(type, out string? picture)) return HtmlText.Of($"<img src=\"data:{type};base64,{Space().Replace(picture, "")}\" alt=\"{(text.Length > 0 ? text : "picture")}\">\n");
        return text.Length > 0 ? HtmlText.Of($"<pre class=\"out\">{text}</pre>\n") : HtmlText.Join(data.Values.Select(v => HtmlText.Of($"<pre class=\"out\">{v}</pre>\n")));
    }

    private static string Style()
    {
        using var reader = new StreamReader(Assembly.GetExecutingAssembly().GetManifestResourceStream("notebook.css")!);
        return reader.ReadToEnd();
    }

    /// <summary>Colour codes of a terminal.</summary>
    [GeneratedRegex("""\x1B\[[0-9;?]*[A-Za-z]""")]
    private static partial Regex Escapes();

    [GeneratedRegex("""\s+""")]
    private static partial Regex Space();
}
