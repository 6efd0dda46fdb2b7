using System.Buffers.Binary;
using CFNSR.Repro.Data;

namespace CFNSR.Repro.Avatars.Sound;

/// <summary>Writes mono sound as a 16-bit WAV.</summary>
internal static class WavWriter
{
    public static void Write(string file, AudioSignal sound)
    {
        var bytes = new byte[44 + (2 * sound.Samples.Length)];
        var span = bytes.AsSpan();
        "RIFF"u8.CopyTo(span);
        BinaryPrimitives.WriteInt32LittleEndian(span[4..], bytes.Length - 8);
        "WAVEfmt "u8.CopyTo(span[8..]);
        BinaryPrimitives.WriteInt32LittleEndian(span[16..], 16);
        BinaryPrimitives.WriteInt16LittleEndian(span[20..], 1);
        BinaryPrimitives.WriteInt16LittleEndian(span[22..], 1);
        BinaryPrimitives.WriteInt32LittleEndian(span[24..], sound.SampleRate);
        BinaryPrimitives.WriteInt32LittleEndian(span[28..], 2 * sound.SampleRate);
        BinaryPrimitives.WriteInt16LittleEndian(span[32..], 2);
        BinaryPrimitives.WriteInt16LittleEndian(span[34..], 16);
        "data"u8.CopyTo(span[36..]);
        BinaryPrimitives.WriteInt32LittleEndian(span[40..], 2 * sound.Samples.Length);
        for (var i = 0; i < sound.Samples.Length; i++)
            BinaryPrimitives.WriteInt16LittleEndian(span[(44 + (2 * i))..], (short)Math.Clamp(Math.Round(sound.Samples[i] * 32768.0), -32768, 32767));
        File.WriteAllBytes(file, bytes);
    }
}
