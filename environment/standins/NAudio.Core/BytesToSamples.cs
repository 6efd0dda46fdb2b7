using System.Buffers.Binary;

namespace NAudio.Wave.SampleProviders;

/// <summary>Turns PCM or float bytes into float samples in [-1, 1).</summary>
internal sealed class BytesToSamples : ISampleProvider
{
    private readonly IWaveProvider source;
    private readonly int width;
    private readonly bool isFloat;
    private byte[] bytes = [];

    public BytesToSamples(IWaveProvider source)
    {
        this.source = source;
        WaveFormat format = source.WaveFormat is ExtensibleFormat extensible ? extensible.ToStandard() : source.WaveFormat;
        isFloat = format.Encoding == WaveFormatEncoding.IeeeFloat;
        width = format.BitsPerSample / 8;
        bool known = isFloat ? format.BitsPerSample is 32 or 64 : format.Encoding == WaveFormatEncoding.Pcm;
        if (!known) throw new ArgumentException("Unsupported source encoding");
        if (!isFloat && format.BitsPerSample is not (8 or 16 or 24 or 32)) throw new InvalidOperationException("Unsupported bit depth");
        WaveFormat = WaveFormat.CreateIeeeFloatWaveFormat(format.SampleRate, format.Channels);
    }

    public WaveFormat WaveFormat { get; }

    public int Read(Span<float> buffer)
    {
        int needed = checked(buffer.Length * width);
        if (bytes.Length < needed) bytes = new byte[needed];
        int count = source.Read(bytes.AsSpan(0, needed)) / width;
        ReadOnlySpan<byte> from = bytes;
        for (int i = 0; i < count; i++)
        {
            buffer[i] = (width, isFloat) switch
            {
                (4, true) => BinaryPrimitives.ReadSingleLittleEndian(from[(4 * i)..]),
                (8, true) => (float)BinaryPrimitives.ReadDoubleLittleEndian(from[(8 * i)..]),
                (1, _) => from[i] / 128f - 1f,
                (2, _) => BinaryPrimitives.ReadInt16LittleEndian(from[(2 * i)..]) / 32768f,
                (3, _) => ((sbyte)from[3 * i + 2] << 16 | from[3 * i + 1] << 8 | from[3 * i]) / 8388608f,
                _ => BinaryPrimitives.ReadInt32LittleEndian(from[(4 * i)..]) / 2147483648f,
            };
        }
        return count;
    }
}
