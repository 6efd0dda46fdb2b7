namespace CFNSR.Repro.Notebooks;

/// <summary>One session of C# cells: each cell sees what earlier ones declared.</summary>
public interface ICellEngine : IDisposable
{
    /// <summary>How many cells this session has run.</summary>
    int ExecutionCount { get; }

    /// <summary>Runs one cell and waits for its end. Nothing that the cell does is thrown from here.</summary>
    /// <param name="cell">The cell's place in the notebook, from 1, for messages.</param>
    /// <param name="code">The cell's text.</param>
    /// <param name="live">Hears each output at once, in bounded amount; called on other threads than the caller's.</param>
    /// <param name="stop">Interrupts the cell.</param>
    CellResult Run(int cell, string code, Action<CellOutput>? live = null, CancellationToken stop = default);
}
