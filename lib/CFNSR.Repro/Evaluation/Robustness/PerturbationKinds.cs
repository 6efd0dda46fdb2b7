using CFNSR.Repro.Features.Tracking;
using CFNSR.Repro.Models;

namespace CFNSR.Repro.Evaluation.Robustness;

/// <summary>Every way to spoil a clip: the one place to add another. Taught in notebook 11.</summary>
public static class PerturbationKinds
{
    private const double LongestShift = 5000; // milliseconds

    /// <summary>Not at all.</summary>
    public static PerturbationKind None { get; } = new StreamKind(MissingModality.None)
    {
        Word = "none", Panel = "Clean clips", Label = "clean", Usual = [0], Meaning = "the clip as it is",
    };

    /// <summary>The sound's stream is zero after its encoder. Level 1.</summary>
    public static PerturbationKind MissingAudio { get; } = Missing(MissingModality.Audio, "missing-audio", "no sound");

    /// <summary>The picture's stream is zero after its encoder. Level 1.</summary>
    public static PerturbationKind MissingVideo { get; } = Missing(MissingModality.Video, "missing-video", "no picture");

    /// <summary>White Gaussian noise. Level: signal to noise in dB.</summary>
    public static PerturbationKind White { get; } = new SoundKind((sounds, seed, clip, level) =>
        AudioPerturbation.Mix(sounds.Clean(clip), AudioPerturbation.White(seed, clip, sounds.Clean(clip).Length), level))
    {
        Word = "white", Panel = "White noise", Label = "{0} dB", Range = (-100, 200),
        Usual = [40, 30, 20, 10, 0], // MFCC of quiet frames and high bands drown early
        Meaning = "white Gaussian noise; ratio of the mean squares of sound and noise over the whole cut that the features are made of",
    };

    /// <summary>Five other actors' clips of the same test fold at once. Level: signal to noise in dB.</summary>
    public static PerturbationKind Babble { get; } = new SoundKind((sounds, seed, clip, level) => AudioPerturbation.Mix(
        sounds.Clean(clip),
        AudioPerturbation.Babble([.. AudioPerturbation.Voices(seed, clip, sounds.Clips, sounds.Names).Select(sounds.Clean)]), level))
    {
        Word = "babble", Panel = "Babble of other actors", Label = "{0} dB", Usual = [20, 10, 5, 0, -5], Range = (-100, 200),
        Meaning = "five clips of the other actors of the same test fold at once, each of equal power; ratio as for white noise",
    };

    /// <summary>The picture out of focus. Level: sigma of a Gaussian in pixels of the stored frame.</summary>
    public static PerturbationKind Blur { get; } = new PictureKind(VideoPerturbation.Blur)
    {
        Word = "blur", Panel = "Blurred picture", Label = "sigma {0} px", Usual = [1, 2, 4, 8], Range = (0, 1000),
        Meaning = "a Gaussian; sigma in pixels of the stored frame",
    };

    /// <summary>The picture darker. Level: the factor of every stored value, 1 as it was, 0 black.</summary>
    public static PerturbationKind Dark { get; } = new PictureKind(VideoPerturbation.Dark)
    {
        Word = "dark", Panel = "Dark picture", Label = "times {0}", Usual = [0.5, 0.25, 0.1, 0.05], Range = (0, 1),
        Meaning = "every stored value times this factor",
    };

    /// <summary>The picture stands still from a random frame on. Level: for which share of the clip's frames.</summary>
    public static PerturbationKind Frozen { get; } = new PictureKind(VideoPerturbation.Freeze)
    {
        Word = "frozen", Panel = "Frozen picture", Label = "{1} %", Usual = [0.25, 0.5, 0.75, 1], Range = (0, 1),
        Meaning = "the picture stands still for this share of the clip, from a random frame on",
    };

    /// <summary>Frames are lost; the one shown before stays. Level: which share of the frames.</summary>
    public static PerturbationKind Dropped { get; } = new PictureKind(VideoPerturbation.Drop)
    {
        Word = "dropped", Panel = "Dropped frames", Label = "{1} %", Usual = [0.25, 0.5, 0.75], Range = (0, 1),
        Meaning = "this share of the frames is lost at random; the one shown before stays",
    };

