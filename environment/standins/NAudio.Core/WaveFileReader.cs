namespace NAudio.Wave;

/// <summary>Reads the bytes of a WAV file's data chunk.</summary>
public class WaveFileReader : WaveStream
{
    private readonly Stream stream;
    private readonly bool ownsStream;
    private readonly RiffHeader header;

    public WaveFileReader(string waveFile) : this(File.OpenRead(waveFile), ownsStream: true) { }

    public WaveFileReader(Stream inputStream) : this(inputStream, ownsStream: false) { }

    private WaveFileReader(Stream stream, bool ownsStream)
    {
        this.stream = stream;
        this.ownsStream = ownsStream;
        try
        {
            header = RiffHeader.Read(stream);
            Chunks = new WaveChunks(header.Others, stream);
            Position = 0;
        }
        catch
        {
            if (ownsStream) stream.Dispose();
            throw;
        }
    }

    public override WaveFormat WaveFormat => header.Format;

    /// <summary>Bytes of the data chunk, as the file claims.</summary>
    public override long Length => header.DataLength;

    public WaveChunks Chunks { get; }

    /// <summary>Sample frames (a frame holds one sample of each channel).</summary>
    public long SampleCount => WaveFormat.Encoding is WaveFormatEncoding.Pcm or WaveFormatEncoding.IeeeFloat or WaveFormatEncoding.Extensible
        ? Length / BlockAlign
        : throw new InvalidOperationException("Sample count is calculated only for the standard encodings");

    public override long Position
    {
        get => stream.Position - header.DataPosition;
        set
        {
            value = Math.Min(value, Length);
            stream.Position = header.DataPosition + value - value % WaveFormat.BlockAlign;
        }
    }

    public override int Read(byte[] array, int offset, int count) => Read(array.AsSpan(offset, count));

    public override int Read(Span<byte> buffer)
    {
        if (buffer.Length % WaveFormat.BlockAlign != 0)
        {
            throw new ArgumentException($"Must read complete blocks: requested {buffer.Length}, block align is {WaveFormat.BlockAlign}");
        }
        int count = (int)Math.Min(buffer.Length, Math.Max(0, Length - Position));
        return stream.ReadAtLeast(buffer[..count], count, throwOnEndOfStream: false);
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing && ownsStream) stream.Dispose();
        base.Dispose(disposing);
    }
}
