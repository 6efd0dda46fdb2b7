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
    private const string Sums = ".sha256";

    private readonly Tensor video; // (clips, video map) on the CPU
    private readonly Tensor audio; // (clips, audio map) on the CPU
    private readonly Dictionary<int, long> rows = [];
    private readonly LoaderBatches like;
    private readonly IReadOnlyList<ClipName> names;
    private readonly int batch;
    private readonly Device device;

    private EncodedClips(Tensor video, Tensor audio, IEnumerable<int> clips, LoaderBatches like, IReadOnlyList<ClipName> names, int batch, Device device)
    {
        (this.video, this.audio, this.like, this.names, this.batch, this.device) = (video, audio, like, names, batch, device);
        foreach (int clip in clips) rows.Add(clip, rows.Count);
    }

    /// <inheritdoc/>
    public int Steps => like.Steps;

    /// <summary>Encodes all clips once, or reads what an earlier run has kept.</summary>
    /// <param name="model">The network whose encoders are frozen; it is left in evaluation mode.</param>
    /// <param name="inputs">The two inputs of the network in a batch.</param>
    /// <param name="source">The clips, each once, without augmentation.</param>
    /// <param name="like">The loader whose batches are imitated: same clips in the same order.</param>
    /// <param name="names">Names of the store's clips.</param>
    /// <param name="batch">Clips a batch.</param>
    /// <param name="device">Where the batches are to go.</param>
    /// <param name="file">Where encodings are kept from run to run, without extension; null keeps them in memory only.</param>
    public static EncodedClips Of(
        EmotionModel model, Func<Batch, (Tensor Video, Tensor Audio)> inputs, LoaderBatches source, LoaderBatches like, IReadOnlyList<ClipName> names, int batch,
        Device device, string? file)
    {
        var clips = source.Order(1);
        bool kept = file is not null && IsWhole(file);
        var (video, audio) = kept ? (Read(file + "-video.npy"), Read(file + "-audio.npy")) : Encode(model, inputs, source);
        if (file is not null && !kept)
        {
            Write(file + "-audio.npy", audio);
            Write(file + "-video.npy", video);
            AtomicFile.WriteText(file + Sums, SumsOf(file));
        }

        return new EncodedClips(video, audio, clips, like, names, batch, device);
    }

    /// <inheritdoc/>
    public IEnumerable<Batch> Epoch(int epoch, int firstStep = 0)
    {
        var order = like.Order(epoch);
        for (int step = firstStep; step < Steps; step++) yield return Take([.. order.Skip(step * batch).Take(step == Steps - 1 ? order.Count : batch)]);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        video.Dispose();
        audio.Dispose();
    }

    private static (Tensor Video, Tensor Audio) Encode(EmotionModel model, Func<Batch, (Tensor Video, Tensor Audio)> inputs, LoaderBatches source)
    {
        model.eval();
        using var gradients = no_grad();
        using var scope = NewDisposeScope();
        var videos = new List<Tensor>();
        var audios = new List<Tensor>();
        foreach (var part in source.Epoch(1))
        {
            using (part)
            {
                using var inner = NewDisposeScope();
                var (rawVideo, rawAudio) = inputs(part);
                var (video, audio) = model.Encode(rawVideo, rawAudio);
                videos.Add(video.detach().cpu().clone().MoveToOuterDisposeScope());
                audios.Add(audio.detach().cpu().clone().MoveToOuterDisposeScope());
            }
        }

        return (cat(videos, 0).DetachFromDisposeScope(), cat(audios, 0).DetachFromDisposeScope());
    }

    /// <summary>Whether encodings were kept and are what was written; else they are computed anew.</summary>
    private static bool IsWhole(string file)
    {
        try
        {
            return File.ReadAllText(file + Sums) == SumsOf(file);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }

    /// <summary>The format of sha256sum.</summary>
    private static string SumsOf(string file) => string.Concat(new[] { file + "-audio.npy", file + "-video.npy" }
        .Select(array => $"{Checkpoint.Hash(array)}  {Path.GetFileName(array)}\n"));

    private static Tensor Read(string file)
    {
        var array = Npy.Read<float>(file);
        return tensor(array.Data, array.Shape.Select(length => (long)length).ToArray()).DetachFromDisposeScope();
    }

    private static void Write(string file, Tensor values) => Npy.Write<float>(
        file, values.contiguous().data<float>().ToArray(), values.shape.Select(length => (int)length).ToArray());

    private Batch Take(int[] clips)
    {
        using var scope = NewDisposeScope();
        var index = tensor(clips.Select(clip => rows[clip]).ToArray());
        return new Batch(
            video.index_select(0, index).to(device).DetachFromDisposeScope(),
            audio.index_select(0, index).to(device).DetachFromDisposeScope(),
            tensor(clips.Select(clip => (long)names[clip].Label).ToArray()).to(device).DetachFromDisposeScope(), clips);
    }
}
