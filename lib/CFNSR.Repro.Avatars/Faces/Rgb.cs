using OpenCvSharp;

namespace CFNSR.Repro.Avatars.Faces;

/// <summary>A colour, components 0..255.</summary>
/// <param name="R">Red.</param>
/// <param name="G">Green.</param>
/// <param name="B">Blue.</param>
public readonly record struct Rgb(double R, double G, double B)
{
    /// <summary>The colour on the way to another one: 0 = this, 1 = the other.</summary>
    public Rgb Mix(Rgb other, double weight) => new(R + ((other.R - R) * weight), G + ((other.G - G) * weight), B + ((other.B - B) * weight));

    /// <summary>Lighter (factor above 1) or darker.</summary>
    public Rgb Times(double factor) => new(R * factor, G * factor, B * factor);

    /// <summary>Componentwise product with a light whose white is (1, 1, 1).</summary>
    public Rgb Under(Rgb light) => new(R * light.R, G * light.G, B * light.B);

    /// <summary>OpenCV's order: blue, green, red; rounded and held within 0..255.</summary>
    internal Scalar Bgr() => new(Math.Clamp(Math.Round(B), 0, 255), Math.Clamp(Math.Round(G), 0, 255), Math.Clamp(Math.Round(R), 0, 255));
}
