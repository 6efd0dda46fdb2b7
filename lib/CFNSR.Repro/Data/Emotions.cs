namespace CFNSR.Repro.Data;

/// <summary>The eight classes in the order of the paper's Table 1, with the names shown in figures and reports. Taught in notebook 08.</summary>
public static class Emotions
{
    /// <summary>Number of classes: 8.</summary>
    public const int Count = 8;

    /// <summary>All emotions by class index.</summary>
    public static IReadOnlyList<Emotion> All { get; } = Enum.GetValues<Emotion>();

    /// <summary>Display names by class index: "Neutral", "Calm", ... "Surprised".</summary>
    public static IReadOnlyList<string> Names { get; } = [.. All.Select(emotion => emotion.ToString())];

    /// <summary>Clips of one actor in RAVDESS speech: 4 of neutral (it has no strong intensity), 8 of each other emotion.</summary>
    /// <param name="emotion">The class.</param>
    /// <returns>4 or 8.</returns>
    public static int TrialsPerActor(Emotion emotion) => emotion == Emotion.Neutral ? 4 : 8;

    /// <summary>The class with this index.</summary>
    /// <param name="label">Class index, 0-7.</param>
    /// <returns>The emotion.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The index is not 0-7.</exception>
    public static Emotion FromLabel(long label) => label is >= 0 and < Count
        ? (Emotion)label
        : throw new ArgumentOutOfRangeException(nameof(label), label, "A class index is 0 to 7.");
}
