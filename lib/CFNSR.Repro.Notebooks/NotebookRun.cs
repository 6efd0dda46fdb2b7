namespace CFNSR.Repro.Notebooks;

/// <summary>What became of a notebook.</summary>
/// <param name="Executed">A copy of the notebook with the parameters and outputs of this run.</param>
/// <param name="Cells">The code cells that had their turn, in order. After a failure there are no more.</param>
/// <param name="Failure">Why the run failed, or null when it did not.</param>
/// <param name="Elapsed">Wall time.</param>
public sealed record NotebookRun(Notebook Executed, IReadOnlyList<CellResult> Cells, string? Failure, TimeSpan Elapsed);
