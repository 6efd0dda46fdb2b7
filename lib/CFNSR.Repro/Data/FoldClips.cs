namespace CFNSR.Repro.Data;

/// <summary>The clips of one fold, as indices into the list of names that <see cref="Split.Assign"/> was given, ascending.</summary>
/// <param name="Train">Clips to train on.</param>
/// <param name="Validation">Clips to choose the epoch on; empty with zero validation actors.</param>
/// <param name="Test">Clips to test on.</param>
public sealed record FoldClips(IReadOnlyList<int> Train, IReadOnlyList<int> Validation, IReadOnlyList<int> Test);
