#nullable enable
using System.Buffers.Binary;
using System.Text;

namespace NAudio.Wave;

/// <summary>Writes a WAV file; the lengths in its header are set by Dispose and Flush.</summary>
public class WaveFileWriter : Stream
{
    private readonly Stream stream;
    private readonly BinaryWriter writer;
    private readonly long riffStart, factPosition, dataLengthPosition;
    private long written;
    private bool disposed;

    public WaveFileWriter(string filename, WaveFormat format)
        : this(new FileStream(filename, FileMode.Create, FileAccess.Write, FileShare.Read), format)
    {
        Filename = filename;
    }

    public WaveFileWriter(Stream outStream, WaveFormat format)
    {
        stream = outStream;
        WaveFormat = format;
        writer = new BinaryWriter(stream, Encoding.UTF8, leaveOpen: true);
        riffStart = stream.Position;
        writer.Write("RIFF"u8);
        writer.Write(0);
        writer.Write("WAVEfmt "u8);
        format.Serialize(writer);
        if (format.Encoding != WaveFormatEncoding.Pcm)
        {
            writer.Write("fact"u8);
            writer.Write(4);
            factPosition = stream.Position;
            writer.Write(0);
        }
        writer.Write("data"u8);
        dataLengthPosition = stream.Position;
        writer.Write(0);
    }

    public string? Filename { get; }
    public WaveFormat WaveFormat { get; }
    public TimeSpan TotalTime => TimeSpan.FromSeconds((double)written / WaveFormat.AverageBytesPerSecond);
    public override bool CanRead => false;
    public override bool CanSeek => false;
    public override bool CanWrite => true;

    /// <summary>Bytes of sound written so far.</summary>
    public override long Length => written;

    public override long Position
    {
        get => written;
        set => throw new InvalidOperationException("Repositioning a WaveFileWriter is not supported");
    }

    public override int Read(byte[] buffer, int offset, int count) => throw new InvalidOperationException("Cannot read from a WaveFileWriter");
    public override long Seek(long offset, SeekOrigin origin) => throw new InvalidOperationException("Cannot seek within a WaveFileWriter");
    public override void SetLength(long value) => throw new InvalidOperationException("Cannot set length of a WaveFileWriter");

    public override void Write(byte[] data, int offset, int count) => Write(data.AsSpan(offset, count));

    public override void Write(ReadOnlySpan<byte> data)
    {
        if (written + data.Length > uint.MaxValue) throw new ArgumentException("WAV file too large", nameof(data));
        stream.Write(data);
        written += data.Length;
    }

    public void WriteSample(float sample)
    {
        Span<byte> bytes = stackalloc byte[4];
        switch (WaveFormat.Encoding, WaveFormat.BitsPerSample)
        {
            case (WaveFormatEncoding.IeeeFloat, 32):
                BinaryPrimitives.WriteSingleLittleEndian(bytes, sample);
                break;
            case (_, 16):
                BinaryPrimitives.WriteInt16LittleEndian(bytes, (short)(short.MaxValue * sample));
                bytes = bytes[..2];
                break;
            case (_, 24):
                BinaryPrimitives.WriteInt32LittleEndian(bytes, (int)(int.MaxValue * (double)sample));
                bytes = bytes[1..];
                break;
            default:
                throw new InvalidOperationException("Only 16, 24 or 32 bit PCM or IEEE float audio data supported");
        }
        Write(bytes);
    }

    public void WriteSamples(float[] samples, int offset, int count)
    {
        foreach (float sample in samples.AsSpan(offset, count)) WriteSample(sample);
    }

    public void WriteSamples(short[] samples, int offset, int count)
    {
        if (WaveFormat.BitsPerSample != 16) throw new InvalidOperationException("Only 16 bit audio data supported");
        Span<byte> bytes = stackalloc byte[2];
        foreach (short sample in samples.AsSpan(offset, count))
        {
            BinaryPrimitives.WriteInt16LittleEndian(bytes, sample);
            Write(bytes);
        }
    }

    public override void Flush()
    {
        long end = stream.Position;
        UpdateHeader(end);
        stream.Position = end;
        stream.Flush();
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing && !disposed)
        {
            disposed = true;
            if (written % 2 != 0) writer.Write((byte)0);
            UpdateHeader(stream.Position);
            writer.Dispose();
            stream.Dispose();
        }
        base.Dispose(disposing);
    }

    private void UpdateHeader(long end)
    {
        Patch(riffStart + 4, end - riffStart - 8);
        if (factPosition > 0) Patch(factPosition, written / WaveFormat.BlockAlign);
        Patch(dataLengthPosition, written);
    }

    private void Patch(long position, long value)
    {
        stream.Position = position;
        writer.Write((uint)value);
    }
}
