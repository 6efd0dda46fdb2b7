using TorchSharp;

namespace CFNSR.Repro.Data;

/// <summary>A batch in the making.</summary>
internal sealed class BatchSlot(ClipStore store, int[] clips, BatchOptions options) : IDisposable
{
    private readonly Lock gate = new();
    private bool allocated;
    private int left = clips.Length;
    private int failedAt = int.MaxValue;
    private torch.Tensor? labels;

    public int[] Clips => clips;

    public torch.Tensor? Video { get; private set; }

    public torch.Tensor? Audio { get; private set; }

    /// <summary>The error of the first clip, in the batch's order, that failed.</summary>
    public KitException? Error { get; private set; }

    /// <summary>All clips are prepared and the tensors are on the device; guarded by the pipeline's lock.</summary>
    public bool Done { get; set; }

    /// <summary>Makes the tensors, once; the first worker at the batch does it.</summary>
    public void Allocate()
    {
        lock (gate)
        {
            if (allocated) return;
            if (options.Frames is not null)
            {
                var shape = store.FrameShape;
                Video ??= torch.empty(new long[] { clips.Length, FrameShape.Channels, shape.T, shape.H, shape.W }, torch.ScalarType.Float32, torch.CPU);
            }

            if (options.UnitArray is { } units) Video ??= Empty(units);
            if (options.AudioArray is { } array) Audio ??= Empty(array);
            allocated = true;
        }
    }

    private torch.Tensor Empty(string array) =>
        torch.empty([clips.Length, .. store.Shape(array).Select(axis => (long)axis)], torch.ScalarType.Float32, torch.CPU);

    /// <summary>Counts a prepared clip; true for the last one.</summary>
    public bool Finished() => Interlocked.Decrement(ref left) == 0;

    public void Fail(int position, Exception error)
    {
        lock (gate)
        {
            if (position >= failedAt) return;
            failedAt = position;
            Error = new KitException($"cannot be loaded: {error.Message}", store.Names[clips[position]].ToString(), cure: (error as KitException)?.Cure, inner: error);
        }
    }

    /// <summary>Copies the tensors to the device, on the calling thread, and makes the labels.</summary>
    public void MoveTo(torch.Device? device)
    {
        if (Error is not null) return;
        try
        {
            labels = torch.tensor(clips.Select(clip => (long)store.Names[clip].Label).ToArray(), device: device ?? torch.CPU); // (N)
            if (device is null || device.type == DeviceType.CPU) return;
            Video = Video?.to(device, disposeAfter: true);
            Audio = Audio?.to(device, disposeAfter: true);
        }
        catch (Exception error)
        {
            Fail(0, error);
        }
    }

    public Batch ToBatch() => new(Video, Audio, labels!, clips);

    public void Dispose()
    {
        Video?.Dispose();
        Audio?.Dispose();
        labels?.Dispose();
    }
}
