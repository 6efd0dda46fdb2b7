using CFNSR.Repro.Figures;
using Markdig;
using Markdig.Syntax;
using Markdig.Syntax.Inlines;

namespace CFNSR.Repro.Notebooks;

/// <summary>Text cells as HTML: tables, footnotes and formulas are known; markup in the text is escaped; links to notebooks that have a page lead there, other
/// relative links to where they led from the notebook.</summary>
internal static class MarkdownHtml
{
    private static readonly MarkdownPipeline Pipeline = new MarkdownPipelineBuilder().DisableHtml()
        .UsePipeTables().UseFootnotes().UseAutoIdentifiers().UseMathematics().UseTaskLists().UseEmphasisExtras().Build();

    /// <summary>A text as HTML.</summary>
    /// <param name="markdown">The text.</param>
    /// <param name="toNotebook">From the page's folder to the notebook's; empty if they are the same.</param>
    /// <param name="hasPage">Whether a notebook, named as a link names it, has a page beside this one.</param>
    public static HtmlText Render(string markdown, string toNotebook, Func<string, bool> hasPage)
    {
        MarkdownDocument document = Markdown.Parse(markdown, Pipeline);
        foreach (LinkInline link in document.Descendants<LinkInline>()) link.Url = Target(link.Url ?? "", link.IsImage, toNotebook, hasPage);
        foreach (AutolinkInline link in document.Descendants<AutolinkInline>().Where(l => !l.IsEmail)) link.Url = Target(link.Url, false, toNotebook, hasPage);
        return new HtmlText(document.ToHtml(Pipeline));
    }

    private static string Target(string url, bool picture, string toNotebook, Func<string, bool> hasPage)
    {
        if (Uri.TryCreate(url, UriKind.Absolute, out Uri? absolute) && absolute.Scheme is not ("http" or "https" or "mailto"))
            return picture && url.StartsWith("data:image/", StringComparison.OrdinalIgnoreCase) ? url : "#";
        if (absolute is not null) return url;
        int end = url.IndexOf('#', StringComparison.Ordinal) is int at and >= 0 ? at : url.Length;
        if (url[..end].EndsWith(".ipynb", StringComparison.OrdinalIgnoreCase) && hasPage(url[..end])) return string.Concat(url.AsSpan(0, end - 6), ".html", url.AsSpan(end));
        return end == 0 || toNotebook.Length == 0 || url[0] == '/' ? url : $"{toNotebook}/{url}";
    }
}
