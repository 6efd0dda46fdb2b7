using System.Buffers.Binary;
using System.Text;

namespace CFNSR.Repro.Tests.Data;

/// <summary>Builds WAV files byte by byte, right or wrong ones.</summary>
internal sealed class WavBytes
{
    private readonly MemoryStream body = new();

    public static byte[] Pcm16(int rate, int channels, params short[] samples)
    {
        var data = new byte[2 * samples.Length];
        for (int i = 0; i < samples.Length; i++) BinaryPrimitives.WriteInt16LittleEndian(data.AsSpan(2 * i), samples[i]);
        return new WavBytes().Format(1, channels, rate, 16).Chunk("data", data).ToArray();
    }

    public WavBytes Format(int tag, int channels, int rate, int bits, int? blockAlign = null, byte[]? extra = null)
    {
        int align = blockAlign ?? channels * bits / 8;
        using var format = new MemoryStream();
        var writer = new BinaryWriter(format);
        writer.Write((ushort)tag);
        writer.Write((short)channels);
        writer.Write(rate);
        writer.Write(rate * align);
        writer.Write((short)align);
        writer.Write((short)bits);
        if (extra is not null)
        {
            writer.Write((short)extra.Length);
            writer.Write(extra);
        }
        return Chunk("fmt ", format.ToArray());
    }

    /// <summary>Adds a chunk; odd ones get their pad byte.</summary>
    public WavBytes Chunk(string name, byte[] content, uint? claimedLength = null)
    {
        body.Write(Encoding.ASCII.GetBytes(name));
        Span<byte> length = stackalloc byte[4];
        BinaryPrimitives.WriteUInt32LittleEndian(length, claimedLength ?? (uint)content.Length);
        body.Write(length);
        body.Write(content);
        if (content.Length % 2 != 0) body.WriteByte(0);
        return this;
    }

    public byte[] ToArray(uint? claimedLength = null)
    {
        var file = new byte[12 + body.Length];
        Encoding.ASCII.GetBytes("RIFF").CopyTo(file, 0);
        BinaryPrimitives.WriteUInt32LittleEndian(file.AsSpan(4), claimedLength ?? (uint)(file.Length - 8));
        Encoding.ASCII.GetBytes("WAVE").CopyTo(file, 8);
        body.ToArray().CopyTo(file, 12);
        return file;
    }
}
