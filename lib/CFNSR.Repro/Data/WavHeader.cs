using System.Buffers.Binary;

namespace CFNSR.Repro.Data;

/// <summary>Where the samples of a WAV file lie, found without trust in its format chunk.</summary>
/// <param name="BigEndian">RIFX: big-endian numbers, which neither NAudio nor ffmpeg reads.</param>
/// <param name="Truncated">The file ends before the last byte of samples that is promised.</param>
internal readonly record struct WavHeader(bool BigEndian, bool Truncated)
{
    private const int Id3Header = 10;

    /// <summary>
    /// From here on a length is no length: programs that write to a pipe do not know it (old sox; 0x7FFFF000 sox, espeak-ng; 0x80000000
    /// arecord; 0xFFFF1000, 0xFFFFFFFF ffmpeg). RF64 has it elsewhere.
    /// </summary>
    private const uint Placeholder = 2000000000;

    /// <summary>Reads the chunks up to the samples; leaves the stream at its beginning.</summary>
    /// <param name="stream">A file that may be anything.</param>
    public static WavHeader Read(FileStream stream)
    {
        Span<byte> bytes = stackalloc byte[12];
        long at = 0;
        try
        {
            if (!TryRead(stream, at, bytes)) return default;
            if (bytes.StartsWith("ID3"u8)) // four times seven bits of length
            {
                at = Id3Header + (bytes[6] << 21 | bytes[7] << 14 | bytes[8] << 7 | bytes[9]);
                if (!TryRead(stream, at, bytes)) return default;
            }
            if (bytes.StartsWith("RIFX"u8)) return new WavHeader(true, false);
            if (!bytes[8..].SequenceEqual("WAVE"u8)) return default;
            for (at += 12; TryRead(stream, at, bytes[..8]);)
            {
                uint length = BinaryPrimitives.ReadUInt32LittleEndian(bytes[4..]);
                at += 8;
                if (bytes.StartsWith("data"u8)) return new(false, length < Placeholder && at + length > stream.Length);
                at += length + length % 2;
            }
            return default;
        }
        finally
        {
            stream.Position = 0;
        }
    }

    private static bool TryRead(FileStream stream, long at, Span<byte> bytes)
    {
        stream.Position = at;
        return stream.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false) == bytes.Length;
    }
}
