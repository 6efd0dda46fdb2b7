using Plotly.NET;
using Plotly.NET.CSharp;
using Chart = Plotly.NET.CSharp.Chart;

namespace CFNSR.Repro.Figures;

/// <summary>Title, axis titles and size, the same way for every figure.</summary>
internal static class ChartStyle
{
    public static GenericChart Styled(this GenericChart chart, string title, string x, string y, int width = 760, int height = 420) => chart
        .WithTitle(title)
        .WithXAxisStyle<double, double, string>(TitleText: x)
        .WithYAxisStyle<double, double, string>(TitleText: y)
        .WithSize(Width: width, Height: height);

    /// <summary>Two charts on one x axis, the second below with a y axis of its own.</summary>
    /// <param name="upper">The upper chart; its y axis keeps the rest of the height.</param>
    /// <param name="lower">The lower chart, styled already.</param>
    /// <param name="lowerTitle">Title of the lower y axis.</param>
    /// <param name="share">Share of the height that the lower chart has.</param>
    public static GenericChart Above(this GenericChart upper, GenericChart lower, string lowerTitle, double share)
    {
        foreach (Trace trace in GenericChart.getTraces(lower)) trace.SetProperty("yaxis", "y2");
        return Chart.Combine([upper, lower])
            .WithXAxisStyle<double, double, string>(Anchor: StyleParam.LinearAxisId.NewY(2))
            .WithYAxisStyle<double, double, string>(Domain: Tuple.Create(share + 0.03, 1.0))
            .WithYAxisStyle<double, double, string>(
                TitleText: lowerTitle, Domain: Tuple.Create(0.0, share), Id: StyleParam.SubPlotId.NewYAxis(2));
    }

    public static GenericChart RangeX(this GenericChart chart, double low, double high) =>
        chart.WithXAxisStyle<double, double, string>(MinMax: Tuple.Create(low, high));

    public static GenericChart RangeY(this GenericChart chart, double low, double high) =>
        chart.WithYAxisStyle<double, double, string>(MinMax: Tuple.Create(low, high));
}
