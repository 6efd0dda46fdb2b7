using CFNSR.Repro.Scores;

namespace CFNSR.Repro.Training;

/// <summary>A score over folds and seeds, 0..1.</summary>
/// <param name="Runs">Mean and deviation over all runs.</param>
/// <param name="Folds">Mean and deviation over folds, each fold averaged over its seeds.</param>
/// <param name="Seeds">Mean and deviation over seeds, each seed averaged over its folds.</param>
public sealed record ScoreSpread(MeanAndSpread Runs, MeanAndSpread Folds, MeanAndSpread Seeds)
{
    /// <summary>The spread of a score, or null if a run does not have it.</summary>
    internal static ScoreSpread? Of(IReadOnlyCollection<RunLine> lines, Func<RunLine, double?> score)
    {
        if (lines.Count == 0 || lines.Any(line => score(line) is null)) return null;
        return new ScoreSpread(
            MeanAndSpread.Of(lines.Select(line => score(line)!.Value))!,
            MeanAndSpread.Of(lines.GroupBy(line => line.Fold).Select(fold => fold.Average(line => score(line)!.Value)))!,
            MeanAndSpread.Of(lines.GroupBy(line => line.Seed).Select(seed => seed.Average(line => score(line)!.Value)))!);
    }
}
