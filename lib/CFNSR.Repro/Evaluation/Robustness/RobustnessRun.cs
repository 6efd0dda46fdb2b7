using System.Globalization;
using CFNSR.Repro.Models;
using CFNSR.Repro.Training;

namespace CFNSR.Repro.Evaluation.Robustness;

/// <summary>A finished run that is to be judged.</summary>
/// <param name="Reader">Its folder.</param>
/// <param name="Report">Its result.</param>
/// <param name="Experiment">Its settings, with store and device of the judging.</param>
/// <param name="Label">Its system, as <see cref="SystemLabels"/> names it.</param>
internal sealed record RobustnessRun(RunReader Reader, RunReport Report, Experiment Experiment, string Label)
{
    /// <summary>Whether it hears.</summary>
    public bool Hears => Experiment.System != "video";

    /// <summary>What it sees; null for nothing.</summary>
    public VideoInput? Sees => Experiment.IsSoundOnly() ? null : Experiment.ToVideoInput();

    /// <summary>The finished runs, each checked, with the names of their systems.</summary>
    public static IReadOnlyList<RobustnessRun> Find(RobustnessOptions options)
    {
        var readers = options.Runs.SelectMany(Newest).DistinctBy(reader => reader.FullPath).ToArray();
        var settings = readers.Select(reader => reader.Experiment).ToArray();
        var names = SystemLabels.Of(settings);
        var runs = readers.Select((reader, i) => new RobustnessRun(reader, reader.Report, settings[i] with
        {
            Device = options.Device, Threads = options.Threads, Store = options.Store ?? settings[i].Store,
        }, names[i])).Where(run => options.Folds is null || options.Folds.Contains(run.Experiment.Fold)).ToList();
        if (runs.Count == 0) throw new KitException("there is no run of these folds", string.Join(", ", options.Runs), cure: "Leave --folds out, or train them.");
        foreach (var run in runs) _ = run.Reader.Predictions;
        if (runs.Select(run => run.Report.SplitHash).Distinct().Count() > 1)
            throw new KitException($"the runs are of several splits ({string.Join(", ", runs.Select(run => run.Report.Split).Distinct())})", cure: "Name runs of one split.");
        if (runs.GroupBy(run => (run.Label, run.Experiment.Fold, run.Experiment.Seed)).FirstOrDefault(group => group.Count() > 1) is { } twice)
        {
            throw new KitException($"{twice.ElementAt(0).Reader.FullPath} is a run of the same settings, fold and seed", twice.ElementAt(1).Reader.FullPath, cure: "Name only one of them.");
        }

        var folds = runs.GroupBy(run => run.Label).Select(group => (group.Key, Places: string.Join(", ", group
            .OrderBy(run => run.Experiment.Fold).ThenBy(run => run.Experiment.Seed).Select(run => string.Create(CultureInfo.InvariantCulture, $"{run.Experiment.Fold}/{run.Experiment.Seed}"))))).ToArray();
        if (folds.Select(system => system.Places).Distinct().Count() > 1)
        {
            throw new KitException("the systems do not have runs of the same folds and seeds, so their means cannot be compared: " + string.Join("; ", folds.Select(system => $"{system.Key} fold/seed {system.Places}")),
                cure: "Train what is missing, or choose with --folds.");
        }

        return runs;
    }

    /// <summary>The finished runs below a folder; an unfinished run that is named itself is an error.</summary>
    public static IEnumerable<RunReader> Newest(string path)
    {
        var below = RunReader.Below(path);
        if (below.Count == 0) below = [RunReader.Open(path)];
        if (below.FirstOrDefault(run => !run.Finished) is { } open)
            throw new KitException("has no test predictions: it is not finished", open.FullPath, cure: "Finish it: the command that began it goes on where it stopped.");
        return below;
    }
}
