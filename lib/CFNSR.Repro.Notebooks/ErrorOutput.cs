namespace CFNSR.Repro.Notebooks;

/// <summary>Why a cell failed.</summary>
/// <param name="Name">The exception's type, or "CompileError", "TimeLimit", "Interrupted".</param>
/// <param name="Message">What happened, in one paragraph.</param>
/// <param name="Trace">One line each: where, with notebook, cell and line.</param>
public sealed record ErrorOutput(string Name, string Message, IReadOnlyList<string> Trace) : CellOutput
{
    /// <summary>Name, message and trace, a line each.</summary>
    public override string ToString() => string.Join('\n', Trace.Prepend($"{Name}: {Message}"));
}
