using CFNSR.Repro.Data;

namespace CFNSR.Repro.Features;

/// <summary>What a run of <see cref="ClipPreparer"/> did. Every clip is counted once: it failed, or was made, or was kept.</summary>
/// <param name="Made">Clips that are ready and of which something was made.</param>
/// <param name="Kept">Clips that were up to date.</param>
/// <param name="Failures">One line for each file that could not be used, by clip; the other clips are ready all the same.</param>
/// <param name="Twins">Clips whose sources have the same content, such as the known pair of actor 07 (data/paper/models.md §6.6).</param>
/// <param name="Notes">Clips made in this run whose frames were not all cut as asked: no face found, bad rows of landmarks.</param>
public sealed record PrepareReport(int Made, int Kept, IReadOnlyList<ClipProblem> Failures, IReadOnlyList<ClipProblem> Twins, IReadOnlyList<ClipProblem> Notes);
