namespace CFNSR.Repro.Figures;

/// <summary>One point in which a run differs from the paper.</summary>
/// <param name="What">The subject, e.g. "picture".</param>
/// <param name="Paper">What the paper has.</param>
/// <param name="Here">What was done here.</param>
/// <param name="Why">The reason, and what it does to the numbers.</param>
public sealed record Deviation(string What, string Paper, string Here, string Why);
