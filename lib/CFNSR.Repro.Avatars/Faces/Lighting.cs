namespace CFNSR.Repro.Avatars.Faces;

/// <summary>The light of one clip.</summary>
/// <param name="Gain">Brightness, 1 = full.</param>
/// <param name="Warmth">-1 bluish to +1 yellowish.</param>
/// <param name="Contrast">Depth of the shadow side, 0..1.</param>
public sealed record Lighting(double Gain = 1, double Warmth = 0, double Contrast = 0.5)
{
    internal Rgb Tint => new(Gain * (1 + (0.05 * Warmth)), Gain, Gain * (1 - (0.07 * Warmth)));
}
