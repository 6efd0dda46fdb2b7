using CFNSR.Repro.Data;

namespace CFNSR.Repro.Avatars;

/// <summary>What the generator did.</summary>
/// <param name="Made">Clips made now.</param>
/// <param name="Kept">Clips that were there already.</param>
/// <param name="Problems">Clips that could not be made, and why.</param>
/// <param name="Elapsed">Time taken.</param>
public sealed record AvatarReport(int Made, int Kept, IReadOnlyList<ClipProblem> Problems, TimeSpan Elapsed);
