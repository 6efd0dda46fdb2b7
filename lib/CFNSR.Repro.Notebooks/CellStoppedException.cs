namespace CFNSR.Repro.Notebooks;

/// <summary>Ends a cell that reached its time limit or was interrupted.</summary>
public sealed class CellStoppedException : OperationCanceledException
{
    /// <summary>The one message.</summary>
    public CellStoppedException()
        : base("the cell was stopped")
    {
    }
}
