namespace NAudio.Wave;

/// <summary>A source of 32-bit float samples, channels interleaved.</summary>
public interface ISampleProvider
{
    WaveFormat WaveFormat { get; }

    /// <summary>Fills the buffer and returns the number of samples written, 0 at the end.</summary>
    int Read(Span<float> buffer);
}
