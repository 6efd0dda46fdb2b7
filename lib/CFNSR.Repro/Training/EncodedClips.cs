using CFNSR.Repro.Data;
using CFNSR.Repro.Models;
using static TorchSharp.torch;

namespace CFNSR.Repro.Training;

/// <summary>
/// The outputs of frozen encoders, computed once a clip. Exact, not an approximation: frozen encoders run in evaluation mode, so that
/// without augmentation a clip's encoding never changes. A fusion ablation then costs seconds instead of hours.
/// </summary>
internal sealed class EncodedClips : IBatches, IDisposable
{
    private readonly Tensor video; // (clips, video map) on the CPU
    private readonly Tensor audio; // (clips, audio map) on the CPU
    private readonly Tensor labels; // (clips) int64
    private readonly int[] clips;
    private readonly int batch;
    private readonly Func<int, IReadOnlyList<int>> order;
    private readonly Device device;

    private EncodedClips(Tensor video, Tensor audio, Tensor labels, int[] clips, int batch, Func<int, IReadOnlyList<int>> order, Device device) =>
        (this.video, this.audio, this.labels, this.clips, this.batch, this.order, this.device) = (video, audio, labels, clips, batch, order, device);

    /// <inheritdoc/>
    public int Steps => (clips.Length + batch - 1) / batch;

    /// <summary>Encodes all clips once.</summary>
    /// <param name="model">The network whose encoders are frozen; it is left in evaluation mode.</param>
    /// <param name="source">The clips, each once, without augmentation.</param>
    /// <param name="inputs">The two inputs of the network in a batch.</param>
    /// <param name="batch">Clips a batch.</param>
    /// <param name="order">The clips of an epoch in their order, as the loader would give them.</param>
    /// <param name="device">Where the batches are to go.</param>
    public static EncodedClips Of(
        EmotionModel model, IEnumerable<Batch> source, Func<Batch, (Tensor Video, Tensor Audio)> inputs, int batch, Func<int, IReadOnlyList<int>> order, Device device)
    {
        model.eval();
        using var gradients = no_grad();
        using var scope = NewDisposeScope();
        var videos = new List<Tensor>();
        var audios = new List<Tensor>();
        var labels = new List<Tensor>();
        var clips = new List<int>();
        foreach (var part in source)
        {
            using (part)
            {
                using var inner = NewDisposeScope();
                var (rawVideo, rawAudio) = inputs(part);
                var (video, audio) = model.Encode(rawVideo, rawAudio);
                videos.Add(video.detach().cpu().clone().MoveToOuterDisposeScope());
                audios.Add(audio.detach().cpu().clone().MoveToOuterDisposeScope());
                labels.Add(part.Labels.cpu().clone().MoveToOuterDisposeScope());
                clips.AddRange(part.Clips);
            }
        }

        return new EncodedClips(
            cat(videos, 0).DetachFromDisposeScope(), cat(audios, 0).DetachFromDisposeScope(), cat(labels, 0).DetachFromDisposeScope(),
            [.. clips], batch, order, device);
    }

    /// <inheritdoc/>
    public IEnumerable<Batch> Epoch(int epoch, int firstStep = 0)
    {
        var rows = clips.Select((clip, row) => (clip, row)).ToDictionary(pair => pair.clip, pair => (long)pair.row);
        var sequence = order(epoch);
        for (int step = firstStep; step < Steps; step++)
        {
            int[] chosen = sequence.Skip(step * batch).Take(batch).ToArray();
            yield return Take(chosen, chosen.Select(clip => rows[clip]).ToArray());
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        video.Dispose();
        audio.Dispose();
        labels.Dispose();
    }

    private Batch Take(int[] chosen, long[] rows)
    {
        using var scope = NewDisposeScope();
        var index = tensor(rows);
        return new Batch(
            video.index_select(0, index).to(device).DetachFromDisposeScope(),
            audio.index_select(0, index).to(device).DetachFromDisposeScope(),
            labels.index_select(0, index).to(device).DetachFromDisposeScope(), chosen);
    }
}
