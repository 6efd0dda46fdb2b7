using TorchSharp;

namespace CFNSR.Repro.Data;

/// <summary>
/// Makes batches of a clip store ahead of the training step. The batches of an epoch are a pure function of (seed, epoch): the same,
/// bit for bit, for any number of workers. A batch is copied to the device on the thread that finishes it. Memory is bounded by
/// <see cref="BatchOptions.Prefetch"/>. The store must outlive every epoch in progress. Taught in notebook 02.
/// </summary>
public sealed class BatchLoader
{
    private readonly ClipStore store;
    private readonly int[] clips;
    private readonly BatchOptions options;

    /// <summary>A loader over some clips of a store.</summary>
    /// <param name="store">The store.</param>
    /// <param name="clips">Clip numbers, for example the training clips of a fold.</param>
    /// <param name="options">What to load; null for the defaults (MFCC as stored, no video).</param>
    /// <exception cref="ArgumentException">No clips, a clip number that the store does not have, or an option below 1.</exception>
    /// <exception cref="KitException">The store does not hold what is to be loaded.</exception>
    public BatchLoader(ClipStore store, IReadOnlyList<int> clips, BatchOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(store);
        ArgumentNullException.ThrowIfNull(clips);
        (this.store, this.clips, this.options) = (store, [.. clips], options ?? new BatchOptions());
        if (this.clips.Length == 0) throw new ArgumentException("There are no clips to load.", nameof(clips));
        if (this.clips.Any(clip => clip < 0 || clip >= store.Count)) throw new ArgumentException($"A clip number is not 0 to {store.Count - 1}.", nameof(clips));
        ArgumentOutOfRangeException.ThrowIfLessThan(this.options.BatchSize, 1, nameof(options));
        ArgumentOutOfRangeException.ThrowIfLessThan(this.options.Workers, 1, nameof(options));
        ArgumentOutOfRangeException.ThrowIfLessThan(this.options.Prefetch, 1, nameof(options));
        if (this.options.Frames is not null) _ = store.FrameShape; // says at once what is missing, not in the first epoch
        foreach (string? array in new[] { this.options.AudioArray, this.options.UnitArray })
        {
            if (array is not null) _ = store.Shape(array);
        }
    }

    /// <summary>Clips an epoch.</summary>
    public int Clips => clips.Length;

    /// <summary>Batches an epoch, the last short one included.</summary>
    public int Batches => options.BatchesOf(clips.Length);

    /// <summary>The order in which an epoch visits the clips.</summary>
    /// <param name="epoch">The epoch.</param>
    /// <returns>Every clip number once.</returns>
    public int[] Order(int epoch)
    {
        var order = (int[])clips.Clone();
        if (options.Shuffle) KeyedRandom.For(options.Seed, epoch, 0, "order").Shuffle<int>(order);
        return order;
    }

    /// <summary>The batches of an epoch. Work begins with the enumeration and ends with it, also when it is left early.</summary>
    /// <param name="epoch">The epoch; decides order and augmentation.</param>
    /// <param name="device">Where the tensors shall be; null for the CPU.</param>
    /// <returns>Batches; dispose each one.</returns>
    /// <exception cref="KitException">A clip cannot be loaded (thrown while enumerating; names the clip).</exception>
    public IEnumerable<Batch> Epoch(int epoch, torch.Device? device = null) =>
        new BatchSequence(() => new BatchPipeline(store, Order(epoch), epoch, device, options));
}
