namespace CFNSR.Repro.Notebooks;

/// <summary>Text that a cell wrote to the console.</summary>
/// <param name="Name">"stdout" or "stderr".</param>
/// <param name="Text">The text; while the cell runs, the next piece of it.</param>
public sealed record StreamOutput(string Name, string Text) : CellOutput;
