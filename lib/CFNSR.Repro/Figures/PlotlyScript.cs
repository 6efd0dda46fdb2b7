using System.Reflection;
using Plotly.NET;

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

    /// <summary>The package holds the script as a resource whose name carries plotly.js's version.</summary>
    private static string Find()
    {
        Assembly plotly = typeof(GenericChart).Assembly;
        string name = plotly.GetManifestResourceNames().SingleOrDefault(n => n.Contains("plotly-", StringComparison.Ordinal) && n.EndsWith(".min.js", StringComparison.Ordinal))
            ?? throw new KitException("this Plotly.NET does not carry plotly.js", expected: "the version in Directory.Packages.props");
        using var reader = new StreamReader(plotly.GetManifestResourceStream(name)!);
        return reader.ReadToEnd();
    }
}
