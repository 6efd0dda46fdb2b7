namespace CFNSR.Repro.Data;

/// <summary>What a fetch did.</summary>
/// <param name="Fetched">Archives fetched and unpacked now.</param>
/// <param name="Kept">Archives whose files were there already.</param>
/// <param name="Problems">Archives that could not be had; a rerun tries them again.</param>
public sealed record FetchReport(IReadOnlyList<string> Fetched, IReadOnlyList<string> Kept, IReadOnlyList<ClipProblem> Problems);
