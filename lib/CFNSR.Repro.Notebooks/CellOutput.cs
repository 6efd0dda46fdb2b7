namespace CFNSR.Repro.Notebooks;

/// <summary>One thing a cell left behind: text of a stream, a shown value or an error. The three kinds are those of the notebook format 4.</summary>
public abstract record CellOutput;
