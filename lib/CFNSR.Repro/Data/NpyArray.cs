namespace CFNSR.Repro.Data;

/// <summary>An array read from a .npy file, last axis fastest.</summary>
/// <typeparam name="T">Element type.</typeparam>
/// <param name="Data">All elements.</param>
/// <param name="Shape">Lengths of the axes.</param>
public sealed record NpyArray<T>(T[] Data, IReadOnlyList<int> Shape)
    where T : unmanaged;
