using CFNSR.Repro.Data;

namespace CFNSR.Repro.Features;

/// <summary>One more clip has been seen to.</summary>
/// <param name="Done">Clips done, kept and failed ones included.</param>
/// <param name="Total">Clips in all.</param>
/// <param name="Clip">The clip.</param>
/// <param name="Problem">Why it failed, or null.</param>
/// <param name="Made">Clips prepared so far; the others were up to date, or failed.</param>
public readonly record struct PrepareProgress(int Done, int Total, ClipName Clip, ClipProblem? Problem, int Made);
