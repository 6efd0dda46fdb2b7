using CFNSR.Repro.Training;

namespace CFNSR.Repro.Figures;

/// <summary>One finished run as the report needs it.</summary>
/// <param name="Result">Its <c>metrics.json</c>.</param>
/// <param name="History">Its <c>metrics.csv</c>.</param>
/// <param name="Predictions">Its <c>predictions.csv</c>, by selection.</param>
public sealed record ReportRun(RunReport Result, IReadOnlyList<EpochRecord> History, IReadOnlyDictionary<Selection, SelectedEpoch> Predictions)
{
    /// <summary>A finished run from its folder.</summary>
    /// <param name="run">The run.</param>
    /// <exception cref="KitException">It is not finished, or a file is damaged.</exception>
    public static ReportRun Read(RunReader run) => new(run.Report, run.History, run.Predictions);
}
