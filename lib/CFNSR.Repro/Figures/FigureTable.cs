namespace CFNSR.Repro.Figures;

/// <summary>A table of text, shown in notebooks and in the report.</summary>
/// <param name="Caption">What it shows.</param>
/// <param name="Head">One heading a column.</param>
/// <param name="Rows">Cells by row; a cell that is a number is written to the right.</param>
/// <param name="Marked">Rows set in bold, by index.</param>
public sealed record FigureTable(string Caption, IReadOnlyList<string> Head, IReadOnlyList<IReadOnlyList<string>> Rows, IReadOnlyList<int>? Marked = null)
{
    /// <summary>The table as HTML, every cell escaped; on a narrow screen it scrolls in its own box.</summary>
    public HtmlText ToHtml()
    {
        var head = HtmlText.Join(Head.Select((h, c) => HtmlText.Of($"<th scope=\"col\"{Side(c)}>{h}</th>")));
        var body = HtmlText.Join(Rows.Select((row, r) => HtmlText.Of(
            $"<tr{(Marked?.Contains(r) == true ? new HtmlText(" class=\"ours\"") : HtmlText.Empty)}>{HtmlText.Join(row.Select((cell, c) => HtmlText.Of($"<td{Side(c)}>{cell}</td>")))}</tr>\n")));
        return HtmlText.Of(
            $"<div class=\"scroll\" tabindex=\"0\" role=\"region\" aria-label=\"{Caption}\"><table{(Text ? new HtmlText(" class=\"text\"") : HtmlText.Empty)}><caption>{Caption}</caption><thead><tr>{head}</tr></thead>\n<tbody>{body}</tbody></table></div>\n");
    }

    /// <summary>Whether the cells are sentences.</summary>
    private bool Text => Rows.Any(r => r.Any(c => c.Length > 30));

    /// <inheritdoc/>
    public override string ToString() => string.Join('\n', Rows.Prepend(Head).Select(row => string.Join(" | ", row)).Prepend(Caption));

    /// <summary>A column whose cells all start like numbers stands to the right.</summary>
    private HtmlText Side(int column) =>
        Rows.Count > 0 && Rows.All(r => r[column].Length == 0 || r[column] == "–" || char.IsAsciiDigit(r[column][0])) ? new HtmlText(" class=\"n\"") : HtmlText.Empty;
}
