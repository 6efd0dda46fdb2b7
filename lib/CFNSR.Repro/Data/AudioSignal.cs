namespace CFNSR.Repro.Data;

/// <summary>Mono sound.</summary>
/// <param name="Samples">Samples in [-1, 1].</param>
/// <param name="SampleRate">Samples per second.</param>
public sealed record AudioSignal(float[] Samples, int SampleRate)
{
    /// <summary>What is odd about the file, though it could be read, in one sentence without a full stop; else null.</summary>
    public string? Note { get; init; }

    /// <summary>Length in seconds.</summary>
    public double Seconds => (double)Samples.Length / SampleRate;
}
