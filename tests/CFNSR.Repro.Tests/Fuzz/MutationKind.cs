namespace CFNSR.Repro.Tests.Fuzz;

/// <summary>The ways to spoil a file.</summary>
public enum MutationKind
{
    Set, Flood, Insert, Delete, Repeat, Truncate,
}
