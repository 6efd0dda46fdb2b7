namespace CFNSR.Repro.Training;

/// <summary>What a checkpoint knows besides weights and optimiser: enough to go on as if nothing had happened.</summary>
public sealed record CheckpointState
{
    /// <summary>Hash of the clip store: a run does not go on with other data.</summary>
    public required string DataHash { get; init; }

    /// <summary>Epochs finished.</summary>
    public required int Epoch { get; init; }

    /// <summary>Optimiser steps made in the run so far.</summary>
    public required long Step { get; init; }

    /// <summary>The epoch under way, when the run was interrupted within one; else null.</summary>
    public required PartialEpoch? Partial { get; init; }

    /// <summary>One record for every finished epoch.</summary>
    public required IReadOnlyList<EpochRecord> History { get; init; }

    /// <summary>Test-fold result of the last finished epoch; null before the first.</summary>
    public required SelectedEpoch? Last { get; init; }

    /// <summary>Test-fold result of the best epoch on validation actors; null without them.</summary>
    public required SelectedEpoch? Validation { get; init; }

    /// <summary>Test-fold result of the best epoch on the test fold; null before the first.</summary>
    public required SelectedEpoch? BestTest { get; init; }
}
