using CFNSR.Repro.Evaluation;

namespace CFNSR.Repro.Figures;

/// <summary>Lines of the ledger as a table, for the report and notebooks.</summary>
public static class LedgerTable
{
    /// <summary>One row a line: where it stands, the paper's value, ours, the verdict, why, and the names of the files and runs that show it.</summary>
    /// <param name="caption">What the lines have in common.</param>
    /// <param name="lines">Which lines, in this order.</param>
    public static FigureTable Create(string caption, IEnumerable<LedgerLine> lines) => new(
        caption, ["where", "what", "paper", "ours", "status", "why", "shown by"],
        [
            .. lines.Select(line => (string[])
            [
                string.Join(", ", line.Where), line.What, line.Paper, line.Ours ?? "–", Ledger.Word(line.Status),
                line.Needs is null ? line.Reason : $"{line.Reason} Needed: {line.Needs}", line.Evidence.Count == 0 ? "–" : string.Join(", ", line.Evidence.Select(Path.GetFileName)),
            ]),
        ]);
}
