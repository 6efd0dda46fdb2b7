using CFNSR.Repro.Training;

namespace CFNSR.Repro.Evaluation.Robustness;

/// <summary>Names for the systems among some runs: runs that differ in more than fold, seed and place are told apart by the settings in which they differ.</summary>
internal static class SystemLabels
{
    /// <summary>One name a run, in the order of the runs: <c>audio</c>, or <c>cfnsr-msafnet modality_dropout=0</c> beside <c>cfnsr-msafnet modality_dropout=0.2</c>.</summary>
    /// <param name="runs">The settings of the runs.</param>
    public static IReadOnlyList<string> Of(IReadOnlyList<Experiment> runs)
    {
        var differing = runs.GroupBy(run => run.System).ToDictionary(
            group => group.Key, group => Settings.All.Where(setting => group.Select(run => setting.Format(Common(run))).Distinct().Count() > 1).ToArray());
        return [.. runs.Select(run => string.Join(' ', differing[run.System].Select(setting => $"{setting.Key}={setting.Format(run)}").Prepend(run.System)))];
    }

    private static Experiment Common(Experiment run) => FoldsSummary.Common(run) with { InitVideo = "", InitAudio = "", Encodings = "" };
}
