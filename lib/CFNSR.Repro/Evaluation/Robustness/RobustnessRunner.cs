using System.Diagnostics;
using System.Globalization;
using CFNSR.Repro.Data;
using CFNSR.Repro.Scores;
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
    /// <exception cref="KitException">A run is not finished, runs do not fit together, the store has changed, the data set lacks a clip or has another sound of it.</exception>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    public static RobustnessTable Run(RobustnessOptions options, IProgress<RobustnessProgress>? progress = null, CancellationToken cancel = default)
    {
        var clock = Stopwatch.StartNew();
        string date = DateTime.UtcNow.ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture) + " UTC";
        Perturbation[] tests = [Perturbation.Clean, .. options.Tests.Distinct().OrderBy(test => test.Kind)];
        if (options.Data is null && tests.FirstOrDefault(test => test.ChangesSound) is { } sound)
            throw new KitException($"{Perturbation.Word(sound.Kind)} changes the sound, which the store does not hold", expected: "the data set (--data DIR)", cure: "Name it, or leave these tests out.");
        var runs = RobustnessRun.Find(options);
        var index = options.Data is { } data && tests.Any(test => test.ChangesSound) ? ClipIndex.Scan(data) : null;
        var results = new List<(string System, Perturbation Test, int Fold, int Seed, IReadOnlyList<Prediction> Predictions)>();
        string words = "", device = "";
        var hashes = new SortedSet<string>(StringComparer.Ordinal);
        foreach (var group in runs.GroupBy(run => (run.Experiment.Store, run.Experiment.Fold, run.Experiment.Seed)))
        {
            using var scope = NewDisposeScope();
            progress?.Report(new RobustnessProgress(results.Count, runs.Count * tests.Length, string.Create(
                CultureInfo.InvariantCulture, $"fold {group.Key.Fold}: {(index is null ? "loading the runs" : "reading the sound of the clips")}")));
            using var judges = new RobustnessJudges(group, options, index);
            (words, device) = (judges.Describe, judges.Device);
            hashes.Add(judges.Hash);
            foreach (var test in tests)
            {
                foreach (var (system, predictions) in judges.Judge(test))
                {
                    cancel.ThrowIfCancellationRequested();
                    results.Add((system, test, group.Key.Fold, group.Key.Seed, predictions));
                    progress?.Report(new RobustnessProgress(results.Count, runs.Count * tests.Length, string.Create(
                        CultureInfo.InvariantCulture, $"fold {group.Key.Fold}, {system}, {test.Panel.ToLowerInvariant()} {test.Label}")));
                }
            }
        }

        var report = runs[0].Report;
        var rows = runs.Select(run => run.Label).Distinct().SelectMany(system => tests.Select(test => Row(system, test))).ToArray();
        int[] labels = [.. Of(rows[0].System, Perturbation.Clean).SelectMany(r => r.Predictions).Select(p => p.Label)];
        return new RobustnessTable
        {
            Command = options.Command, Commit = RunEnvironment.Commit, Hardware = $"{RunEnvironment.Processor}; device {device}", LibTorch = __version__, Date = date, Seconds = Math.Round(clock.Elapsed.TotalSeconds, 1),
            Data = words, Synthetic = runs.Any(run => run.Report.Synthetic), DataHash = string.Join(" and ", hashes), Split = report.Split, SplitHash = report.SplitHash,
            Folds = [.. runs.Select(run => run.Experiment.Fold).Distinct().Order()], Checkpoint = options.Checkpoint, Seed = options.Seed,
            Chance = labels.GroupBy(label => label).Max(group => group.Count()) / (double)labels.Length,
            Rows = rows, Differences = [.. Pairs(runs).SelectMany(pair => tests.Select(test => Difference(pair.First, pair.Second, test)))],
        };

        RobustnessRow Row(string system, Perturbation test)
        {
            var own = Of(system, test);
            var scores = own.Select(r => (r.Fold, r.Seed, Metrics: Metrics.Of(r.Predictions))).Select(r => new RobustnessScore(r.Fold, r.Seed, r.Metrics.Clips, r.Metrics.Accuracy, r.Metrics.Uar)).ToArray();
            var clean = Of(system, Perturbation.Clean).Select(r => Metrics.Of(r.Predictions).Accuracy);
            return new RobustnessRow(
                system, test, MeanAndSpread.Of(scores.Select(s => s.Accuracy))!, MeanAndSpread.Of(scores.Select(s => s.Uar))!,
                MeanAndSpread.Of(scores.Zip(clean, (s, c) => s.Accuracy - c))!, Bootstrap.Accuracy([.. own.SelectMany(r => r.Predictions)]), scores);
        }

        RobustnessDifference Difference(string first, string second, Perturbation test)
        {
            var (a, b) = (Of(first, test), Of(second, test));
            return new RobustnessDifference(
                first, second, test, MeanAndSpread.Of(a.Zip(b, (x, y) => Metrics.Of(x.Predictions).Accuracy - Metrics.Of(y.Predictions).Accuracy))!,
                Bootstrap.Difference([.. a.SelectMany(r => r.Predictions)], [.. b.SelectMany(r => r.Predictions)]));
        }

        (string System, Perturbation Test, int Fold, int Seed, IReadOnlyList<Prediction> Predictions)[] Of(string system, Perturbation test) =>
            [.. results.Where(r => r.System == system && r.Test == test).OrderBy(r => r.Fold).ThenBy(r => r.Seed)];
    }

    /// <summary>Where the result of these runs belongs: the deepest folder that holds all of them.</summary>
    /// <param name="roots">Folders of runs, or folders that hold runs.</param>
    public static string FolderOf(IEnumerable<string> roots)
    {
        string[][] parts = [.. roots.SelectMany(RobustnessRun.Newest).Select(run => Path.GetDirectoryName(Path.GetFullPath(run.FullPath))!.Split(Path.DirectorySeparatorChar))];
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
