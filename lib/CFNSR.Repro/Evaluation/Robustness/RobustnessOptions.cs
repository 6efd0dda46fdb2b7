using CFNSR.Repro.Training;

namespace CFNSR.Repro.Evaluation.Robustness;

/// <summary>What <see cref="RobustnessRunner"/> shall judge, and on what.</summary>
public sealed record RobustnessOptions
{
    /// <summary>Folders of runs, or folders that hold runs; the systems stand in this order.</summary>
    public required IReadOnlyList<string> Runs { get; init; }

    /// <summary>The data set that the store was made from; without it the sound cannot be changed, nor frames behind a mean.</summary>
    public string? Data { get; init; }

    /// <summary>The clip store; null takes the runs' own.</summary>
    public string? Store { get; init; }

    /// <summary>
    /// What is done to the clips; the clean clip is always judged. Null for the usual levels of all that the runs perceive and the data
    /// allow.
    /// </summary>
    public IReadOnlyList<Perturbation>? Tests { get; init; }

    /// <summary>The folds whose runs are judged; null for all.</summary>
    public IReadOnlyList<int>? Folds { get; init; }

    /// <summary>Decides noise and frames. Not the seed of a run.</summary>
    public int Seed { get; init; }

    /// <summary><see cref="Checkpoint.Best"/> or <see cref="Checkpoint.Last"/>.</summary>
    public string Checkpoint { get; init; } = Training.Checkpoint.Best;

    /// <summary>Where to compute: auto, cpu, cuda or cuda:n.</summary>
    public string Device { get; init; } = "auto";

    /// <summary>Threads of libtorch; 0 for as many as there are cores.</summary>
    public int Threads { get; init; }

    /// <summary>The command to write beside the numbers.</summary>
    public string Command { get; init; } = "cfnsr robustness";
}
