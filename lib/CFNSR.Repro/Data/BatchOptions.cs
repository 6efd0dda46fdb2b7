namespace CFNSR.Repro.Data;

/// <summary>What a <see cref="BatchLoader"/> loads, and how. Only <see cref="Workers"/> and <see cref="Prefetch"/> do not change the batches.</summary>
public sealed record BatchOptions
{
    /// <summary>
    /// Clips a batch; the last one of an epoch may be smaller. 16 in the paper. Where a single clip would be left over it joins the batch
    /// before, because BatchNorm over one clip gives values that are not finite.
    /// </summary>
    public int BatchSize { get; init; } = 16;

    /// <summary>A new order each epoch, by seed; false keeps the order of the clips, for evaluation.</summary>
    public bool Shuffle { get; init; }

    /// <summary>Decides the orders.</summary>
    public int Seed { get; init; }

    /// <summary>Threads that prepare clips.</summary>
    public int Workers { get; init; } = 2;

    /// <summary>Batches that may be in the making or waiting, whatever the number of workers: the bound on memory.</summary>
    public int Prefetch { get; init; } = 2;

    /// <summary>How frames become the network's input; null loads no video.</summary>
    public FrameTransform? Frames { get; init; }

    /// <summary>The store's array of action units, which stands in the place of video; null loads none. Not together with <see cref="Frames"/>.</summary>
    public string? UnitArray { get; init; }

    /// <summary>How action units become the network's input; null takes them as they are stored.</summary>
    public FeatureTransform? Units { get; init; }

    /// <summary>The store's array of sound features; null loads no audio.</summary>
    public string? AudioArray { get; init; } = StoreArray.Mfcc;

    /// <summary>How features become the network's input; null takes them as they are stored.</summary>
    public FeatureTransform? Audio { get; init; }

    /// <summary>Batches of an epoch over so many clips.</summary>
    internal int BatchesOf(int clips) =>
        BatchSize > 1 && clips > BatchSize && clips % BatchSize == 1 ? clips / BatchSize : (clips + BatchSize - 1) / BatchSize;
}
