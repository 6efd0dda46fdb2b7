using System.Diagnostics;
using System.Globalization;
using CFNSR.Repro.Training;
using static TorchSharp.torch;

namespace CFNSR.Repro.Evaluation.Robustness;

/// <summary>
/// Judges finished runs on spoilt clips of their own test folds: what the paper claims of modality dropout and does not measure.
/// Everything but the clip is the run's own: weights, standardisation, order and size of the batches. Taught in notebook 11.
/// </summary>
public static class RobustnessRunner
{
    /// <summary>Judges the runs.</summary>
    /// <param name="options">Which runs, and what is done to the clips.</param>
    /// <param name="progress">Told after every judgement.</param>
    /// <param name="cancel">Ends the work early.</param>
    /// <exception cref="KitException">
    /// A run is not finished, runs do not fit together or do not perceive a test, the store has changed, the data set lacks a clip or has
    /// another.
    /// </exception>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    public static RobustnessTable Run(RobustnessOptions options, IProgress<RobustnessProgress>? progress = null, CancellationToken cancel = default)
    {
        var clock = Stopwatch.StartNew();
        string date = DateTime.UtcNow.ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture) + " UTC";
        var runs = RobustnessRun.Find(options);
        var (tests, index, tracking) = RobustnessPlan.Of(options, runs);
        var results = new RobustnessResults();
        string words = "", device = "";
        var hashes = new SortedSet<string>(StringComparer.Ordinal);
        foreach (var group in runs.GroupBy(run => (run.Experiment.Store, run.Experiment.Fold, run.Experiment.Seed)))
        {
            void Told(string what) => progress?.Report(new RobustnessProgress(results.Count, runs.Count * tests.Count, string.Create(
                CultureInfo.InvariantCulture, $"fold {group.Key.Fold}{what}")));
            using var scope = NewDisposeScope();
            Told(index is null ? ": loading the runs" : ": reading the sound of the clips");
            using var judges = new RobustnessJudges(group, options, tests, index, tracking);
            (words, device) = (judges.Describe, judges.Device);
            hashes.Add(judges.Hash);
            foreach (var test in tests)
            {
                foreach (var (system, predictions) in judges.Judge(test))
                {
                    cancel.ThrowIfCancellationRequested();
                    results.Add(system, test, group.Key.Fold, group.Key.Seed, predictions);
                    Told($", {system}, {test.Panel.ToLowerInvariant()} {test.Label}");
                }
            }
        }

        var report = runs[0].Report;
        string[] systems = [.. runs.Select(run => run.Label).Distinct()];
        return new RobustnessTable
        {
            Command = options.Command, Commit = RunEnvironment.Commit, Hardware = $"{RunEnvironment.Processor}; device {device}",
            LibTorch = __version__, Date = date, Seconds = Math.Round(clock.Elapsed.TotalSeconds, 1), Data = words,
            Synthetic = runs.Any(run => run.Report.Synthetic),
            DataHash = string.Join(" and ", hashes), Split = report.Split, SplitHash = report.SplitHash,
            Folds = [.. runs.Select(run => run.Experiment.Fold).Distinct().Order()], Checkpoint = options.Checkpoint, Seed = options.Seed,
            Chance = results.Chance(systems[0]), Rows = [.. systems.SelectMany(system => tests.Select(test => results.Row(system, test)))],
            Differences = [.. Pairs(runs).SelectMany(pair => tests.Select(test => results.Difference(pair.First, pair.Second, test)))],
        };
    }

    /// <summary>Where the result of these runs belongs: the deepest folder that holds all of them.</summary>
    /// <param name="roots">Folders of runs, or folders that hold runs.</param>
    public static string FolderOf(IEnumerable<string> roots)
    {
        string[][] parts = [.. roots.SelectMany(RobustnessRun.Newest)
            .Select(run => Path.GetDirectoryName(Path.GetFullPath(run.FullPath))!.Split(Path.DirectorySeparatorChar))];
        int shared = Enumerable.Range(0, parts.Min(p => p.Length)).TakeWhile(i => parts.All(p => p[i] == parts[0][i])).Count();
        return string.Join(Path.DirectorySeparatorChar, parts[0].Take(shared)) is { Length: > 0 } folder ? folder : Path.DirectorySeparatorChar.ToString();
    }

    /// <summary>The pairs of settings of one system.</summary>
    private static IEnumerable<(string First, string Second)> Pairs(IEnumerable<RobustnessRun> runs) =>
        from system in runs.GroupBy(run => run.Experiment.System)
        let settings = system.Select(run => run.Label).Distinct().ToArray()
        from first in settings.Index()
        from second in settings.Skip(first.Index + 1)
        select (first.Item, second);
}
