using System.Globalization;
using CFNSR.Repro.Features.Tracking;
using Plotly.NET;
using Chart = Plotly.NET.CSharp.Chart;

namespace CFNSR.Repro.Figures;

/// <summary>Which action units stand out in which emotion.</summary>
public static class UnitProfileFigure
{
    /// <summary>
    /// A heat map of <see cref="UnitProfile.Deviations"/>: units downwards, emotions to the right, white where it is as in all clips.
    /// </summary>
    /// <param name="profile">The profile.</param>
    public static GenericChart Create(UnitProfile profile)
    {
        int[] upwards = [.. Enumerable.Range(0, ActionUnits.Count).Reverse()]; // plotly counts categories from below
        GenericChart chart = Chart.Heatmap<double, string, string, string>(
            zData: upwards.Select(unit => profile.Shown.Select((_, e) => Math.Round(profile.Deviations[e, unit], 3)).ToArray()).ToArray(),
            X: profile.Names.ToArray(), Y: upwards.Select(unit => ActionUnits.All[unit].Label).ToArray(), ColorScale: Palette.Diverging);
        foreach (Trace trace in GenericChart.getTraces(chart)) trace.SetProperty("zmid", 0.0);
        return chart.Styled("Action units of each emotion: deviation from all clips (standard deviations)", "emotion", "", 760, 760);
    }

    /// <summary>The figure in words: the unit that stands out most in each emotion.</summary>
    /// <param name="profile">The profile.</param>
    public static string Describe(UnitProfile profile)
    {
        var words = profile.Names.Select((name, e) =>
        {
            int unit = Enumerable.Range(0, ActionUnits.Count).MaxBy(u => Math.Abs(profile.Deviations[e, u]));
            string size = profile.Deviations[e, unit].ToString("+0.00;-0.00;0.00", CultureInfo.InvariantCulture);
            return $"{name} {ActionUnits.All[unit].Label} {size}";
        });
        return $"Heat map of the mean action units of {profile.Shown.Count} emotions as deviation from all clips in standard deviations. " +
            $"The furthest of each: {string.Join("; ", words)}.";
    }
}
