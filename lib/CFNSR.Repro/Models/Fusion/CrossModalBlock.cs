using static TorchSharp.torch;

namespace CFNSR.Repro.Models.Fusion;

/// <summary>
/// A cross-modal block (paper, section 2.3): video reads audio and audio reads video, both from the streams as they came in
/// (data/paper/models.md §4.1, steps 5 and 6). Taught in notebook 04.
/// </summary>
public sealed class CrossModalBlock : nn.Module
{
    private readonly bool coAttention;
    private readonly CrossAttention? audio_to_video;
    private readonly CrossAttention? video_to_audio;

    /// <summary>Builds the directions that are asked for.</summary>
    /// <param name="videoWidth">Width of the video tokens.</param>
    /// <param name="audioWidth">Width of the audio tokens.</param>
    /// <param name="options">Directions, heads and switches.</param>
    public CrossModalBlock(long videoWidth, long audioWidth, CfnsrMsafOptions options) : base(nameof(CrossModalBlock))
    {
        coAttention = options.CoAttention;
        if (options.Directions != AttentionDirections.VideoToAudio) audio_to_video = new CrossAttention(videoWidth, audioWidth, options);
        if (options.Directions != AttentionDirections.AudioToVideo) video_to_audio = new CrossAttention(audioWidth, videoWidth, options, ownScores: !coAttention);
        RegisterComponents();
    }

    /// <summary>Passes both streams.</summary>
    /// <param name="video">V, (N, 98, 2048) at paper size.</param>
    /// <param name="audio">A, (N, 26, 64).</param>
    /// <param name="videoPresent">(N) of 1 and 0 for rows with and without video, or null.</param>
    /// <param name="audioPresent">The same for audio.</param>
    /// <returns>V~ and A~ of the same shapes, and where each looked.</returns>
    public (Tensor Video, Tensor Audio, AttentionMaps Maps) Pass(Tensor video, Tensor audio, Tensor? videoPresent = null, Tensor? audioPresent = null)
    {
        Tensor? affinity = coAttention ? audio_to_video?.Scores(video, audio) : null; // (N h, 98, 26)
        var v = audio_to_video?.Read(video, audio, audioPresent, affinity);
        var a = video_to_audio?.Read(audio, video, videoPresent, affinity?.transpose(1, 2));
        return (v?.Output ?? video, a?.Output ?? audio, new AttentionMaps(v?.Weights, a?.Weights));
    }
}
