namespace CFNSR.Repro.Scores;

/// <summary>An estimate with its interval.</summary>
/// <param name="Value">The estimate from all data.</param>
/// <param name="Low">Lower end.</param>
/// <param name="High">Upper end.</param>
/// <param name="Confidence">Share of resamples inside, e.g. 0.95.</param>
public sealed record Interval(double Value, double Low, double High, double Confidence);
