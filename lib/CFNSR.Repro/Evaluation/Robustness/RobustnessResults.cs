using CFNSR.Repro.Scores;

namespace CFNSR.Repro.Evaluation.Robustness;

/// <summary>What each network of each fold and seed said in each test, and the rows of the table over them.</summary>
internal sealed class RobustnessResults
{
    private readonly List<(string System, Perturbation Test, int Fold, int Seed, IReadOnlyList<Prediction> Predictions)> all = [];

    /// <summary>Judgements made.</summary>
    public int Count => all.Count;

    /// <summary>Notes a judgement.</summary>
    public void Add(string system, Perturbation test, int fold, int seed, IReadOnlyList<Prediction> predictions) =>
        all.Add((system, test, fold, seed, predictions));

    /// <summary>Accuracy of always naming the most frequent emotion of a system's clips.</summary>
    public double Chance(string system)
    {
        int[] labels = [.. Of(system, Perturbation.Clean).SelectMany(run => run.Predictions).Select(p => p.Label)];
        return labels.GroupBy(label => label).Max(group => group.Count()) / (double)labels.Length;
    }

    /// <summary>A system in a test.</summary>
    public RobustnessRow Row(string system, Perturbation test)
    {
        var own = Of(system, test);
        RobustnessScore[] scores = [.. own.Select(run => (run, Metrics: Metrics.Of(run.Predictions))).Select(r =>
            new RobustnessScore(r.run.Fold, r.run.Seed, r.Metrics.Clips, r.Metrics.Accuracy, r.Metrics.Uar))];
        var clean = Of(system, Perturbation.Clean).Select(run => Metrics.Of(run.Predictions).Accuracy);
        return new RobustnessRow(
            system, test, MeanAndSpread.Of(scores.Select(s => s.Accuracy))!, MeanAndSpread.Of(scores.Select(s => s.Uar))!,
            MeanAndSpread.Of(scores.Zip(clean, (s, c) => s.Accuracy - c))!,
            Bootstrap.Accuracy([.. own.SelectMany(run => run.Predictions)]), scores);
    }

    /// <summary>Two settings of a system in a test.</summary>
    public RobustnessDifference Difference(string first, string second, Perturbation test)
    {
        var (a, b) = (Of(first, test), Of(second, test));
        return new RobustnessDifference(
            first, second, test,
            MeanAndSpread.Of(a.Zip(b, (x, y) => Metrics.Of(x.Predictions).Accuracy - Metrics.Of(y.Predictions).Accuracy))!,
            Bootstrap.Difference([.. a.SelectMany(run => run.Predictions)], [.. b.SelectMany(run => run.Predictions)]));
    }

    private (int Fold, int Seed, IReadOnlyList<Prediction> Predictions)[] Of(string system, Perturbation test) =>
    [
        .. all.Where(r => r.System == system && r.Test == test).OrderBy(r => r.Fold).ThenBy(r => r.Seed)
            .Select(r => (r.Fold, r.Seed, r.Predictions)),
    ];
}
