namespace CFNSR.Repro.Training;

/// <summary>The sums of an epoch that is under way.</summary>
/// <param name="Steps">Steps done.</param>
/// <param name="Clips">Clips seen.</param>
/// <param name="LossSum">Loss times clips, summed.</param>
/// <param name="Correct">Clips recognised.</param>
/// <param name="Seconds">Wall time so far.</param>
public sealed record PartialEpoch(int Steps, int Clips, double LossSum, int Correct, double Seconds);
