using CFNSR.Repro.Evaluation;
using CFNSR.Repro.Evaluation.Robustness;

namespace CFNSR.Repro.Figures;

/// <summary>All that a report shows. Texts may hold anything: they are escaped.</summary>
public sealed record ReportData
{
    /// <summary>The heading; the synthetic-picture notice is added to it, not part of it.</summary>
    public required string Title { get; init; }

    /// <summary>Whether the faces are drawn: then the title says so.</summary>
    public required bool SyntheticPicture { get; init; }

    /// <summary>What the clips are, in one sentence.</summary>
    public required string DataSet { get; init; }

    /// <summary>The runs, those of the main system first; at least one.</summary>
    public required IReadOnlyList<ReportRun> Runs { get; init; }

    /// <summary>The command that made the runs.</summary>
    public required string Command { get; init; }

    /// <summary>The commit of the kit.</summary>
    public required string Commit { get; init; }

    /// <summary>Processor, device, memory, libraries: one line.</summary>
    public required string Hardware { get; init; }

    /// <summary>When the report was made.</summary>
    public required DateTimeOffset Date { get; init; }

    /// <summary>The preset and its overrides, one line.</summary>
    public required string Settings { get; init; }

    /// <summary>In what the runs differ from the paper.</summary>
    public required IReadOnlyList<Deviation> Deviations { get; init; }

    /// <summary>Clips by class index in the whole data set; null when unknown.</summary>
    public IReadOnlyList<int>? ClipsPerEmotion { get; init; }

    /// <summary>The mean face of each emotion; null where the network does not see face tracking.</summary>
    public UnitProfile? Units { get; init; }

    /// <summary>An example clip; null when there is none.</summary>
    public ReportClip? Clip { get; init; }

    /// <summary>Accuracy on spoilt clips; null when it was not measured.</summary>
    public RobustnessTable? Robustness { get; init; }

    /// <summary>Clips that could not be used, each with its reason.</summary>
    public IReadOnlyList<string> Problems { get; init; } = [];

    /// <summary>What test folds lack, in words.</summary>
    public IReadOnlyList<string> Gaps { get; init; } = [];

    /// <summary>Every system against the main one, on the same clips.</summary>
    public IReadOnlyList<PairedTest> Paired { get; init; } = [];

    /// <summary>The ablations that were run.</summary>
    public IReadOnlyList<AblationSummary> Ablations { get; init; } = [];

    /// <summary>What ways of measuring are worth, where that was measured.</summary>
    public IReadOnlyList<HonestySummary> Honesty { get; init; } = [];
}
