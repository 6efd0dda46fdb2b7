namespace CFNSR.Repro.Evaluation;

/// <summary>One number, figure, table, equation or claim of the paper (<c>data/paper/ledger.json</c>).</summary>
/// <param name="Id">A name to look it up by: lower-case letters, digits, hyphens.</param>
/// <param name="Where">Where it stands in the paper: sections, figures, tables, equations; <c>abstract</c>.</param>
/// <param name="Kind">What it is.</param>
/// <param name="What">What is stated, in our words.</param>
/// <param name="Paper">The paper's value.</param>
/// <param name="Ours">Ours; null where there is none.</param>
/// <param name="Evidence">Files and run folders of the repository that show it, relative to its root.</param>
/// <param name="Status">The verdict.</param>
/// <param name="Reason">Why.</param>
/// <param name="Needs">What it takes to measure it; null where nothing is left to do or can be done.</param>
public sealed record LedgerLine(
    string Id, IReadOnlyList<string> Where, LedgerKind Kind, string What, string Paper, string? Ours, IReadOnlyList<string> Evidence,
    LedgerStatus Status, string Reason, string? Needs)
{
    /// <summary>What is wrong with the line, or null.</summary>
    internal string? Problem()
    {
        // a file may leave out any key, whatever the types say
        if (string.IsNullOrWhiteSpace(Id) || !Id.All(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c == '-')) return "its id is not made of lower-case letters, digits and hyphens";
        if (Where is not { Count: > 0 } || Where.Any(string.IsNullOrWhiteSpace)) return "it does not say where it stands";
        if (string.IsNullOrWhiteSpace(What) || string.IsNullOrWhiteSpace(Paper)) return "it lacks what the paper states";
        if (string.IsNullOrWhiteSpace(Reason)) return "it has no reason";
        if (!Enum.IsDefined(Kind) || !Enum.IsDefined(Status)) return "its kind or status is not a known one";
        if (Evidence is null || Evidence.Any(path => string.IsNullOrWhiteSpace(path) || path[0] == '/' || path.Contains('\\') || path.Split('/').Contains(".."))) return "its evidence is not a list of paths below the repository";
        return Status switch
        {
            LedgerStatus.Matched or LedgerStatus.Differs when string.IsNullOrWhiteSpace(Ours) => "it is judged without a value of ours",
            LedgerStatus.Matched or LedgerStatus.Differs when Evidence.Count == 0 => "it is judged without evidence",
            LedgerStatus.NotAttempted when Ours is not null => "it is not attempted, yet has a value of ours",
            LedgerStatus.NotAttempted when string.IsNullOrWhiteSpace(Needs) => "it does not say what an attempt needs",
            _ => null,
        };
    }
}
