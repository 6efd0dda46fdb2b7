using System.Text.Json;
using System.Text.Json.Serialization;

namespace CFNSR.Repro.Training;

/// <summary>
/// The result of a run, saved as <c>metrics.json</c> when the run is finished: three scores side by side and what they were measured on.
/// </summary>
public sealed record RunReport
{
    /// <summary>The system that was trained.</summary>
    public required string System { get; init; }

    /// <summary>The run's seed.</summary>
    public required int Seed { get; init; }

    /// <summary>The split's name.</summary>
    public required string Split { get; init; }

    /// <summary>The split's hash: two runs with the same hash tested the same actors.</summary>
    public required string SplitHash { get; init; }

    /// <summary>The test fold, from 1.</summary>
    public required int Fold { get; init; }

    /// <summary>Whether clips of one actor stand on both sides of the split; such a score is no measure of recognising a stranger.</summary>
    public required bool SubjectDependent { get; init; }

    /// <summary>Hash of the clip store: two runs with the same hash saw the same data.</summary>
    public string? DataHash { get; init; }

    /// <summary>Hash of the settings, fold and seed and whatever only decides how the work is done left out; null in older results.</summary>
    public string? SettingsHash { get; init; }

    /// <summary>What the test fold lacks, in words; empty for a whole fold.</summary>
    public IReadOnlyList<string> Gaps { get; init; } = [];

    /// <summary>What must be equal for two runs to be averaged.</summary>
    [JsonIgnore]
    internal (string System, string SplitHash, string? DataHash, string? SettingsHash, long Parameters) Kind =>
        (System, SplitHash, DataHash, SettingsHash, Parameters);

    /// <summary>Whether the picture is drawn: every report of such a run has to say so.</summary>
    public bool Synthetic { get; init; }

    /// <summary>Actors of the test fold.</summary>
    public required IReadOnlyList<int> TestActors { get; init; }

    /// <summary>Actors that chose the epoch; empty with <c>validation=none</c>.</summary>
    public required IReadOnlyList<int> ValidationActors { get; init; }

    /// <summary>Clips trained on.</summary>
    public required int TrainClips { get; init; }

    /// <summary>Clips of the validation actors.</summary>
    public required int ValidationClips { get; init; }

    /// <summary>Clips of the test fold.</summary>
    public required int TestClips { get; init; }

    /// <summary>All parameters of the network.</summary>
    public required long Parameters { get; init; }

    /// <summary>The parameters that were trained (fewer when encoders are frozen).</summary>
    public required long TrainedParameters { get; init; }

    /// <summary>Epochs that were run.</summary>
    public required int Epochs { get; init; }

    /// <summary>Whether early stopping ended the run before <c>epochs</c>.</summary>
    public required bool StoppedEarly { get; init; }

    /// <summary>Wall time of all epochs, in seconds, judging included.</summary>
    public required double Seconds { get; init; }

    /// <summary>Accuracy of the last epoch over the training clips, running.</summary>
    public required double TrainAccuracy { get; init; }

    /// <summary>The last epoch.</summary>
    public required EpochScore Last { get; init; }

    /// <summary>The epoch chosen on validation actors; null with <c>validation=none</c>.</summary>
    public required EpochScore? Validation { get; init; }

    /// <summary>The best epoch on the test fold.</summary>
    public required EpochScore BestTest { get; init; }

    /// <summary>The score of a selection, or null when there were no validation actors.</summary>
    public EpochScore? Of(Selection selection) => selection switch
    {
        Selection.Last => Last,
        Selection.Validation => Validation,
        _ => BestTest,
    };

    /// <summary>The report as JSON.</summary>
    public string ToJson() => JsonSerializer.Serialize(this, Json.Options);

    /// <summary>Reads what <see cref="ToJson"/> wrote.</summary>
    /// <param name="json">The text of a <c>metrics.json</c>.</param>
    /// <param name="file">The file it came from, for the error message.</param>
    /// <exception cref="KitException">The text is not a run's metrics.</exception>
    public static RunReport FromJson(string json, string? file = null)
    {
        try
        {
            return JsonSerializer.Deserialize<RunReport>(json, Json.Options) ?? throw new JsonException("null");
        }
        catch (JsonException error)
        {
            throw new KitException($"is not a run's metrics: {error.Message}", file, cure: "Train the run again with this version.", inner: error);
        }
    }
}
