using static TorchSharp.torch;

namespace CFNSR.Repro.Features;

/// <summary>Power to decibels: 10 log10(max(1e-10, power)), cut off a given distance below the loudest value.</summary>
internal static class Decibels
{
    private const double Least = 1e-10;

    /// <summary>Overwrites <paramref name="power"/>.</summary>
    /// <param name="power">Power values of any shape.</param>
    /// <param name="topDb">Distance of the floor from the maximum of the whole tensor.</param>
    /// <param name="max">The loudest value in decibels, a scalar tensor.</param>
    public static Tensor FromPower(Tensor power, double topDb, out Tensor max)
    {
        Tensor decibels = power.clamp_min_(Least).log10_().mul_(10);
        max = decibels.max();
        return decibels.maximum(max.sub(topDb));
    }
}
