namespace CFNSR.Repro.Evaluation;

/// <summary>What one way of measuring, or one deviation of published code, is worth on the same data. Accuracies are 0..1.</summary>
/// <param name="Part">What it is about: selection, folds, or the name of a ready-made grid.</param>
/// <param name="What">What differs, in one sentence.</param>
/// <param name="System">The system that was measured.</param>
/// <param name="From">What the first accuracy is.</param>
/// <param name="First">The accuracy to start from.</param>
/// <param name="To">What the second accuracy is.</param>
/// <param name="Second">The accuracy that is compared with it.</param>
/// <param name="P">p value of the permutation test over actors; null where both numbers come from the same runs.</param>
/// <param name="Note">Folds, seeds, and what must be known to read it.</param>
public sealed record HonestyLine(string Part, string What, string System, string From, double First, string To, double Second, double? P, string Note)
{
    /// <summary>The second minus the first.</summary>
    public double Difference => Second - First;
}
