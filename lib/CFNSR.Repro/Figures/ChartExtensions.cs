using Plotly.NET;

namespace CFNSR.Repro.Figures;

/// <summary>What Plotly.NET.CSharp leaves to F#, for the kit's figures and the notebooks' charts.</summary>
public static class ChartExtensions
{
    /// <summary>The chart with a title.</summary>
    /// <param name="chart">The chart, which stays as it is.</param>
    /// <param name="title">The title; HTML marks such as <c>&lt;b&gt;</c> count.</param>
    public static GenericChart WithTitle(this GenericChart chart, string title) => Chart.withTitle(title, null).Invoke(chart);
}
