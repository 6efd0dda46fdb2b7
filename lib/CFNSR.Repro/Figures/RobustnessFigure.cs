using System.Globalization;
using CFNSR.Repro.Evaluation.Robustness;
using Plotly.NET;
using Plotly.NET.CSharp;
using Chart = Plotly.NET.CSharp.Chart;

namespace CFNSR.Repro.Figures;

/// <summary>Accuracy against how badly a clip is spoilt: one panel a perturbation, one line a system, the clean clips first and chance as a dotted line.</summary>
public static class RobustnessFigure
{
    private static readonly string[] Colours = [Palette.Blue, Palette.Vermilion, Palette.Green, Palette.Purple, Palette.Grey, "#E69F00", "#56B4E9", "#000000"];

    private static readonly StyleParam.DrawingStyle[] Dashes = [StyleParam.DrawingStyle.Solid, StyleParam.DrawingStyle.Dash, StyleParam.DrawingStyle.Dot];

    /// <summary>All panels in one figure, two in a row.</summary>
    /// <param name="table">The result.</param>
    public static GenericChart Create(RobustnessTable table)
    {
        var panels = table.Panels();
        int rows = (panels.Count + 1) / 2;
        return Chart.Grid(
            gCharts: panels.Select((panel, i) => Panel(table, panel.Key, legend: i == 0)).ToArray(), nRows: rows, nCols: 2,
            SubPlotTitles: panels.Select(panel => panel.Key).ToArray(), Pattern: StyleParam.LayoutGridPattern.Independent)
            .WithTitle("Accuracy on spoilt clips").WithSize(Width: 1100, Height: 80 + (340 * rows));
    }

    /// <summary>One panel.</summary>
    /// <param name="table">The result.</param>
    /// <param name="panel">The heading of a group of <see cref="RobustnessTable.Panels"/>.</param>
    /// <param name="legend">Whether the lines are named.</param>
    public static GenericChart Panel(RobustnessTable table, string panel, bool legend = true)
    {
        Perturbation[] tests = [Perturbation.Clean, .. table.Panels().First(group => group.Key == panel)];
        string[] labels = [.. tests.Select(test => test.Label)];
        var lines = table.Systems().Select((system, i) => Chart.Line<string, double, string>(
            x: labels, y: tests.Select(test => Math.Round(100 * table[system, test].Accuracy.Mean, 2)).ToArray(), Name: system, ShowLegend: legend, ShowMarkers: true,
            LineColor: Palette.Colour(Colours[i % Colours.Length]), MarkerColor: Palette.Colour(Colours[i % Colours.Length]), LineWidth: 2, LineDash: Dashes[i / Colours.Length % Dashes.Length]));
        var chance = Chart.Line<string, double, string>(
            x: labels, y: labels.Select(_ => Math.Round(100 * table.Chance, 2)).ToArray(), Name: "chance", ShowLegend: legend, ShowMarkers: false,
            LineColor: Palette.Colour("#52606D"), LineWidth: 1, LineDash: StyleParam.DrawingStyle.Dot);
        return Chart.Combine([.. lines, chance]).Styled(panel, "", "accuracy (%)").RangeY(0, 100)
            .WithXAxisStyle<double, double, string>(AxisType: StyleParam.AxisType.Category); // else "25 %" is a number and "clean" is none
    }

    /// <summary>One panel in words.</summary>
    /// <param name="table">The result.</param>
    /// <param name="panel">The heading of a group of <see cref="RobustnessTable.Panels"/>.</param>
    public static string Describe(RobustnessTable table, string panel)
    {
        var tests = table.Panels().First(group => group.Key == panel).ToArray();
        string number(double share) => (100 * share).ToString("F1", CultureInfo.InvariantCulture);
        return $"{panel}: accuracy in percent on clean clips, then at {string.Join(", ", tests.Select(test => test.Label))}. " +
            string.Join(" ", table.Systems().Select(system => $"{system}: {number(table[system, Perturbation.Clean].Accuracy.Mean)}, then {string.Join(", ", tests.Select(test => number(table[system, test].Accuracy.Mean)))}.")) +
            $" Chance: {number(table.Chance)}.";
    }

    /// <summary>One panel as a table: mean and spread over the runs in percent.</summary>
    /// <param name="table">The result.</param>
    /// <param name="panel">The heading of a group of <see cref="RobustnessTable.Panels"/>.</param>
    public static FigureTable Table(RobustnessTable table, string panel)
    {
        Perturbation[] tests = [Perturbation.Clean, .. table.Panels().First(group => group.Key == panel)];
        return new FigureTable(
            panel + ": accuracy in percent", ["system", .. tests.Select(test => test.Label)],
            [.. table.Systems().Select(system => (string[])[system, .. tests.Select(test => table[system, test].Accuracy.ToPercent())])]);
    }
}
