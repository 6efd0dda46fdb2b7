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
    private readonly object _gate = new();
    private readonly ClipStore _store;
    private readonly int[] _order;
    private readonly int _epoch;
    private readonly torch.Device? _device;
    private readonly BatchOptions _options;
    private readonly BatchSlot?[] _slots;
    private int _next; // position in the order of the next clip to be prepared
    private int _taken; // batches given out
    private int _workers;
    private bool _stop;

    public BatchPipeline(ClipStore store, int[] order, int epoch, torch.Device? device, BatchOptions options)
    {
        (_store, _order, _epoch, _device, _options) = (store, order, epoch, device, options);
        _slots = new BatchSlot?[(order.Length + options.BatchSize - 1) / options.BatchSize];
        _workers = Math.Min(options.Workers, order.Length);
        for (var worker = _workers; worker > 0; worker--) new Thread(Work) { IsBackground = true, Name = "batch loader" }.Start();
    }

    /// <summary>The next batch, or null at the end of the epoch.</summary>
    public Batch? Take()
    {
        BatchSlot slot;
        lock (_gate)
        {
            if (_stop || _taken == _slots.Length) return null;
            while (_slots[_taken] is not { Done: true }) Monitor.Wait(_gate);
            slot = _slots[_taken]!;
            _slots[_taken++] = null;
            Monitor.PulseAll(_gate);
        }

        if (slot.Error is null) return slot.ToBatch();
        slot.Dispose();
        Stop(wait: true);
        throw slot.Error;
    }

    /// <summary>Ends the workers; what they made and nobody took is freed.</summary>
    public void Stop(bool wait)
    {
        lock (_gate)
        {
            _stop = true;
            Monitor.PulseAll(_gate);
            while (wait && _workers > 0) Monitor.Wait(_gate);
            if (_workers == 0) Free(); // else the last worker does
        }
    }

    private void Work()
    {
        while (Next() is var (slot, position) && slot is not null)
        {
            Prepare(slot, position);
            if (slot.Finished())
            {
                slot.MoveTo(_device);
                lock (_gate)
                {
                    slot.Done = true;
                    Monitor.PulseAll(_gate);
                }
            }
        }

        lock (_gate)
        {
            if (--_workers > 0) return;
            if (_stop) Free();
            Monitor.PulseAll(_gate);
        }
    }

    private void Free()
    {
        foreach (var slot in _slots) slot?.Dispose();
        Array.Clear(_slots);
    }

    private (BatchSlot? Slot, int Position) Next()
    {
        lock (_gate)
        {
            while (!_stop && _next < _order.Length && _next / _options.BatchSize >= _taken + _options.Prefetch) Monitor.Wait(_gate);
            if (_stop || _next == _order.Length) return (null, 0);
            var batch = _next / _options.BatchSize;
            var first = batch * _options.BatchSize;
            return (_slots[batch] ??= new BatchSlot(_store, _order[first..Math.Min(first + _options.BatchSize, _order.Length)], _options), _next++ - first);
        }
    }

    /// <summary>Copies a clip's frames and transforms them: copied, not mapped, so that the memory of an epoch does not grow with the store.</summary>
    private void WithFrames(int clip, Span<float> output)
    {
        var shape = _store.FrameShape;
        byte[] frames = ArrayPool<byte>.Shared.Rent(shape.Length);
        try
        {
            _store.CopyFrames(clip, frames);
            _options.Frames!(frames.AsSpan(0, shape.Length), shape, _epoch, clip, output);
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(frames);
        }
    }

    private void Prepare(BatchSlot slot, int position)
    {
        try
        {
            slot.Allocate();
            var clip = slot.Clips[position];
            if (slot.Video is not null)
            {
                using var part = slot.Video.select(0, position); // (3, T, H, W)
                WithFrames(clip, MemoryMarshal.Cast<byte, float>(part.bytes));
            }

            if (slot.Audio is not null)
            {
                using var part = slot.Audio.select(0, position); // (13, 212)
                var from = _store.Features(_options.AudioArray!, clip);
                var to = MemoryMarshal.Cast<byte, float>(part.bytes);
                if (_options.Audio is null) from.CopyTo(to);
                else _options.Audio(from, _epoch, clip, to);
            }
        }
        catch (Exception error)
        {
            slot.Fail(position, error); // surfaces where the batch is taken
        }
    }
}