    /// <summary>The tracker is unsure. Level: deviation of the noise as a share of the unit's range in the training fold.</summary>
    public static PerturbationKind Jitter { get; } = new UnitKind((units, seed, clip, level) =>
        UnitPerturbation.Jitter(units.Clean(clip), units.Range, level, seed, clip))
    {
        Word = "jitter", Panel = "Jitter of the action units", Label = "{1} % of the range", Usual = [0.05, 0.1, 0.2, 0.4], Range = (0, 10),
        Meaning = "Gaussian noise on every action unit; its deviation as a share of the unit's range in the training fold",
    };

    /// <summary>The tracker loses the face. Level: in which share of the frames.</summary>
    public static PerturbationKind Untracked { get; } = new UnitKind((units, seed, clip, level) => units.Untracked(level, seed, clip))
    {
        Word = "untracked", Panel = "Face lost in some frames", Label = "{1} %", Range = (0, 1), ByFrame = true,
        Usual = [0.25, 0.5, 0.75, 0.95],
        Meaning = "this share of the tracked frames is lost at random: the nearest frame stands in, and means are over what is left",
    };

    /// <summary>Face tracking and sound are not in time. Level: by how many milliseconds the action units are late.</summary>
    public static PerturbationKind UnitsLate { get; } = new UnitKind((units, _, clip, level) =>
        UnitPerturbation.Late(units.Clean(clip), level / units.Step))
    {
        Word = "units-late", Panel = "Action units late", Label = "{0} ms", OverTime = true,
        Usual = [100, 200, 400, 800], Range = (-LongestShift, LongestShift),
        Meaning = "the action units are moved against the sound; the first or last value stands beyond the ends",
    };

    /// <summary>Units of the upper face are the training fold's mean. Level 1.</summary>
    public static PerturbationKind MissingBrowsEyes { get; } = MissingGroup("missing-brows-eyes", "no brows, no eyes", 1, 2, 4, 5, 7, 45);

    /// <summary>Units of the middle face are the training fold's mean. Level 1.</summary>
    public static PerturbationKind MissingNoseCheeks { get; } = MissingGroup("missing-nose-cheeks", "no nose, no cheeks", 6, 9);

    /// <summary>Units of the lower face are the training fold's mean. Level 1.</summary>
    public static PerturbationKind MissingMouth { get; } =
        MissingGroup("missing-mouth", "no mouth", 10, 12, 14, 15, 17, 20, 23, 25, 26, 28);

    /// <summary>One action unit is the training fold's mean. Level: its number, such as 12.</summary>
    public static PerturbationKind MissingUnit { get; } = new UnitKind((units, _, clip, level) =>
        UnitPerturbation.Without(units.Clean(clip), units.Mean, [(int)level]))
    {
        Word = "missing-unit", Panel = "An action unit missing", Label = "no AU{0:00}", OnRequest = true,
        Usual = [.. ActionUnits.All.Where(unit => unit.Presence).Select(unit => (double)unit.Number)],
        Meaning = "intensity and presence of one action unit are their mean in the training fold",
    };

    /// <summary>Sound and picture are not in time. Level: by how many milliseconds the sound is late.</summary>
    public static PerturbationKind Shift { get; } = new SoundKind((sounds, _, clip, level) => sounds.Late(clip, level / 1000))
    {
        Word = "shift", Panel = "Sound late", Label = "{0} ms", Usual = [100, 200, 400, 800], Range = (-LongestShift, LongestShift),
        Meaning = "the window of sound is moved against the picture; silence beyond the ends of the file",
    };

    /// <summary>All kinds in the order of tables and figures; the clean clip first.</summary>
    public static IReadOnlyList<PerturbationKind> All { get; } =
    [
        None, MissingAudio, MissingVideo, White, Babble, Blur, Dark, Frozen, Dropped,
        Jitter, Untracked, UnitsLate, MissingBrowsEyes, MissingNoseCheeks, MissingMouth, MissingUnit, Shift,
    ];

    /// <summary>The kind of this word, or null.</summary>
    /// <param name="word">Such as "white".</param>
    public static PerturbationKind? Find(string word) => All.FirstOrDefault(kind => kind.Word == word);

    private static StreamKind Missing(MissingModality stream, string word, string label) => new(stream)
    {
        Word = word, Panel = "A stream missing", Label = label, Usual = [1],
        Meaning = "a stream is zero after its encoder, as modality dropout makes it",
    };

    private static UnitKind MissingGroup(string word, string label, params int[] numbers) =>
        new((units, _, clip, _) => UnitPerturbation.Without(units.Clean(clip), units.Mean, numbers))
        {
            Word = word, Panel = "A part of the face missing", Label = label, Usual = [1],
            Meaning = "the action units of this part are their mean in the training fold",
        };
}
