using CFNSR.Repro.Data;
using CFNSR.Repro.Scores;
using CFNSR.Repro.Training;

namespace CFNSR.Repro.Evaluation;

/// <summary>The accuracy of one system over many test folds of drawn actors: how much a score depends on who is tested. Accuracies are 0..1.</summary>
/// <param name="System">The system.</param>
/// <param name="Retrained">Whether a network was trained for each test fold; else the folds are put together from out-of-fold predictions.</param>
/// <param name="Score">Which epoch: <c>last</c>, <c>validation</c> or <c>best_test</c>.</param>
/// <param name="TestActors">Actors of a test fold.</param>
/// <param name="Actors">Among how many actors they are drawn.</param>
/// <param name="TestFolds">How many test folds.</param>
/// <param name="Mean">Mean accuracy.</param>
/// <param name="Deviation">Sample standard deviation over the test folds.</param>
/// <param name="Lowest">The lowest.</param>
/// <param name="Low">2.5 % of the test folds are below.</param>
/// <param name="Median">The median.</param>
/// <param name="High">2.5 % of the test folds are above.</param>
/// <param name="Highest">The highest.</param>
/// <param name="Bins">Test folds by accuracy, in bins of two points: 0 to 2 %, 2 to 4 %, …, 98 to 100 % (50 numbers; a bin holds its lower end, the last both).</param>
/// <param name="Published">How many test folds reach the published accuracies of the paper and of CFN-SR.</param>
public sealed record ScoreDistribution(
    string System, bool Retrained, string Score, int TestActors, int Actors, int TestFolds, double Mean, double Deviation, double Lowest, double Low,
    double Median, double High, double Highest, IReadOnlyList<int> Bins, IReadOnlyList<PublishedShare> Published)
{
    /// <summary>Width of a bin, in points.</summary>
    public const int BinWidth = 2;

    private const int Bound = 10000;

    /// <summary>The distribution of runs that each tested drawn actors.</summary>
    /// <param name="reports">One run a test fold.</param>
    /// <param name="actors">Among how many actors the test actors were drawn.</param>
    /// <returns>One distribution a score that all runs have.</returns>
    public static IReadOnlyList<ScoreDistribution> OfRuns(IReadOnlyList<RunReport> reports, int actors) =>
    [
        .. from selection in Enum.GetValues<Selection>()
           where reports.All(report => report.Of(selection) is not null)
           select Of(reports[0].System, true, selection, reports[0].TestActors.Count, actors, [.. reports.Select(report => report.Of(selection)!.Test.Accuracy)]),
    ];

    /// <summary>
    /// The distribution over test folds put together from predictions in which every actor was judged by a network that had not seen it: all choices
    /// of actors if there are at most 10,000, else that many draws; seed by seed. The networks differ from actor to actor, and their spread is
    /// part of it, but nothing is trained.
    /// </summary>
    /// <param name="runs">The runs of one system over the folds of a split, one or more seeds.</param>
    /// <param name="testActors">Actors of a test fold.</param>
    /// <param name="seed">Seed of the draw.</param>
    /// <returns>One distribution a score that all runs have; none unless there are more actors than a test fold has.</returns>
    public static IReadOnlyList<ScoreDistribution> OutOfFold(IReadOnlyList<JudgedRun> runs, int testActors, int seed = 0)
    {
        var result = new List<ScoreDistribution>();
        foreach (var selection in Enum.GetValues<Selection>().Where(selection => runs.All(run => run.Predictions.ContainsKey(selection))))
        {
            var values = new List<double>();
            int actors = 0;
            foreach (var own in runs.GroupBy(run => run.Report.Seed).OrderBy(group => group.Key))
            {
                var counts = own.SelectMany(run => run.Predictions[selection].Predictions).GroupBy(p => p.Actor).OrderBy(actor => actor.Key)
                    .Select(actor => (Clips: actor.Count(), Correct: actor.Count(p => p.Correct))).ToArray();
                actors = counts.Length;
                if (actors <= testActors) return [];
                values.AddRange(ActorDraws.Choose(actors, testActors, Bound, seed)
                    .Select(chosen => (double)chosen.Sum(actor => counts[actor].Correct) / chosen.Sum(actor => counts[actor].Clips)));
            }

            result.Add(Of(runs[0].Report.System, false, selection, testActors, actors, [.. values]));
        }

        return result;
    }

    private static ScoreDistribution Of(string system, bool retrained, Selection selection, int testActors, int actors, double[] values)
    {
        Array.Sort(values);
        var spread = MeanAndSpread.Of(values)!;
        int[] bins = new int[100 / BinWidth];
        // an accuracy that is a bin's lower end belongs to it, whatever the last digit of the quotient says
        foreach (double value in values) bins[Math.Min(bins.Length - 1, (int)Math.Floor((100 * value / BinWidth) + 1e-9))]++;
        return new ScoreDistribution(
            system, retrained, PredictionsFile.Word(selection), testActors, actors, values.Length, spread.Mean, spread.Deviation, values[0], Bootstrap.Quantile(values, 0.025),
            Bootstrap.Quantile(values, 0.5), Bootstrap.Quantile(values, 0.975), values[^1], bins,
            [.. new[] { "cfnsr-msafnet", "cfn-sr" }.Select(name => PaperNumbers.Default.Row(name)!).Select(row => new PublishedShare(
                row.System, row.Accuracy / 100, (double)values.Count(value => value >= (row.Accuracy / 100) - 1e-9) / values.Length))]);
    }
}
