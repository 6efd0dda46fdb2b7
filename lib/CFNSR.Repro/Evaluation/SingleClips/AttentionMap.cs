using CFNSR.Repro.Models;

namespace CFNSR.Repro.Evaluation.SingleClips;

/// <summary>Where one direction of a cross-modal block looked, the mean over its heads.</summary>
/// <param name="Block">Number of the block, from 1.</param>
/// <param name="Queries">What reads, such as "action unit".</param>
/// <param name="Keys">What is read, such as "audio step".</param>
/// <param name="Weights">One row a query, each a distribution over the keys.</param>
/// <param name="Video">What the video tokens are.</param>
/// <param name="SoundReads">Whether the sound reads the video; else it is read.</param>
public sealed record AttentionMap(int Block, string Queries, string Keys, IReadOnlyList<float[]> Weights, VideoInput Video, bool SoundReads);
