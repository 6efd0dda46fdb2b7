using System.Buffers.Binary;
using System.Text;

namespace NAudio.Wave;

/// <summary>Name, length and place of one chunk of a RIFF file.</summary>
public class RiffChunk
{
    public RiffChunk(int identifier, int length, long streamPosition)
    {
        Identifier = identifier;
        Length = length;
        StreamPosition = streamPosition;
    }

    public int Identifier { get; }

    public string IdentifierAsString
    {
        get
        {
            Span<byte> name = stackalloc byte[4];
            BinaryPrimitives.WriteInt32LittleEndian(name, Identifier);
            return Encoding.UTF8.GetString(name);
        }
    }

    public int Length { get; }
    public long StreamPosition { get; }
}
