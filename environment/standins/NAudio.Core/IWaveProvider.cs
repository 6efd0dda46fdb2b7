namespace NAudio.Wave;

/// <summary>A source of bytes in a known format.</summary>
public interface IWaveProvider
{
    WaveFormat WaveFormat { get; }

    /// <summary>Fills the buffer and returns the number of bytes written, 0 at the end.</summary>
    int Read(Span<byte> buffer);
}
