using Plotly.NET;
using Plotly.NET.CSharp;

namespace CFNSR.Repro.Figures;

/// <summary>Title, axis titles and size, the same way for every figure.</summary>
internal static class ChartStyle
{
    public static GenericChart Styled(this GenericChart chart, string title, string x, string y, int width = 760, int height = 420) => chart
        .WithTitle(title)
        .WithXAxisStyle<double, double, string>(TitleText: x)
        .WithYAxisStyle<double, double, string>(TitleText: y)
        .WithSize(Width: width, Height: height);

    public static GenericChart RangeX(this GenericChart chart, double low, double high) =>
        chart.WithXAxisStyle<double, double, string>(MinMax: Tuple.Create(low, high));

    public static GenericChart RangeY(this GenericChart chart, double low, double high) =>
        chart.WithYAxisStyle<double, double, string>(MinMax: Tuple.Create(low, high));
}
