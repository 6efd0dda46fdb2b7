namespace CFNSR.Repro.Data;

/// <summary>One fold of a split over actors. Actor numbers are the real ones of the file names, 1-24.</summary>
/// <param name="Number">1, 2, ...</param>
/// <param name="TestActors">The actors that are tested, ascending; empty for a split over clips.</param>
/// <param name="TrainActors">The actors that may be trained on, ascending; validation actors come out of these.</param>
public sealed record Fold(int Number, IReadOnlyList<int> TestActors, IReadOnlyList<int> TrainActors)
{
    /// <summary>The validation actors that the split names itself (part of <see cref="TrainActors"/>); empty when they are drawn by seed.</summary>
    public IReadOnlyList<int> ValidationActors { get; init; } = [];
}
