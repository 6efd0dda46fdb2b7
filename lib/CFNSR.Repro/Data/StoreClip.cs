namespace CFNSR.Repro.Data;

/// <summary>One clip of the store's manifest.</summary>
/// <param name="Name">Its name: seven fields.</param>
/// <param name="Row">Its row in every array.</param>
/// <param name="Arrays">What is known of each array; an array not named is still to be made.</param>
internal sealed record StoreClip(string Name, int Row, SortedDictionary<string, StoreEntry> Arrays);
