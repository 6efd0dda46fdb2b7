using Microsoft.DotNet.Interactive;
using Microsoft.DotNet.Interactive.Formatting;

namespace CFNSR.Repro.Figures;

/// <summary>
/// An output of a cell whose content changes later (taught in notebook 06), on every engine. The handle that <c>display</c> gives on .NET Interactive
/// does not serve: it names another output than the one that is shown, so its <c>Update</c> changes nothing.
/// </summary>
public static class LiveDisplay
{
    /// <summary>Shows a value now.</summary>
    /// <param name="value">The value. What takes its place later is shown in the same form: begin with HTML where a chart will follow.</param>
    /// <param name="mimeTypes">The forms; none for those that its type prefers.</param>
    /// <returns>A handle whose <c>Update</c> shows another value in its place.</returns>
    public static DisplayedValue Show(object value, params string[] mimeTypes)
    {
        if (KernelInvocationContext.Current is { } context) return context.Display(value, mimeTypes);
        var shown = new DisplayedValue(value, FormattedValue.CreateManyFromObject(value, mimeTypes));
        shown.Update(value);   // the kit's own engine shows an update of what is not there yet as a new output
        return shown;
    }
}
