using CFNSR.Repro.Figures;
using Microsoft.DotNet.Interactive.Formatting;

namespace CFNSR.Repro.Notebooks;

/// <summary>What every cell can call without a using line, named as the static members of .NET Interactive's Kernel class.</summary>
public static class CellFunctions
{
    /// <summary>Shows a value now, in the forms that its formatters give it.</summary>
    /// <param name="value">The value.</param>
    /// <param name="mimeTypes">The forms; none for those that its type prefers.</param>
    /// <returns>A handle whose Update shows another value in its place; on .NET Interactive only that of <see cref="LiveDisplay"/> does.</returns>
    public static DisplayedValue display(object value, params string[] mimeTypes) => LiveDisplay.Show(value, mimeTypes);

    /// <summary>Finished HTML, shown as it is.</summary>
    /// <param name="content">The markup.</param>
    public static CellHtml HTML(string content) => new(content);
}
