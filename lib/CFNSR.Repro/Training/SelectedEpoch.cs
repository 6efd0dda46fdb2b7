using System.Text.Json.Serialization;
using CFNSR.Repro.Scores;

namespace CFNSR.Repro.Training;

/// <summary>The test-fold result of one selected epoch.</summary>
/// <param name="Epoch">The epoch, from 1.</param>
/// <param name="Metrics">Its scores on the test fold.</param>
/// <param name="Predictions">What it said about every clip of the test fold; not part of <c>metrics.json</c>.</param>
public sealed record SelectedEpoch(int Epoch, Metrics Metrics, IReadOnlyList<Prediction> Predictions)
{
    /// <summary>The result of these predictions.</summary>
    public static SelectedEpoch Of(int epoch, IReadOnlyList<Prediction> predictions) => new(epoch, Metrics.Of(predictions), predictions);

    /// <summary>Epoch and scores without the predictions.</summary>
    [JsonIgnore]
    public EpochScore Score => new(Epoch, Metrics);
}
