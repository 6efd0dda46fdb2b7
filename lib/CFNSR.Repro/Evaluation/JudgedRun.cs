using CFNSR.Repro.Training;

namespace CFNSR.Repro.Evaluation;

/// <summary>A finished run with what it said about every clip of its test fold.</summary>
/// <param name="Report">Its <c>metrics.json</c>.</param>
/// <param name="Predictions">Its <c>predictions.csv</c>, by selection.</param>
public sealed record JudgedRun(RunReport Report, IReadOnlyDictionary<Selection, SelectedEpoch> Predictions)
{
    /// <summary>A finished run from its folder.</summary>
    /// <param name="run">The run.</param>
    /// <exception cref="KitException">It is not finished, or a file is damaged.</exception>
    public static JudgedRun Read(RunReader run) => new(run.Report, run.Predictions);
}
