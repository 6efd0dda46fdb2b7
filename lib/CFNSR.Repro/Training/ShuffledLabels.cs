using CFNSR.Repro.Data;
using static TorchSharp.torch;

namespace CFNSR.Repro.Training;

/// <summary>
/// Training batches in which every clip carries another clip's label (taught in notebook 07). Labels are dealt out once, so that every epoch shows a
/// clip the same wrong one and it can be learnt by heart; classes stay as frequent as they were.
/// </summary>
/// <param name="inner">The batches with their own labels.</param>
/// <param name="seed">Decides who gets which label.</param>
/// <param name="clips">The training clips.</param>
/// <param name="names">Names of the store's clips.</param>
internal sealed class ShuffledLabels(IBatches inner, int seed, IReadOnlyList<int> clips, IReadOnlyList<ClipName> names) : IBatches
{
    private readonly IReadOnlyDictionary<int, int> labels = Deal(seed, clips, names);

    /// <inheritdoc/>
    public int Steps => inner.Steps;

    /// <summary>The label of each clip: a pure function of the seed and the clips.</summary>
    public static IReadOnlyDictionary<int, int> Deal(int seed, IReadOnlyList<int> clips, IReadOnlyList<ClipName> names)
    {
        int[] dealt = [.. clips.Select(clip => names[clip].Label)];
        KeyedRandom.For(seed, 0, 0, "shuffled labels").Shuffle<int>(dealt);
        return clips.Zip(dealt).ToDictionary(pair => pair.First, pair => pair.Second);
    }

    /// <inheritdoc/>
    public IEnumerable<Batch> Epoch(int epoch, int firstStep = 0)
    {
        foreach (var batch in inner.Epoch(epoch, firstStep))
        {
            var dealt = tensor(batch.Clips.Select(clip => (long)labels[clip]).ToArray(), device: batch.Labels.device).DetachFromDisposeScope(); // (N)
            batch.Labels.Dispose();
            yield return batch with { Labels = dealt };
        }
    }
}
