using System.Globalization;
using System.Text.Json.Serialization;

namespace CFNSR.Repro.Training;

/// <summary>Where a committed result comes from: what every summary says first. It holds no path of the machine.</summary>
public abstract record Provenance
{
    private const string And = " and ";

    /// <summary>The command that repeats it.</summary>
    [JsonPropertyOrder(-1)]
    public required string Command { get; init; }

    /// <summary>The commit of the kit that made it.</summary>
    [JsonPropertyOrder(-1)]
    public required string Commit { get; init; }

    /// <summary>Processor, device, threads.</summary>
    [JsonPropertyOrder(-1)]
    public required string Hardware { get; init; }

    /// <summary>libtorch's version; results from before it was recorded were made on 1.13.0.</summary>
    [JsonPropertyOrder(-1), JsonPropertyName("libtorch")]
    public string LibTorch { get; init; } = "1.13.0";

    /// <summary>When the last run began, UTC.</summary>
    [JsonPropertyOrder(-1)]
    public required string Date { get; init; }

    /// <summary>What the clips are, in words: real sound, drawn faces, …; a drawn picture is said to be synthetic.</summary>
    [JsonPropertyOrder(-1)]
    public required string Data { get; init; }

    /// <summary>Hash of the clip store.</summary>
    [JsonPropertyOrder(-1)]
    public required string DataHash { get; init; }

    /// <summary>The split.</summary>
    [JsonPropertyOrder(-1)]
    public required string Split { get; init; }

    /// <summary>The split's hash.</summary>
    [JsonPropertyOrder(-1)]
    public required string SplitHash { get; init; }

    /// <summary>Command, commit, hardware, libtorch and date as a Markdown list.</summary>
    protected string MadeBy() => string.Create(CultureInfo.InvariantCulture, $"- command: `{Command}`\n- commit: {Commit}\n- hardware: {Hardware}\n- libtorch: {LibTorch}\n- date: {Date}\n");

    /// <summary>Commits or hardware of several runs as one text: each named once, joined by "and"; a text that is such a list already is taken apart.</summary>
    /// <param name="words">The texts.</param>
    internal static string Words(IEnumerable<string> words) =>
        string.Join(And, words.SelectMany(word => word.Split(And)).Distinct().Order(StringComparer.Ordinal));
}
