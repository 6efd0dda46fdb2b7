using CFNSR.Repro.Data;

namespace CFNSR.Repro.Avatars.Sound;

/// <summary>How an emotion sounds, relative to the actor's ordinary voice.</summary>
/// <remarks>
/// Directions after Juslin and Laukka 2003 (Psychological Bulletin 129(5), table 7) and Scherer 2003 (Speech Communication 40, table 2):
/// anger and fear fast, loud and high, sadness slow, soft, low and flat, happiness and surprise with a wide range, and so on.
/// The sizes are this kit's choice.
/// </remarks>
/// <param name="Semitones">Shift of the pitch.</param>
/// <param name="Range">Change of the pitch's range in percent; -100 is a monotone.</param>
/// <param name="Rate">Words per minute.</param>
/// <param name="Level">Loudness in dB.</param>
/// <param name="Tilt">Vocal effort: dB added above 1 kHz.</param>
/// <param name="Breath">Breathiness, 0..1.</param>
/// <param name="Tremor">Trembling, 0..1.</param>
/// <param name="Creak">Roughness, 0..1.</param>
public sealed record Prosody(double Semitones, double Range, double Rate, double Level, double Tilt, double Breath, double Tremor, double Creak)
{
    /// <summary>The voice of an emotion at strong intensity.</summary>
    public static Prosody Of(Emotion emotion) => Table[(int)emotion];

    /// <summary>The emotions a voice may be mistaken for, the likeliest first: other pairs than the face's, as in life.</summary>
    public static IReadOnlyList<Emotion> Neighbours(Emotion emotion) => Confusable[(int)emotion];

    private static readonly Prosody[] Table =
    [
        new(0, 0, 160, 0, 0, 0, 0, 0),
        new(-1, -35, 146, -5, -4, 0.15, 0, 0),
        new(3, 70, 176, 4, 3, 0, 0, 0),
        new(-1, -60, 132, -7, -6, 0.30, 0.25, 0.10),
        new(2.5, 45, 182, 10, 8, 0, 0, 0.25),
        new(5, -10, 198, 2, 1, 0.35, 0.80, 0),
        new(-2, 10, 140, 1, -1, 0.05, 0, 0.75),
        new(5, 100, 168, 5, 3, 0.10, 0, 0),
    ];

    private static readonly Emotion[][] Confusable =
    [
        [Emotion.Calm, Emotion.Disgust],
        [Emotion.Sad, Emotion.Neutral],
        [Emotion.Surprised, Emotion.Angry],
        [Emotion.Calm, Emotion.Fearful],
        [Emotion.Happy, Emotion.Disgust],
        [Emotion.Happy, Emotion.Sad],
        [Emotion.Neutral, Emotion.Angry],
        [Emotion.Happy, Emotion.Fearful],
    ];

    /// <summary>The voice on the way to another one: 0 = this, 1 = the other.</summary>
    public Prosody Blend(Prosody other, double weight)
    {
        double Mix(double a, double b) => a + ((b - a) * weight);
        return new Prosody(
            Mix(Semitones, other.Semitones), Mix(Range, other.Range), Mix(Rate, other.Rate), Mix(Level, other.Level),
            Mix(Tilt, other.Tilt), Mix(Breath, other.Breath), Mix(Tremor, other.Tremor), Mix(Creak, other.Creak));
    }
}
