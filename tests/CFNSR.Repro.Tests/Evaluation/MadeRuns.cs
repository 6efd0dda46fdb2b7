using CFNSR.Repro.Evaluation;
using CFNSR.Repro.Scores;
using CFNSR.Repro.Tests.Training;
using CFNSR.Repro.Training;

namespace CFNSR.Repro.Tests.Evaluation;

/// <summary>Runs with predictions that a test chooses clip by clip.</summary>
internal static class MadeRuns
{
    private static readonly float[] Right = [0, 1, 0, 0, 0, 0, 0, 0], Wrong = [1, 0, 0, 0, 0, 0, 0, 0];

    /// <summary>A run whose every actor has so many clips, of which so many are recognised.</summary>
    public static JudgedRun Of(string system, int fold, int seed, int clips, params (int Actor, int Correct)[] actors)
    {
        var last = Epoch(actors.SelectMany(a => Enumerable.Range(0, clips).Select(c => (a.Actor, Clip: c, Right: c < a.Correct))));
        return Of(system, fold, seed, last, last);
    }

    /// <summary>A run from its selected epochs.</summary>
    public static JudgedRun Of(string system, int fold, int seed, SelectedEpoch last, SelectedEpoch best, SelectedEpoch? validation = null)
    {
        var report = RunFolderTests.Report(last, best) with
        {
            System = system, Fold = fold, Seed = seed, TestActors = [.. last.Predictions.Select(p => p.Actor).Distinct().Order()], Validation = validation?.Score,
        };
        var predictions = new Dictionary<Selection, SelectedEpoch> { [Selection.Last] = last, [Selection.BestTest] = best };
        if (validation is not null) predictions[Selection.Validation] = validation;
        return new JudgedRun(report, predictions);
    }

    /// <summary>An epoch from what was recognised.</summary>
    public static SelectedEpoch Epoch(IEnumerable<(int Actor, int Clip, bool Right)> clips) =>
        SelectedEpoch.Of(1, [.. clips.Select(c => new Prediction($"{c.Actor}-{c.Clip}", c.Actor, 1, c.Right ? Right : Wrong))]);
}
