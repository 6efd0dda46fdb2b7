using System.Globalization;

namespace CFNSR.Repro.Features.Tracking;

/// <summary>One action unit as OpenFace measures it: its intensity (0 to 5) or its presence (0 or 1).</summary>
/// <param name="Number">Its number in the Facial Action Coding System, such as 12.</param>
/// <param name="Name">Its name there, such as "lip corner puller".</param>
/// <param name="Presence">True for the presence, false for the intensity.</param>
public sealed record ActionUnit(int Number, string Name, bool Presence)
{
    /// <summary>OpenFace's column: AU12_r for an intensity, AU12_c for a presence.</summary>
    public string Column { get; } = string.Create(CultureInfo.InvariantCulture, $"AU{Number:D2}_{(Presence ? 'c' : 'r')}");

    /// <summary>What a figure writes: "AU12 lip corner puller", "AU12 lip corner puller, present".</summary>
    public string Label { get; } = string.Create(CultureInfo.InvariantCulture, $"AU{Number:D2} {Name}{(Presence ? ", present" : "")}");

    /// <summary>The largest value; the smallest is 0.</summary>
    public float Highest => Presence ? 1 : 5;
}
