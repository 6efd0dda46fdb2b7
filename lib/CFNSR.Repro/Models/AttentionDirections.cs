namespace CFNSR.Repro.Models;

/// <summary>Which streams read from the other one.</summary>
public enum AttentionDirections
{
    /// <summary>Video reads audio and audio reads video, in parallel (default).</summary>
    Both,

    /// <summary>Only the video tokens are enriched by audio.</summary>
    AudioToVideo,

    /// <summary>Only the audio tokens are enriched by video.</summary>
    VideoToAudio,
}
