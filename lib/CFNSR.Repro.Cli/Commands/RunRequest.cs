using CFNSR.Repro.Data;
using CFNSR.Repro.Training;

namespace CFNSR.Repro.Cli.Commands;

/// <summary>What <see cref="RunOptions"/> read from a command line.</summary>
internal sealed record RunRequest(
    Terminal Terminal, Experiment Basis, string Preset, string Root, IReadOnlyList<int>? Folds, IReadOnlyList<int> Seeds, string[] Changes, string? Data)
{
    /// <summary>Prepares the data set if one was named: sound only when nothing that is asked for looks at the picture.</summary>
    public void Prepare(IReadOnlyCollection<string> systems, CancellationToken stop)
    {
        if (Data is null) return;
        string looks = systems.All(system => system is "audio" or "erann") ? "audio" : "cfnsr-msafnet";
        PrepareCommand.Prepare(Terminal, Data, Basis.Store, Basis with { System = looks }, null, stop, logMel: systems.Contains("erann"));
    }

    /// <summary>Runs a job that trains, with a progress bar.</summary>
    public T Train<T>(string title, Func<IProgress<TrainingProgress>, T> job) =>
        Terminal.WithProgress(title, bar => job(new Relay<TrainingProgress>(p => TrainCommand.Tell(Terminal, bar, p))));

    /// <summary>The command to print beside the numbers.</summary>
    public string Command(string verb) => TrainCommand.CommandLine(verb, Preset, Folds, Seeds, Changes);

    /// <summary>What the clips of the store are, in words.</summary>
    public string DataWords()
    {
        using ClipStore store = ClipStore.Open(Basis.Store);
        return store.Words;
    }
}
