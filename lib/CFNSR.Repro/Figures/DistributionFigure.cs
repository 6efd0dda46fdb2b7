using CFNSR.Repro.Data;
using Plotly.NET;
using Chart = Plotly.NET.CSharp.Chart;

namespace CFNSR.Repro.Figures;

/// <summary>The paper's Figure 2: how many clips each emotion has.</summary>
public static class DistributionFigure
{
    /// <summary>One column an emotion.</summary>
    /// <param name="counts">Clips by class index, 8 numbers.</param>
    public static GenericChart Create(IReadOnlyList<int> counts) =>
        Chart.Column<int, string, string>(
            values: counts.ToArray(), Keys: Emotions.Names.ToArray(), Name: "clips",
            MultiText: counts.Select(c => FormattableString.Invariant($"{c}")).ToArray(), TextPosition: StyleParam.TextPosition.Outside,
            MarkerColor: Palette.Colour(Palette.Blue))
        .Styled("Figure 2: clips per emotion", "emotion", "clips");

    /// <summary>The figure in words.</summary>
    /// <param name="counts">Clips by class index, 8 numbers.</param>
    public static string Describe(IReadOnlyList<int> counts) =>
        FormattableString.Invariant($"Column chart of {counts.Sum()} clips: ") + string.Join(", ", counts.Select((c, i) => FormattableString.Invariant($"{Emotions.Names[i]} {c}"))) + ".";
}
