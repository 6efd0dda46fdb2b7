namespace NAudio.Wave;

/// <summary>A read-only stream of audio bytes whose format is known.</summary>
public abstract class WaveStream : Stream, IWaveProvider
{
    public abstract WaveFormat WaveFormat { get; }

    public virtual int BlockAlign => WaveFormat.BlockAlign;
    public override bool CanRead => true;
    public override bool CanSeek => true;
    public override bool CanWrite => false;

    public virtual TimeSpan CurrentTime
    {
        get => TimeSpan.FromSeconds((double)Position / WaveFormat.AverageBytesPerSecond);
        set => Position = (long)(value.TotalSeconds * WaveFormat.AverageBytesPerSecond);
    }

    public virtual TimeSpan TotalTime => TimeSpan.FromSeconds((double)Length / WaveFormat.AverageBytesPerSecond);

    public override void Flush() { }

    public override long Seek(long offset, SeekOrigin origin) => Position = origin switch
    {
        SeekOrigin.Begin => offset,
        SeekOrigin.Current => Position + offset,
        _ => Length + offset,
    };

    public override void SetLength(long length) => throw new NotSupportedException("Can't set length of a WaveFormatString");

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException("Can't write to a WaveFormatString");
}
