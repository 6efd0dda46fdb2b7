#nullable enable
namespace NAudio.Wave;

/// <summary>Walks the chunks of a WAV file. Never allocates by a length that the file merely claims.</summary>
internal sealed class RiffHeader
{
    private const int Riff = 0x46464952, Wave = 0x45564157, Fmt = 0x20746d66, Data = 0x61746164;

    private RiffHeader(WaveFormat format, long dataPosition, long dataLength, List<RiffChunk> others)
    {
        Format = format;
        DataPosition = dataPosition;
        DataLength = dataLength;
        Others = others;
    }

    public WaveFormat Format { get; }
    public long DataPosition { get; }

    /// <summary>As the file claims it: a truncated file holds less.</summary>
    public long DataLength { get; }

    public List<RiffChunk> Others { get; }

    public static RiffHeader Read(Stream stream)
    {
        var reader = new BinaryReader(stream);
        if (reader.ReadInt32() != Riff) throw new FormatException("Not a WAVE file - no RIFF header");
        long riffLength = reader.ReadUInt32();
        if (reader.ReadInt32() != Wave) throw new FormatException("Not a WAVE file - no WAVE header");

        WaveFormat? format = null;
        long dataPosition = -1, dataLength = 0;
        var others = new List<RiffChunk>();
        long end = Math.Min(riffLength + 8, stream.Length);
        while (stream.Position <= end - 8) // every turn moves on by at least the 8 bytes of a chunk's head
        {
            int identifier = reader.ReadInt32();
            long length = reader.ReadUInt32();
            long start = stream.Position;
            if (identifier == Data)
            {
                dataPosition = start;
                dataLength = length;
            }
            else if (identifier == Fmt)
            {
                format = ReadFormat(reader, length);
            }
            else if (length > stream.Length - start)
            {
                break; // tolerated behind the data chunk, missed below before it
            }
            else if (length <= int.MaxValue)
            {
                others.Add(new RiffChunk(identifier, (int)length, start));
            }
            stream.Position = start + length;
            if (length % 2 != 0 && stream.Position < stream.Length && stream.ReadByte() != 0) stream.Position--; // the pad byte, unless the writer forgot it
        }
        if (format is null) throw new FormatException("Invalid WAV file - No fmt chunk found");
        if (dataPosition < 0) throw new FormatException("Invalid WAV file - No data chunk found");
        return new RiffHeader(format, dataPosition, dataLength, others);
    }

    private static WaveFormat ReadFormat(BinaryReader reader, long length)
    {
        if (length > int.MaxValue) throw new InvalidDataException("Format chunk length is out of range.");
        long start = reader.BaseStream.Position;
        bool extensible = length >= 40 && reader.ReadUInt16() == (ushort)WaveFormatEncoding.Extensible;
        reader.BaseStream.Position = start;
        return extensible ? new ExtensibleFormat(reader, (int)length) : new WaveFormat(reader, (int)length);
    }
}
