namespace CFNSR.Repro.Training;

/// <summary>
/// Trains several rows of Table 2 on one protocol. On frames every fusion starts from the unimodal runs of the same fold and seed, as the published
/// comparison did (data/paper/models.md §2); those are trained first and shared by all rows. On face tracking the networks are small enough to be
/// trained as a whole from random weights; only mctn, which does not train the stream that it translates into, starts from them there too. Taught in notebook 06.
/// </summary>
public static class SystemsRunner
{
    private static readonly string[] Unimodal = ["audio", "video"];

    /// <summary>Trains what is missing, each in <c>ROOT/NAME/SYSTEM/fold-K/seed-S</c>; finished runs are kept, unfinished ones resumed.</summary>
    /// <param name="systems">Names of ModelZoo.Systems.</param>
    /// <param name="basis">The settings that all systems share; system, name and starting weights are filled in.</param>
    /// <param name="root">The folder of all runs.</param>
    /// <param name="folds">Numbers of the folds; null takes every fold that the clips can run.</param>
    /// <param name="seeds">The seeds.</param>
    /// <param name="overrides">The overrides as the user gave them.</param>
    /// <param name="progress">Told after every step.</param>
    /// <param name="failed">Told of a system whose training diverged, with the reason; the others are trained all the same. Null lets it end the comparison.</param>
    /// <param name="cancel">Ctrl-C: the step at hand is finished and a checkpoint written.</param>
    /// <returns>The finished runs of each system, in the order of training; the unimodal ones are among them where a fusion needs them.</returns>
    /// <exception cref="KitException">A setting, store or run folder is bad.</exception>
    public static IReadOnlyList<(string System, IReadOnlyList<RunReader> Runs)> Train(
        IReadOnlyList<string> systems, Experiment basis, string root, IReadOnlyList<int>? folds, IReadOnlyList<int> seeds,
        IReadOnlyList<string>? overrides = null, IProgress<TrainingProgress>? progress = null, Action<string, string>? failed = null,
        CancellationToken cancel = default)
    {
        var lost = new List<string>();
        var done = new List<(string, IReadOnlyList<RunReader>)>();
        foreach (string system in InOrder(systems))
        {
            if (IsFusion(system) && lost.FirstOrDefault(Unimodal.Contains) is { } stream)
            {
                failed!(system, $"it starts from {stream}, which has no result");
                continue;
            }

            try
            {
                done.Add((system, Folds.Train(Of(basis, system, root), root, folds, seeds, overrides, progress, cancel)));
            }
            catch (TrainingDivergedException error) when (failed is not null)
            {
                lost.Add(system);
                failed(system, error.Message);
            }
        }

        return done;
    }

    /// <summary>The settings of one system of a comparison.</summary>
    public static Experiment Of(Experiment basis, string system, string root)
    {
        Experiment own = basis with { System = system, Name = $"{basis.Name}/{system}" };
        return IsFusion(system) && (basis.Video != "tracking" || system == "mctn") ? own with { InitVideo = Start("video"), InitAudio = Start("audio") } : own;

        string Start(string stream) => Path.Combine(root, basis.Name, stream, "fold-{fold}", "seed-{seed}");
    }

    /// <summary>The systems with the unimodal runs that their fusions start from, unimodal first.</summary>
    public static IReadOnlyList<string> InOrder(IReadOnlyList<string> systems) =>
        [.. (systems.Any(IsFusion) ? Unimodal : []).Concat(systems.OrderBy(IsFusion)).Distinct()];

    internal static bool IsFusion(string system) => system is not ("audio" or "video" or "erann");
}
