using static TorchSharp.torch;

namespace CFNSR.Repro.Models;

/// <summary>What one draw of modality dropout does to a batch of N clips: a factor for each stream and row.</summary>
public sealed class ModalityDraw
{
    /// <summary>Names the factors.</summary>
    /// <param name="copies">How often the batch is repeated: 1, or 4 in mode softhard.</param>
    /// <param name="videoScale">Factor of each row's video, copies * N values.</param>
    /// <param name="audioScale">Factor of each row's audio, copies * N values.</param>
    public ModalityDraw(int copies, float[] videoScale, float[] audioScale)
    {
        Copies = copies;
        VideoScale = videoScale;
        AudioScale = audioScale;
    }

    /// <summary>How often the batch is repeated.</summary>
    public int Copies { get; }

    /// <summary>Factor of each row's video.</summary>
    public IReadOnlyList<float> VideoScale { get; }

    /// <summary>Factor of each row's audio.</summary>
    public IReadOnlyList<float> AudioScale { get; }

    /// <summary>Whether the video of every row is zeroed.</summary>
    public bool VideoGone => VideoScale.All(s => s == 0);

    /// <summary>Whether the audio of every row is zeroed.</summary>
    public bool AudioGone => AudioScale.All(s => s == 0);

    /// <summary>Nothing dropped.</summary>
    /// <param name="clips">N.</param>
    public static ModalityDraw Keep(int clips) => All(clips, 1, 1);

    internal static ModalityDraw All(int clips, float video, float audio) =>
        new(1, [.. Enumerable.Repeat(video, clips)], [.. Enumerable.Repeat(audio, clips)]);

    /// <summary>
    /// Repeats and scales the two streams; no rescaling of what is kept. A dropped stream is multiplied by zero, so that its encoder
    /// gets a gradient of zero, not none, and the optimiser treats every step alike.
    /// </summary>
    /// <param name="video">(N, ...).</param>
    /// <param name="audio">(N, ...).</param>
    /// <returns>(copies * N, ...) each.</returns>
    public (Tensor Video, Tensor Audio) Apply(Tensor video, Tensor audio) =>
        (Scale(video, VideoScale), Scale(audio, AudioScale));

    /// <summary>1 for every row that still has video, 0 for the others, or null if all rows have it.</summary>
    /// <param name="like">A tensor on the device wanted.</param>
    /// <returns>(copies * N) or null.</returns>
    public Tensor? VideoPresent(Tensor like) => Present(VideoScale, like);

    /// <summary>1 for every row that still has audio, 0 for the others, or null if all rows have it.</summary>
    /// <param name="like">A tensor on the device wanted.</param>
    /// <returns>(copies * N) or null.</returns>
    public Tensor? AudioPresent(Tensor like) => Present(AudioScale, like);

    private Tensor Scale(Tensor stream, IReadOnlyList<float> scale)
    {
        var rows = new long[stream.ndim];
        Array.Fill(rows, 1);
        if (Copies > 1)
        {
            rows[0] = Copies;
            stream = stream.repeat(rows);
        }
        if (scale.All(s => s == 1)) return stream;
        rows[0] = scale.Count;
        return stream * tensor(scale.ToArray()).to(stream.device).reshape(rows);
    }

    private static Tensor? Present(IReadOnlyList<float> scale, Tensor like) =>
        scale.All(s => s != 0) ? null : tensor(scale.Select(s => s == 0 ? 0f : 1f).ToArray()).to(like.device);
}
