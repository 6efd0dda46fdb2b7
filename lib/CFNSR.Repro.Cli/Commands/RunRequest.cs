using CFNSR.Repro.Data;
using CFNSR.Repro.Training;

namespace CFNSR.Repro.Cli.Commands;

/// <summary>What <see cref="RunOptions"/> read from a command line.</summary>
internal sealed record RunRequest(
    Terminal Terminal, Experiment Basis, string Preset, string Root, IReadOnlyList<int>? Folds, IReadOnlyList<int> Seeds, string[] Changes, string? Data,
    int Jobs, (int Index, int Of)? Share)
{
    /// <summary>Prepares the data set if one was named: sound only when nothing that is asked for looks at the picture.</summary>
    public void Prepare(IReadOnlyCollection<string> systems, CancellationToken stop)
    {
        if (Data is null) return;
        string looks = systems.All(system => system is "audio" or "erann") ? "audio" : "cfnsr-msafnet";
        PrepareCommand.Prepare(Terminal, Data, Basis.Store, Basis with { System = looks }, null, stop, logMel: systems.Contains("erann"));
    }

    /// <summary>
    /// Runs a job that trains, with a progress bar: with --jobs in several processes first, so that the job itself finds everything done. A process
    /// that has a share trains that and gives nothing.
    /// </summary>
    /// <param name="title">Title of the bar.</param>
    /// <param name="systems">The systems that are trained.</param>
    /// <param name="job">Trains folds and seeds.</param>
    /// <param name="stop">Ctrl-C.</param>
    public T? Train<T>(
        string title, IReadOnlyCollection<string> systems, Func<IReadOnlyList<int>?, IReadOnlyList<int>, IProgress<TrainingProgress>, CancellationToken, T> job,
        CancellationToken stop)
        where T : class
    {
        if (Share is { } share)
        {
            CancellationToken parent = Commands.Jobs.WithParent(stop);
            IProgress<TrainingProgress> quiet = new Relay<TrainingProgress>(_ => { });
            var pairs = from seed in Seeds from fold in Training.Folds.Runnable(Basis, Folds) select (fold, seed);
            foreach (var (fold, seed) in pairs.Where((_, i) => i % share.Of == share.Index)) job([fold], [seed], quiet, parent);
            return null;
        }

        return Terminal.WithProgress(title, bar =>
        {
            if (Jobs > 1)
            {
                int all = systems.Count * Training.Folds.Runnable(Basis, Folds).Count * Seeds.Count;
                Commands.Jobs.Run(Jobs, Basis.Store, () => bar.Report((Done(), all, FormattableString.Invariant($"{Jobs} runs at a time"))), stop);
            }

            return job(Folds, Seeds, new Relay<TrainingProgress>(p => TrainCommand.Tell(Terminal, bar, p)), stop);
        });

        int Done() => RunReader.Below(Path.Combine(Root, Basis.Name)).Count;
    }

    /// <summary>The command to print beside the numbers.</summary>
    public string Command(string verb) => TrainCommand.CommandLine(verb, Preset, Folds, Seeds, Changes);

    /// <summary>What the clips of the store are, in words.</summary>
    public string DataWords()
    {
        using ClipStore store = ClipStore.Open(Basis.Store);
        return store.Words;
    }
}
