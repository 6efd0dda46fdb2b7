namespace CFNSR.Repro.Notebooks;

/// <summary>Finished HTML that a cell made with <see cref="CellFunctions.HTML"/>.</summary>
/// <param name="Text">The markup.</param>
public sealed record CellHtml(string Text);
