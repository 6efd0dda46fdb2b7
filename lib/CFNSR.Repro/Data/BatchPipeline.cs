using System.Buffers;
using System.Runtime.InteropServices;
using TorchSharp;

namespace CFNSR.Repro.Data;

/// <summary>
/// The workers of one epoch. They take clips one by one in the epoch's order, so several of them share a batch and memory does not grow
/// with their number. Whoever finishes the last clip of a batch makes its tensors' device copies. What was made but not taken is
/// freed by the last worker to leave.
/// </summary>
internal sealed class BatchPipeline
{
    private readonly object gate = new();
    private readonly ClipStore store;
    private readonly int[] order;
    private readonly int epoch;
    private readonly torch.Device? device;
    private readonly BatchOptions options;
    private readonly BatchSlot?[] slots;
    private int next; // position in the order of the next clip to be prepared
    private int taken; // batches given out
    private int workers;
    private bool stop;

    public BatchPipeline(ClipStore store, int[] order, int epoch, torch.Device? device, BatchOptions options)
    {
        (this.store, this.order, this.epoch, this.device, this.options) = (store, order, epoch, device, options);
        slots = new BatchSlot?[options.BatchesOf(order.Length)];
        workers = Math.Min(options.Workers, order.Length);
        for (var worker = workers; worker > 0; worker--) new Thread(Work) { IsBackground = true, Name = "batch loader" }.Start();
    }

    /// <summary>The next batch, or null at the end of the epoch.</summary>
    public Batch? Take()
    {
        BatchSlot slot;
        lock (gate)
        {
            if (stop || taken == slots.Length) return null;
            while (slots[taken] is not { Done: true }) Monitor.Wait(gate);
            slot = slots[taken]!;
            slots[taken++] = null;
            Monitor.PulseAll(gate);
        }

        if (slot.Error is null) return slot.ToBatch();
        slot.Dispose();
        Stop(wait: true);
        throw slot.Error;
    }

    /// <summary>Ends the workers; what they made and nobody took is freed.</summary>
    public void Stop(bool wait)
    {
        lock (gate)
        {
            stop = true;
            Monitor.PulseAll(gate);
            while (wait && workers > 0) Monitor.Wait(gate);
            if (workers == 0) Free(); // else the last worker does
        }
    }

    private void Work()
    {
        while (Next() is var (slot, position) && slot is not null)
        {
            Prepare(slot, position);
            if (slot.Finished())
            {
                slot.MoveTo(device);
                lock (gate)
                {
                    slot.Done = true;
                    Monitor.PulseAll(gate);
                }
            }
        }

        lock (gate)
        {
            if (--workers > 0) return;
            if (stop) Free();
            Monitor.PulseAll(gate);
        }
    }

    private void Free()
    {
        foreach (var slot in slots) slot?.Dispose();
        Array.Clear(slots);
    }

    private (BatchSlot? Slot, int Position) Next()
    {
        lock (gate)
        {
            while (!stop && next < order.Length && BatchOf(next) >= taken + options.Prefetch) Monitor.Wait(gate);
            if (stop || next == order.Length) return (null, 0);
            var batch = BatchOf(next);
            var first = batch * options.BatchSize;
            var end = batch == slots.Length - 1 ? order.Length : first + options.BatchSize;
            return (slots[batch] ??= new BatchSlot(store, order[first..end], options), next++ - first);
        }
    }

    private int BatchOf(int position) => Math.Min(position / options.BatchSize, slots.Length - 1);

    /// <summary>Copies a clip's frames and transforms them: copied, not mapped, so that the memory of an epoch does not grow with the store.</summary>
    private void WithFrames(int clip, Span<float> output)
    {
        var shape = store.FrameShape;
        byte[] frames = ArrayPool<byte>.Shared.Rent(shape.Length);
        try
        {
            store.CopyFrames(clip, frames);
            options.Frames!(frames.AsSpan(0, shape.Length), shape, epoch, clip, output);
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(frames);
        }
    }

    private void Transform(ReadOnlySpan<float> from, FeatureTransform? transform, int clip, Span<float> to)
    {
        if (transform is null) from.CopyTo(to);
        else transform(from, epoch, clip, to);
    }

    private void Prepare(BatchSlot slot, int position)
    {
        try
        {
            slot.Allocate();
            var clip = slot.Clips[position];
            if (slot.Video is not null)
            {
                using var part = slot.Video.select(0, position); // (3, T, H, W), or (35, points in time)
                var to = MemoryMarshal.Cast<byte, float>(part.bytes);
                if (options.UnitArray is { } units) Transform(store.Features(units, clip), options.Units, clip, to);
                else WithFrames(clip, to);
            }

            if (slot.Audio is not null)
            {
                using var part = slot.Audio.select(0, position); // (13, 212)
                Transform(store.Features(options.AudioArray!, clip), options.Audio, clip, MemoryMarshal.Cast<byte, float>(part.bytes));
            }
        }
        catch (Exception error)
        {
            slot.Fail(position, error); // surfaces where the batch is taken
        }
    }
}
