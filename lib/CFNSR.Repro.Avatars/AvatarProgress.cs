namespace CFNSR.Repro.Avatars;

/// <summary>How far the generator is.</summary>
/// <param name="Done">Clips made, found or failed so far.</param>
/// <param name="Total">Clips in all.</param>
/// <param name="Clip">The clip just finished, or the empty text at the start.</param>
/// <param name="Made">Clips made so far.</param>
public readonly record struct AvatarProgress(int Done, int Total, string Clip, int Made);
