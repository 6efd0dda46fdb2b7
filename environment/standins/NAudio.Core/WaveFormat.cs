#nullable enable
using System.Globalization;

namespace NAudio.Wave;

/// <summary>The layout of one sample frame, as in a WAV file's fmt chunk.</summary>
public class WaveFormat
{
    private readonly WaveFormatEncoding encoding = WaveFormatEncoding.Pcm;
    private readonly short channels;
    private readonly int sampleRate;
    private readonly int averageBytesPerSecond;
    private readonly short blockAlign;
    private readonly short bitsPerSample;

    public WaveFormat() : this(44100, 16, 2) { }

    public WaveFormat(int sampleRate, int channels) : this(sampleRate, 16, channels) { }

    public WaveFormat(int rate, int bits, int channels)
        : this(WaveFormatEncoding.Pcm, rate, bits, channels) { }

    internal WaveFormat(WaveFormatEncoding encoding, int rate, int bits, int channels)
    {
        if (channels < 1) throw new ArgumentOutOfRangeException(nameof(channels), "Channels must be 1 or greater");
        this.encoding = encoding;
        this.channels = (short)channels;
        sampleRate = rate;
        bitsPerSample = (short)bits;
        blockAlign = (short)(channels * (bits / 8));
        averageBytesPerSecond = rate * blockAlign;
    }

    /// <summary>Reads the first 16 or 18 bytes of a fmt chunk; what they say is not checked, as in the real package.</summary>
    internal WaveFormat(BinaryReader reader, int chunkLength)
    {
        if (chunkLength < 16) throw new InvalidDataException("Invalid WaveFormat Structure");
        encoding = (WaveFormatEncoding)reader.ReadUInt16();
        channels = reader.ReadInt16();
        sampleRate = reader.ReadInt32();
        averageBytesPerSecond = reader.ReadInt32();
        blockAlign = reader.ReadInt16();
        bitsPerSample = reader.ReadInt16();
    }

    public static WaveFormat CreateIeeeFloatWaveFormat(int sampleRate, int channels) =>
        new(WaveFormatEncoding.IeeeFloat, sampleRate, 32, channels);

    public WaveFormatEncoding Encoding => encoding;
    public int Channels => channels;
    public int SampleRate => sampleRate;
    public int AverageBytesPerSecond => averageBytesPerSecond;
    public virtual int BlockAlign => blockAlign;
    public int BitsPerSample => bitsPerSample;

    /// <summary>Writes the length and the body of a fmt chunk.</summary>
    public virtual void Serialize(BinaryWriter writer)
    {
        writer.Write(18);
        writer.Write((ushort)encoding);
        writer.Write(channels);
        writer.Write(sampleRate);
        writer.Write(averageBytesPerSecond);
        writer.Write(blockAlign);
        writer.Write(bitsPerSample);
        writer.Write((short)0); // bytes that follow
    }

    public override bool Equals(object? obj) =>
        obj is WaveFormat other && encoding == other.encoding && channels == other.channels && sampleRate == other.sampleRate
        && averageBytesPerSecond == other.averageBytesPerSecond && blockAlign == other.blockAlign && bitsPerSample == other.bitsPerSample;

    public override int GetHashCode() =>
        HashCode.Combine(encoding, channels, sampleRate, averageBytesPerSecond, blockAlign, bitsPerSample);

    public override string ToString() => encoding switch
    {
        WaveFormatEncoding.Pcm or WaveFormatEncoding.Extensible => Describe("PCM"),
        WaveFormatEncoding.IeeeFloat => Describe("IEEFloat"),
        _ => encoding.ToString(),
    };

    private string Describe(string kind) =>
        string.Create(CultureInfo.InvariantCulture, $"{bitsPerSample} bit {kind}: {sampleRate}Hz {channels} channels");
}
