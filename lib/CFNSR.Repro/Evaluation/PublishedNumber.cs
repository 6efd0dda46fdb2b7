namespace CFNSR.Repro.Evaluation;

/// <summary>One published number beside Table 2 (<c>data/paper/figures.json</c>).</summary>
/// <param name="Id">A name to look it up by.</param>
/// <param name="Where">Section, figure or table of the paper; <c>log</c> for CFN-SR's training log; <c>literature</c> for others.</param>
/// <param name="What">What it is.</param>
/// <param name="Value">The number.</param>
/// <param name="Unit">Its unit.</param>
/// <param name="Source">Where it comes from.</param>
/// <param name="Split">The kit's split nearest to the one it was measured on; null when unknown or meaningless.</param>
/// <param name="Protocol">How it was measured; null when meaningless.</param>
/// <param name="Parameters">Parameters of the network; null when unknown.</param>
/// <param name="Evidence">Read in the source, counted, second hand, or from memory.</param>
/// <param name="Note">What a reader should know.</param>
public sealed record PublishedNumber(
    string Id, string Where, string What, double Value, string Unit, string Source, string? Split, string? Protocol,
    long? Parameters, string Evidence, string? Note);
