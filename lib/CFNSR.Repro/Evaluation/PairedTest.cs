using CFNSR.Repro.Data;
using CFNSR.Repro.Scores;
using CFNSR.Repro.Training;

namespace CFNSR.Repro.Evaluation;

/// <summary>
/// Two systems compared on the clips that both judged without having trained on them. The runs are paired by seed and clip (by fold too where both
/// have the same split).
/// </summary>
/// <param name="System">The system.</param>
/// <param name="Against">The system that it is compared with.</param>
/// <param name="Selection">The epochs that are compared: chosen on validation actors where all runs have that, else the last.</param>
/// <param name="Actors">Actors whose clips both judged.</param>
/// <param name="Clips">Clips judged by both, counted once a seed.</param>
/// <param name="Difference">Mean over actors of accuracy of <paramref name="System"/> minus accuracy of <paramref name="Against"/>, -1..1.</param>
/// <param name="PermutationP">p value of <see cref="ActorPermutation"/>, each actor's difference averaged over seeds.</param>
/// <param name="Seed">The seed whose clips McNemar's test counts: the first that both have. Seeds are not pooled, a clip would count several times.</param>
/// <param name="McNemar">McNemar's test on all clips of that seed; first is <paramref name="System"/>.</param>
/// <param name="McNemarP">Its p value.</param>
/// <param name="Folds">The same fold by fold (folds of <paramref name="System"/>'s split).</param>
public sealed record PairedTest(
    string System, string Against, Selection Selection, int Actors, int Clips, double Difference, double PermutationP,
    int Seed, McNemar McNemar, double McNemarP, IReadOnlyList<FoldMcNemar> Folds)
{
    /// <summary>Compares two systems.</summary>
    /// <param name="system">Name of the first.</param>
    /// <param name="runs">Its runs, over folds and seeds.</param>
    /// <param name="against">Name of the second.</param>
    /// <param name="others">Its runs.</param>
    /// <returns>The tests, or null when no clip was judged by both with the same seed.</returns>
    public static PairedTest? Of(string system, IReadOnlyCollection<JudgedRun> runs, string against, IReadOnlyCollection<JudgedRun> others)
    {
        if (runs.Count == 0 || others.Count == 0) return null;
        var selection = runs.Concat(others).All(run => run.Predictions.ContainsKey(Selection.Validation)) ? Selection.Validation : Selection.Last;
        bool sameSplit = runs.Concat(others).Select(run => run.Report.SplitHash).Distinct().Count() == 1;
        var theirs = Judged(others).ToLookup(item => item.Key, item => item.Prediction);
        var pairs = Judged(runs).Where(item => theirs.Contains(item.Key))
            .Select(item => (item.Key.Seed, item.Fold, item.Prediction.Actor, First: item.Prediction.Correct, Second: theirs[item.Key].First().Correct)).ToArray();
        if (pairs.Length == 0) return null;

        double[] differences = pairs.GroupBy(pair => pair.Actor).OrderBy(actor => actor.Key)
            .Select(actor => actor.Average(pair => (pair.First ? 1 : 0) - (pair.Second ? 1 : 0))).ToArray();
        int seed = pairs.Min(pair => pair.Seed);
        var once = pairs.Where(pair => pair.Seed == seed).ToArray();
        var all = Test(once);
        return new PairedTest(
            system, against, selection, differences.Length, pairs.Length, differences.Average(), ActorPermutation.P(differences), seed, all, all.P,
            [.. once.GroupBy(pair => pair.Fold).OrderBy(fold => fold.Key).Select(fold => (fold.Key, Test: Test(fold)))
                .Select(fold => new FoldMcNemar(fold.Key, fold.Test.OnlyFirst, fold.Test.OnlySecond, fold.Test.P))]);

        IEnumerable<((int Seed, int Fold, string Clip) Key, int Fold, Prediction Prediction)> Judged(IEnumerable<JudgedRun> judged) => judged.SelectMany(run =>
            run.Predictions[selection].Predictions.Select(p => ((run.Report.Seed, sameSplit ? run.Report.Fold : 0, Trial(p.Clip)), run.Report.Fold, p)));

        static McNemar Test(IEnumerable<(int, int, int, bool First, bool Second)> some) => McNemar.Of([.. some.Select(pair => (pair.First, pair.Second))]);
    }

    /// <summary>The performance, so that a clip with a picture and its sound alone are the same clip.</summary>
    private static string Trial(string clip) => ClipName.TryParse(clip, out var name, out _) ? name.Trial : clip;
}
