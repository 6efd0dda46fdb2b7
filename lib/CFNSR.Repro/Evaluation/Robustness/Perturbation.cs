using System.Globalization;
using System.Text.Json.Serialization;

namespace CFNSR.Repro.Evaluation.Robustness;

/// <summary>
/// One way to spoil test clips, at one level. What it does to a clip is a pure function of (seed, clip, level). Taught in notebook 11.
/// </summary>
/// <param name="Kind">In which way, one of <see cref="PerturbationKinds"/>.</param>
/// <param name="Level">How much, in the unit of the kind.</param>
public sealed record Perturbation(PerturbationKind Kind, double Level)
{
    /// <summary>The clip as it is.</summary>
    public static Perturbation Clean { get; } = new(PerturbationKinds.None, 0);

    /// <summary>Every kind with its usual levels, from mild to severe.</summary>
    public static IReadOnlyList<Perturbation> All { get; } =
        [.. PerturbationKinds.All.Where(kind => kind != PerturbationKinds.None).SelectMany(kind => kind.UsualTests())];

    /// <summary>Whether the sound itself is changed: then it must be read from the data set again.</summary>
    [JsonIgnore]
    public bool ChangesSound => Kind is SoundKind;

    /// <summary>The heading under which the levels stand together, in tables and figures.</summary>
    [JsonIgnore]
    public string Panel => Kind.Panel;

    /// <summary>What is done to a clip, in one sentence.</summary>
    [JsonIgnore]
    public string Meaning => Kind.Meaning;

    /// <summary>The level as readers know it: "20 dB", "sigma 2 px".</summary>
    [JsonIgnore]
    public string Label => string.Format(CultureInfo.InvariantCulture, Kind.Label, Level, 100 * Level);

    /// <summary>Reads "blur" (the usual levels) or "blur=1,2.5".</summary>
    /// <param name="text">A kind, perhaps with levels.</param>
    /// <exception cref="KitException">There is no such kind, or a level is out of its range.</exception>
    public static IReadOnlyList<Perturbation> Parse(string text)
    {
        string[] parts = text.Split('=', 2);
        if (PerturbationKinds.Find(parts[0]) is not { } kind || kind == PerturbationKinds.None)
        {
            throw new KitException($"there is no perturbation '{parts[0]}'",
                expected: string.Join(", ", PerturbationKinds.All.Skip(1).Select(known => known.Word)));
        }

        return parts.Length == 1 ? [.. kind.UsualTests()] : [.. parts[1].Split(',').Select(level => Checked(kind, level))];
    }

    private static Perturbation Checked(PerturbationKind kind, string text)
    {
        bool number = double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out double level);
        bool allowed = kind.Range is { } range ? level >= range.Low && level <= range.High : kind.Usual.Contains(level);
        if (number && allowed) return new(kind, level);
        string usual = string.Join(',', kind.Usual.Select(known => known.ToString(CultureInfo.InvariantCulture)));
        throw new KitException($"'{text}' is not a level of {kind.Word}",
            expected: kind.Range is { } ends ? FormattableString.Invariant($"a number from {ends.Low} to {ends.High}") : $"of {usual}",
            cure: $"For example {kind.Word}={usual}.");
    }
}
