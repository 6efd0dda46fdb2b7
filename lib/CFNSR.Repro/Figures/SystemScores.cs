using CFNSR.Repro.Scores;
using CFNSR.Repro.Training;

namespace CFNSR.Repro.Figures;

/// <summary>The runs of one system on one split: three scores side by side.</summary>
/// <param name="System">The system's name, as in <c>ModelZoo</c>.</param>
/// <param name="Runs">One report a fold and seed, at least one.</param>
public sealed record SystemScores(string System, IReadOnlyList<RunReport> Runs)
{
    /// <summary>The runs of one system among many, ordered by seed and fold.</summary>
    /// <param name="system">The system's name.</param>
    /// <param name="runs">Reports of any number of systems.</param>
    public static SystemScores Of(string system, IEnumerable<RunReport> runs) =>
        new(system, [.. runs.Where(r => r.System == system).OrderBy(r => r.Seed).ThenBy(r => r.Fold)]);

    /// <summary>Mean and spread of a score over the runs; null when a run lacks the selection.</summary>
    /// <param name="selection">Which epoch.</param>
    /// <param name="score">Which score; accuracy when left out.</param>
    public MeanAndSpread? Of(Selection selection, Func<Metrics, double>? score = null)
    {
        var chosen = Runs.Select(r => r.Of(selection)).ToArray();
        return chosen.Any(c => c is null) ? null : MeanAndSpread.Of(chosen.Select(c => (score ?? (m => m.Accuracy))(c!.Test)));
    }
}
