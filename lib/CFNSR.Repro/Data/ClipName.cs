using System.Globalization;

namespace CFNSR.Repro.Data;

/// <summary>
/// The seven two-digit fields of a RAVDESS file name, for example <c>01-01-03-02-01-02-14</c> (data/paper/models.md §6.2).
/// Fields are read by position. Scripts that strip the characters of ".mp4" from the ends of a name turn actors 04, 14 and 24
/// into 0, 1 and 2; reading by position cannot. Taught in notebook 01.
/// </summary>
/// <param name="Modality">Field 1: 01 picture and sound, 02 picture, 03 sound.</param>
/// <param name="Song">Field 2: false for 01 (speech), true for 02 (song).</param>
/// <param name="Emotion">Field 3: 01-08.</param>
/// <param name="Intensity">Field 4: 1 normal, 2 strong; neutral has only 1.</param>
/// <param name="Statement">Field 5: 1 "Kids are talking by the door", 2 "Dogs are sitting by the door".</param>
/// <param name="Repetition">Field 6: 1 or 2.</param>
/// <param name="Actor">Field 7: 1-24; odd numbers are men, even numbers women.</param>
public readonly record struct ClipName(
    Modality Modality, bool Song, Emotion Emotion, int Intensity, int Statement, int Repetition, int Actor)
{
    /// <summary>Number of actors in RAVDESS: 24.</summary>
    public const int Actors = 24;

    /// <summary>Number of speech performances of every actor (<see cref="SpeechOf"/>).</summary>
    public const int SpeechClips = 60;

    private const int Length = 20; // seven fields of two digits and six hyphens

    private static readonly (string Name, int Maximum)[] Fields =
    [
        ("modality", 3), ("channel", 2), ("emotion", 8), ("intensity", 2), ("statement", 2), ("repetition", 2), ("actor", Actors),
    ];

    /// <summary>Class index 0-7: the label to be learnt.</summary>
    public int Label => (int)Emotion;

    /// <summary>True for even actor numbers (women).</summary>
    public bool Female => Actor % 2 == 0;

    /// <summary>
    /// Fields 2 to 7, for example <c>01-03-02-01-02-14</c>: equal for the audio-visual, video-only and audio-only file of one performance.
    /// </summary>
    public string Trial => string.Create(CultureInfo.InvariantCulture,
        $"{(Song ? 2 : 1):D2}-{(int)Emotion + 1:D2}-{Intensity:D2}-{Statement:D2}-{Repetition:D2}-{Actor:D2}");

    /// <summary>The seven fields, as in the file name.</summary>
    /// <returns>Twenty characters, without folder and extension.</returns>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{(int)Modality:D2}-{Trial}");

    /// <summary>Reads a file name; a folder in front and one extension behind are ignored.</summary>
    /// <param name="file">A path or name such as <c>Actor_14/01-01-03-02-01-02-14.mp4</c>.</param>
    /// <returns>The seven fields.</returns>
    /// <exception cref="KitException">The name is not a RAVDESS name; the message says which field is wrong.</exception>
    public static ClipName Parse(string file) => TryParse(file, out var name, out var why)
        ? name
        : throw new KitException($"is not a RAVDESS file name: {why}", file, "seven two-digit fields such as 01-01-03-02-01-02-14.mp4",
            "Restore the original name; a wrong name would give a wrong label.");

    /// <summary>Reads a file name without throwing.</summary>
    /// <param name="file">A path or name; a folder in front and one extension behind are ignored.</param>
    /// <param name="name">The seven fields, when the result is true.</param>
    /// <param name="why">What is wrong with the name, when the result is false.</param>
    /// <returns>True if the name has the seven fields in their ranges.</returns>
    public static bool TryParse(string file, out ClipName name, out string? why)
    {
        ArgumentNullException.ThrowIfNull(file);
        name = default;
        var stem = Path.GetFileNameWithoutExtension(file);
        if (stem.Length != Length)
        {
            why = string.Create(CultureInfo.InvariantCulture, $"'{stem}' has {stem.Length} characters, not {Length}");
            return false;
        }

        Span<int> values = stackalloc int[Fields.Length];
        for (var field = 0; field < Fields.Length; field++)
        {
            var at = 3 * field;
            if (field > 0 && stem[at - 1] != '-')
            {
                why = string.Create(CultureInfo.InvariantCulture, $"character {at} of '{stem}' is '{stem[at - 1]}', not '-'");
                return false;
            }

            var (tens, units) = (stem[at], stem[at + 1]);
            values[field] = char.IsAsciiDigit(tens) && char.IsAsciiDigit(units) ? 10 * (tens - '0') + (units - '0') : 0;
            if (values[field] < 1 || values[field] > Fields[field].Maximum)
            {
                why = string.Create(CultureInfo.InvariantCulture,
                    $"field {field + 1} ({Fields[field].Name}) is '{tens}{units}', not 01-{Fields[field].Maximum:D2}");
                return false;
            }
        }

        if (values[2] == 1 && values[3] == 2)
        {
            why = $"'{stem}' says neutral with strong intensity, which RAVDESS does not have";
            return false;
        }

        name = new ClipName((Modality)values[0], values[1] == 2, (Emotion)(values[2] - 1), values[3], values[4], values[5], values[6]);
        why = null;
        return true;
    }

    /// <summary>
    /// What stands between a whole RAVDESS name and the extension, for example <c>_croppad</c>; null where no such name is in front.
    /// </summary>
    internal static string? Ending(string file)
    {
        var stem = Path.GetFileNameWithoutExtension(file);
        return stem.Length > Length && TryParse(stem[..Length], out _, out _) ? stem[Length..] : null;
    }

    /// <summary>The 60 speech performances that RAVDESS has of every actor, in the order of <see cref="Trial"/>.</summary>
    /// <param name="actor">1-24.</param>
    /// <param name="modality">The modality to name them with.</param>
    /// <returns>4 of neutral and 8 of each other emotion.</returns>
    public static IReadOnlyList<ClipName> SpeechOf(int actor, Modality modality = Modality.AudioVisual) =>
    [
        .. from emotion in Emotions.All
           from intensity in emotion == Emotion.Neutral ? new[] { 1 } : [1, 2]
           from statement in new[] { 1, 2 }
           from repetition in new[] { 1, 2 }
           select new ClipName(modality, false, emotion, intensity, statement, repetition, actor),
    ];
}
