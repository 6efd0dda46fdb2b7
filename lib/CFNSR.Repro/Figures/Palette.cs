using Plotly.NET;

namespace CFNSR.Repro.Figures;

/// <summary>
/// The colours of all figures: Okabe and Ito's eight, which people with the common colour-vision deficiencies tell apart,
/// and one scale from white to dark blue whose lightness alone carries the value.
/// </summary>
public static class Palette
{
    /// <summary>Our own result, and test curves.</summary>
    public const string Blue = "#0072B2";

    /// <summary>Training curves, and the best epoch on the test fold.</summary>
    public const string Vermilion = "#D55E00";

    /// <summary>Validation.</summary>
    public const string Green = "#009E73";

    /// <summary>A fourth series.</summary>
    public const string Purple = "#CC79A7";

    /// <summary>Published numbers.</summary>
    public const string Grey = "#9AA5B1";

    /// <summary>Single folds behind their mean.</summary>
    public const string Faint = "#C9D6E2";

    /// <summary>White to dark blue, for counts and shares.</summary>
    public static StyleParam.Colorscale Blues { get; } = StyleParam.Colorscale.NewCustom(
    [
        Tuple.Create(0.0, Colour("#FFFFFF")),
        Tuple.Create(0.25, Colour("#C6DBEF")),
        Tuple.Create(0.5, Colour("#6BAED6")),
        Tuple.Create(0.75, Colour("#2171B5")),
        Tuple.Create(1.0, Colour("#08306B")),
    ]);

    /// <summary>Blue over white to vermilion, for values on both sides of a middle.</summary>
    public static StyleParam.Colorscale Diverging { get; } = StyleParam.Colorscale.NewCustom(
        [Tuple.Create(0.0, Colour(Blue)), Tuple.Create(0.5, Colour("#FFFFFF")), Tuple.Create(1.0, Colour(Vermilion))]);

    /// <summary>The colour object of a hexadecimal code.</summary>
    /// <param name="hex">Like "#0072B2".</param>
    public static Color Colour(string hex) => Color.fromHex(hex);
}
