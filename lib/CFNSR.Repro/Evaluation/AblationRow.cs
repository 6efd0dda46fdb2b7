namespace CFNSR.Repro.Evaluation;

/// <summary>One row of an ablation: what is changed in the basis.</summary>
/// <param name="Label">What the row is, in words.</param>
/// <param name="Settings">The changes as <c>key=value</c>; may name the system.</param>
public sealed record AblationRow(string Label, IReadOnlyList<string> Settings);
