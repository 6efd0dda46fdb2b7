namespace CFNSR.Repro.Evaluation;

/// <summary>One row of the paper's Table 2 (<c>data/paper/table2.json</c>).</summary>
/// <param name="Name">As the paper prints it.</param>
/// <param name="System">The kit's name of the system.</param>
/// <param name="Printed">The accuracy as the paper prints it, in percent.</param>
/// <param name="Accuracy">The accuracy in percent, in the fullest precision published.</param>
/// <param name="Clips">The fraction of test clips that it equals by arithmetic, e.g. 991/1440; null when none fits.</param>
/// <param name="Split">The kit's split nearest to the one it was measured on; null when it is unknown.</param>
/// <param name="Rule">How it was measured: folds, and which epoch was taken.</param>
/// <param name="Stage">Where the streams meet: early, late, model, or audio only.</param>
/// <param name="PublishedParameters">The size as published, e.g. 25.92M; null when not given.</param>
/// <param name="ExpectedParameters">Parameters of the kit's network at paper size; null when it has none.</param>
/// <param name="Source">Where the number comes from.</param>
/// <param name="Remark">What a reader should know.</param>
public sealed record PublishedRow(
    string Name, string System, string Printed, double Accuracy, string? Clips, string? Split, string Rule, string Stage,
    string? PublishedParameters, long? ExpectedParameters, string Source, string Remark);
