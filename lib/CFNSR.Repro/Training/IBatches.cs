using CFNSR.Repro.Data;

namespace CFNSR.Repro.Training;

/// <summary>
/// Batches of one set of clips, epoch by epoch. Two kinds: raw clips from the loader, and encodings computed once
/// (<see cref="EncodedClips"/>). The order is the same in both, a pure function of seed and epoch.
/// </summary>
internal interface IBatches
{
    /// <summary>Batches of an epoch.</summary>
    int Steps { get; }

    /// <summary>The batches of an epoch from a step on. The receiver disposes each.</summary>
    /// <param name="epoch">Epoch, from 1.</param>
    /// <param name="firstStep">How many batches to leave out at the start: those that an interrupted run has done.</param>
    IEnumerable<Batch> Epoch(int epoch, int firstStep = 0);
}
