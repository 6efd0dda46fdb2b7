namespace CFNSR.Repro.Notebooks;

/// <summary>What became of one cell.</summary>
/// <param name="Cell">The cell's place in its notebook, counted from 1 over all cells.</param>
/// <param name="Status">How it ended.</param>
/// <param name="Outputs">What it left behind, in order, long output cut in the middle.</param>
/// <param name="Elapsed">Time from the start of its compilation.</param>
/// <param name="ExecutionCount">Its number among the cells that this session has run.</param>
/// <param name="Abandoned">Whether it could not be stopped and goes on in the background, its output unheard.</param>
public sealed record CellResult(int Cell, CellStatus Status, IReadOnlyList<CellOutput> Outputs, TimeSpan Elapsed, int ExecutionCount, bool Abandoned = false)
{
    /// <summary>The error, or null when there is none.</summary>
    public ErrorOutput? Error => Outputs.OfType<ErrorOutput>().LastOrDefault();

    /// <summary>All text on standard output.</summary>
    public string StandardOutput => string.Concat(Outputs.OfType<StreamOutput>().Where(o => o.Name == "stdout").Select(o => o.Text));

    /// <summary>The value of the last expression, or null when there is none.</summary>
    public DataOutput? Result => Outputs.OfType<DataOutput>().LastOrDefault(o => o.IsResult);
}
