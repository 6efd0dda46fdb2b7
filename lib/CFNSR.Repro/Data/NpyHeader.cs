namespace CFNSR.Repro.Data;

/// <summary>What the head of a .npy file says.</summary>
/// <param name="Type">NumPy's name of the element type, for example "&lt;f4" or "|u1".</param>
/// <param name="Shape">Lengths of the axes; empty for a single value.</param>
/// <param name="DataOffset">Byte at which the data begin.</param>
/// <param name="Count">Number of elements.</param>
public sealed record NpyHeader(string Type, IReadOnlyList<int> Shape, long DataOffset, long Count);
