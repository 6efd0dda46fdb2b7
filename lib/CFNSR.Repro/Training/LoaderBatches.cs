using CFNSR.Repro.Data;
using static TorchSharp.torch;

namespace CFNSR.Repro.Training;

/// <summary>Raw clips from the loader, on the run's device.</summary>
internal sealed class LoaderBatches(BatchLoader loader, Device device) : IBatches
{
    /// <inheritdoc/>
    public int Steps => loader.Batches;

    /// <summary>The clips of an epoch in their order.</summary>
    public IReadOnlyList<int> Order(int epoch) => loader.Order(epoch);

    /// <inheritdoc/>
    public IEnumerable<Batch> Epoch(int epoch, int firstStep = 0)
    {
        int step = 0;
        foreach (var batch in loader.Epoch(epoch, device))
        {
            if (step++ < firstStep) batch.Dispose();
            else yield return batch;
        }
    }
}
