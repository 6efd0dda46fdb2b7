#nullable enable
using System.Collections;

namespace NAudio.Wave;

/// <summary>The chunks of a WAV file other than fmt and data, in file order.</summary>
public sealed class WaveChunks : IReadOnlyList<RiffChunk>
{
    private readonly List<RiffChunk> chunks;
    private readonly Stream stream;

    internal WaveChunks(List<RiffChunk> chunks, Stream stream)
    {
        this.chunks = chunks;
        this.stream = stream;
    }

    public int Count => chunks.Count;
    public RiffChunk this[int index] => chunks[index];

    public bool Contains(string chunkId) => Find(chunkId) is not null;
    public RiffChunk? Find(string chunkId) => chunks.Find(chunk => chunk.IdentifierAsString == chunkId);
    public IEnumerable<RiffChunk> FindAll(string chunkId) => chunks.Where(chunk => chunk.IdentifierAsString == chunkId);

    public byte[] GetData(RiffChunk chunk)
    {
        long before = stream.Position;
        stream.Position = chunk.StreamPosition;
        var data = new byte[chunk.Length]; // the reader lists only chunks that fit into the file
        stream.ReadExactly(data);
        stream.Position = before;
        return data;
    }

    public IEnumerator<RiffChunk> GetEnumerator() => chunks.GetEnumerator();
    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
