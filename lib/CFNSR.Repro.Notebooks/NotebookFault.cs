using System.Globalization;

namespace CFNSR.Repro.Notebooks;

/// <summary>A rule for committed notebooks that one breaks.</summary>
/// <param name="Notebook">The file's name.</param>
/// <param name="Cell">The cell, from 1; 0 for the notebook as a whole.</param>
/// <param name="What">What is wrong and what should be there.</param>
public sealed record NotebookFault(string Notebook, int Cell, string What)
{
    /// <summary>"00-Welcome.ipynb, cell 3: …".</summary>
    public override string ToString() => Cell == 0 ? $"{Notebook}: {What}" : string.Create(CultureInfo.InvariantCulture, $"{Notebook}, cell {Cell}: {What}");
}
