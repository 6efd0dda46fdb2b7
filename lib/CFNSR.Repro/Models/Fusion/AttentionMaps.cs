using static TorchSharp.torch;

namespace CFNSR.Repro.Models.Fusion;

/// <summary>Where the heads of a cross-modal block looked.</summary>
/// <param name="AudioToVideo">For each video token the audio steps it read, (N, h, 98, 26); null if that direction is off.</param>
/// <param name="VideoToAudio">For each audio step the video tokens it read, (N, h, 26, 98); null if that direction is off.</param>
public sealed record AttentionMaps(Tensor? AudioToVideo, Tensor? VideoToAudio);
