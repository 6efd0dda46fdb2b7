using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;
using CFNSR.Repro.Models;

namespace CFNSR.Repro.Evaluation.Robustness;

/// <summary>One way to spoil test clips, at one level. What it does to a clip is a pure function of (seed, clip, level). Taught in notebook 11.</summary>
/// <param name="Kind">In which way.</param>
/// <param name="Level">How much, in the unit of the kind.</param>
public sealed record Perturbation(PerturbationKind Kind, double Level)
{
    private const double LongestShift = 5000; // milliseconds

    /// <summary>The clip as it is.</summary>
    public static Perturbation Clean { get; } = new(PerturbationKind.None, 0);

    /// <summary>What is tested unless levels are named: every kind, from mild to severe.</summary>
    public static IReadOnlyList<Perturbation> All { get; } = [.. Enum.GetValues<PerturbationKind>().SelectMany(Usual)];

    /// <summary>Whether the sound itself is changed: then it must be read from the data set again.</summary>
    [JsonIgnore]
    public bool ChangesSound => Kind is PerturbationKind.White or PerturbationKind.Babble or PerturbationKind.Shift;

    /// <summary>Whether the stored frames are changed.</summary>
    [JsonIgnore]
    public bool ChangesPicture => Kind is PerturbationKind.Blur or PerturbationKind.Dark or PerturbationKind.Frozen or PerturbationKind.Dropped;

    /// <summary>The stream that is taken away.</summary>
    [JsonIgnore]
    public MissingModality Missing => Kind switch
    {
        PerturbationKind.MissingAudio => MissingModality.Audio,
        PerturbationKind.MissingVideo => MissingModality.Video,
        _ => MissingModality.None,
    };

    /// <summary>The heading under which the levels stand together, in tables and figures.</summary>
    [JsonIgnore]
    public string Panel => Kind switch
    {
        PerturbationKind.None => "Clean clips",
        PerturbationKind.MissingAudio or PerturbationKind.MissingVideo => "A stream missing",
        PerturbationKind.White => "White noise",
        PerturbationKind.Babble => "Babble of other actors",
        PerturbationKind.Blur => "Blurred picture",
        PerturbationKind.Dark => "Dark picture",
        PerturbationKind.Frozen => "Frozen picture",
        PerturbationKind.Dropped => "Dropped frames",
        _ => "Sound late",
    };

    /// <summary>What is done to a clip, in one sentence.</summary>
    [JsonIgnore]
    public string Meaning => Kind switch
    {
        PerturbationKind.None => "the clip as it is",
        PerturbationKind.MissingAudio or PerturbationKind.MissingVideo => "a stream is zero after its encoder, as modality dropout makes it",
        PerturbationKind.White => "white Gaussian noise; ratio of the mean squares of sound and noise over the whole cut that the features are made of",
        PerturbationKind.Babble => "five clips of the other actors of the same test fold at once, each of equal power; ratio as for white noise",
        PerturbationKind.Blur => "a Gaussian; sigma in pixels of the stored frame",
        PerturbationKind.Dark => "every stored value times this factor",
        PerturbationKind.Frozen => "the picture stands still for this share of the clip, from a random frame on",
        PerturbationKind.Dropped => "this share of the frames is lost at random; the one shown before stays",
        _ => "the window of sound is moved against the picture; silence beyond the ends of the file",
    };

    /// <summary>The level as readers know it: "20 dB", "sigma 2 px".</summary>
    [JsonIgnore]
    public string Label => Kind switch
    {
        PerturbationKind.None => "clean",
        PerturbationKind.MissingAudio => "no sound",
        PerturbationKind.MissingVideo => "no picture",
        PerturbationKind.White or PerturbationKind.Babble => Text("{0} dB"),
        PerturbationKind.Blur => Text("sigma {0} px"),
        PerturbationKind.Dark => Text("times {0}"),
        PerturbationKind.Frozen or PerturbationKind.Dropped => Text("{1} %"),
        _ => Text("{0} ms"),
    };

    /// <summary>How a kind is spelled on the command line and in files: "missing-audio", "white".</summary>
    /// <param name="kind">The kind.</param>
    public static string Word(PerturbationKind kind) => JsonNamingPolicy.KebabCaseLower.ConvertName(kind.ToString());

    /// <summary>Reads "blur" (the usual levels) or "blur=1,2.5".</summary>
    /// <param name="text">A kind, perhaps with levels.</param>
    /// <exception cref="KitException">There is no such kind, or a level is out of its range.</exception>
    public static IReadOnlyList<Perturbation> Parse(string text)
    {
        string[] parts = text.Split('=', 2);
        var kinds = Enum.GetValues<PerturbationKind>().Where(kind => kind != PerturbationKind.None).ToDictionary(Word);
        if (!kinds.TryGetValue(parts[0], out var found)) throw new KitException($"there is no perturbation '{parts[0]}'", expected: string.Join(", ", kinds.Keys));
        return parts.Length == 1 ? [.. Usual(found)] : [.. parts[1].Split(',').Select(level => Checked(found, level))];
    }

    private static Perturbation Checked(PerturbationKind kind, string text)
    {
        var (low, high) = kind switch
        {
            PerturbationKind.MissingAudio or PerturbationKind.MissingVideo => (1.0, 1.0),
            PerturbationKind.White or PerturbationKind.Babble => (-100, 200),
            PerturbationKind.Blur => (0, 1000),
            PerturbationKind.Shift => (-LongestShift, LongestShift),
            _ => (0, 1),
        };
        if (double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out double level) && level >= low && level <= high) return new(kind, level);
        throw new KitException($"'{text}' is not a level of {Word(kind)}", expected: string.Create(CultureInfo.InvariantCulture, $"a number from {low} to {high}"),
            cure: $"For example {Word(kind)}={string.Join(',', Usual(kind).Select(usual => usual.Level.ToString(CultureInfo.InvariantCulture)))}.");
    }

    private static IEnumerable<Perturbation> Usual(PerturbationKind kind)
    {
        double[] levels = kind switch
        {
            PerturbationKind.None => [],
            PerturbationKind.MissingAudio or PerturbationKind.MissingVideo => [1],
            PerturbationKind.White => [40, 30, 20, 10, 0], // MFCC of quiet frames and high bands drown early
            PerturbationKind.Babble => [20, 10, 5, 0, -5],
            PerturbationKind.Blur => [1, 2, 4, 8],
            PerturbationKind.Dark => [0.5, 0.25, 0.1, 0.05],
            PerturbationKind.Frozen => [0.25, 0.5, 0.75, 1],
            PerturbationKind.Dropped => [0.25, 0.5, 0.75],
            _ => [100, 200, 400, 800],
        };
        return levels.Select(level => new Perturbation(kind, level));
    }

    private string Text(string form) => string.Format(CultureInfo.InvariantCulture, form, Level, 100 * Level);
}
