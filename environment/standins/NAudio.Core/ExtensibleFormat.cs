namespace NAudio.Wave;

/// <summary>WAVE_FORMAT_EXTENSIBLE as read from a file: a GUID behind the plain format names the true encoding.</summary>
internal sealed class ExtensibleFormat : WaveFormat
{
    private static readonly Guid Pcm = new("00000001-0000-0010-8000-00aa00389b71");
    private static readonly Guid Float = new("00000003-0000-0010-8000-00aa00389b71");

    private readonly Guid subFormat;

    public ExtensibleFormat(BinaryReader reader, int chunkLength) : base(reader, chunkLength)
    {
        reader.ReadInt16(); // bytes that follow
        reader.ReadInt16(); // valid bits
        reader.ReadInt32(); // which loudspeakers
        subFormat = new Guid(reader.ReadBytes(16));
    }

    public WaveFormat ToStandard() =>
        subFormat == Float ? new WaveFormat(WaveFormatEncoding.IeeeFloat, SampleRate, BitsPerSample, Channels)
        : subFormat == Pcm ? new WaveFormat(SampleRate, BitsPerSample, Channels)
        : this;
}
