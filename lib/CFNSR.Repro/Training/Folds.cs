using CFNSR.Repro.Data;

namespace CFNSR.Repro.Training;

/// <summary>
/// Trains an experiment on several folds with several seeds, each in <c>runs/NAME/fold-K/seed-S/version_N</c>. Killed at any moment it goes on
/// where it was: finished runs with the same settings on the same clips are kept, unfinished ones resumed. Where a clip has changed, come or gone, a
/// new version is trained.
/// </summary>
public static class Folds
{
    /// <summary>Trains what is missing.</summary>
    /// <param name="experiment">The settings; fold, seed and name are filled in.</param>
    /// <param name="root">The folder of all runs, usually <c>runs</c>.</param>
    /// <param name="folds">Numbers of the folds; null takes every fold that the clips in the store can run.</param>
    /// <param name="seeds">The seeds.</param>
    /// <param name="overrides">The overrides as the user gave them, for <c>overrides.txt</c>.</param>
    /// <param name="progress">Told after every step.</param>
    /// <param name="cancel">Ctrl-C: the step at hand is finished and a checkpoint written.</param>
    /// <returns>The finished runs, fold by fold.</returns>
    /// <exception cref="KitException">No fold can be run with the store's actors, or a setting, the store or a run is bad.</exception>
    public static IReadOnlyList<RunReader> Train(
        Experiment experiment, string root, IReadOnlyList<int>? folds, IReadOnlyList<int> seeds,
        IReadOnlyList<string>? overrides = null, IProgress<TrainingProgress>? progress = null, CancellationToken cancel = default)
    {
        folds = Runnable(experiment, folds);
        var runs = new List<RunReader>();
        foreach (int fold in folds)
        {
            foreach (int seed in seeds)
            {
                cancel.ThrowIfCancellationRequested();
                runs.Add(TrainOne(Of(experiment, fold, seed), root, overrides ?? [], progress, cancel));
            }
        }

        return runs;
    }

    /// <summary>The settings of one fold and seed of an experiment.</summary>
    public static Experiment Of(Experiment experiment, int fold, int seed) => experiment with
    {
        Name = FormattableString.Invariant($"{experiment.Name}/fold-{fold}/seed-{seed}"), Fold = fold, Seed = seed,
    };

    /// <summary>The folds that are named, or else all that have test and training clips in the experiment's store.</summary>
    /// <exception cref="KitException">There is none.</exception>
    public static IReadOnlyList<int> Runnable(Experiment experiment, IReadOnlyList<int>? named)
    {
        if (named is not null) return named;
        using var store = ClipStore.Open(experiment.Store);
        var split = Split.Load(experiment.Split);
        int[] folds = [.. split.FoldsFor(store.Names).Select(fold => fold.Number)];
        if (folds.Length > 0) return folds;
        throw new KitException($"no fold of split {split.Name} has clips to train on and clips to test", experiment.Store,
            expected: "actors of at least two folds", cure: "Prepare clips of more actors, or choose another split: split=NAME.");
    }

    private static RunReader TrainOne(
        Experiment e, string root, IReadOnlyList<string> overrides, IProgress<TrainingProgress>? progress, CancellationToken cancel)
    {
        RunInputs inputs = RunInputs.Of(e);
        if (Same(root, e, inputs).FirstOrDefault() is { } begun)
        {
            Trainer.Resume(begun.FullPath, progress, cancel, e.Store);
            return begun;
        }

        Trainer.Start(e, root, overrides, progress, cancel);
        return Same(root, e, inputs).First(run => run.Finished); // another process may have begun the next version by now
    }

    /// <summary>The versions of a run that ask for the same numbers, newest first.</summary>
    private static IEnumerable<RunReader> Same(string root, Experiment e, RunInputs inputs) => RunFolder.Versions(root, e.Name).Reverse()
        .Where(version => File.Exists(Path.Combine(version.Path, "config.json")) && SameInputs(RunInputs.Read(version.Path), inputs))
        .Select(version => RunReader.Open(version.Path)).Where(run => SameSettings(run.Experiment, e));

    /// <summary>Runs of a kit that did not note the weights they started from are told apart by their clips alone.</summary>
    private static bool SameInputs(RunInputs? old, RunInputs now) =>
        old is not null && (old == now || old == new RunInputs(now.DataHash));

    /// <summary>Whether two experiments ask for the same numbers, however many threads make them and wherever the clips lie.</summary>
    private static bool SameSettings(Experiment a, Experiment b) => a.WithoutHousekeeping() == b.WithoutHousekeeping() with { Store = a.Store };
}
