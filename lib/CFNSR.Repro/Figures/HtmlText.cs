using System.Globalization;
using System.Net;
using System.Runtime.CompilerServices;
using System.Text;

namespace CFNSR.Repro.Figures;

/// <summary>
/// Finished HTML. Built from interpolated strings in which every value is escaped, unless it is itself finished HTML;
/// so text that came from a file cannot become markup.
/// </summary>
/// <param name="Text">The markup.</param>
public readonly record struct HtmlText(string Text)
{
    /// <summary>No markup at all.</summary>
    public static HtmlText Empty { get; } = new("");

    /// <summary>Finished HTML from an interpolated string; numbers are written in the invariant culture.</summary>
    /// <param name="text">Markup with values in braces.</param>
    public static HtmlText Of(ref Handler text) => new(text.ToString());

    /// <summary>Pieces one after another.</summary>
    /// <param name="parts">Finished HTML.</param>
    public static HtmlText Join(IEnumerable<HtmlText> parts) => new(string.Concat(parts.Select(p => p.Text)));

    /// <summary>The markup.</summary>
    public override string ToString() => Text ?? "";

    /// <summary>Escapes the holes of an interpolated string.</summary>
    [InterpolatedStringHandler]
    public readonly ref struct Handler
    {
        private readonly StringBuilder text;

        /// <summary>Called by the compiler.</summary>
        /// <param name="literalLength">Length of the markup.</param>
        /// <param name="formattedCount">Number of holes.</param>
        public Handler(int literalLength, int formattedCount) => text = new StringBuilder(literalLength + (formattedCount * 16));

        /// <summary>Called by the compiler: markup as it stands in the source.</summary>
        /// <param name="markup">The markup.</param>
        public void AppendLiteral(string markup) => text.Append(markup);

        /// <summary>Called by the compiler: finished HTML stays as it is.</summary>
        /// <param name="html">The markup.</param>
        public void AppendFormatted(HtmlText html) => text.Append(html.Text);

        /// <summary>Called by the compiler: anything else is escaped.</summary>
        /// <param name="value">The value.</param>
        /// <param name="format">A format, for numbers and dates.</param>
        /// <typeparam name="T">Its type.</typeparam>
        public void AppendFormatted<T>(T value, string? format = null) => text.Append(WebUtility.HtmlEncode(
            value is IFormattable number ? number.ToString(format, CultureInfo.InvariantCulture) : value?.ToString()));

        /// <inheritdoc/>
        public override string ToString() => text.ToString();
    }
}
