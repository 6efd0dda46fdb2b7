namespace CFNSR.Repro.Training;

/// <summary>Which epoch's weights a score belongs to. A report shows all that it has, side by side.</summary>
public enum Selection
{
    /// <summary>The last epoch: no choice at all.</summary>
    Last,

    /// <summary>The epoch that was best on validation actors: the clean protocol.</summary>
    Validation,

    /// <summary>The epoch that was best on the test fold itself: what the literature reports, and too good by several points.</summary>
    BestTest,
}
