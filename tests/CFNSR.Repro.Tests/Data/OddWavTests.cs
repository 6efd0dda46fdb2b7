using System.Buffers.Binary;
using CFNSR.Repro.Data;

namespace CFNSR.Repro.Tests.Data;

/// <summary>Files named .wav that NAudio refuses and ffmpeg reads.</summary>
public sealed class OddWavTests : IDisposable
{
    private static readonly short[] Ramp = [.. Enumerable.Range(0, 24000).Select(i => (short)(i % 9000))];

    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    public static TheoryData<string, byte[], string> Odd => new()
    {
        { "byte rate", Changed(28, 12345), "the header contradicts itself (48000 samples and 12345 bytes a second)" },
        { "block align 0", new WavBytes().Format(1, 1, 48000, 16, blockAlign: 0).Chunk("data", Samples()).ToArray(), "" },
        { "block align 6", new WavBytes().Format(1, 1, 48000, 16, blockAlign: 6).Chunk("data", Samples()).ToArray(), "6 bytes a frame" },
        { "ID3", [.. "ID3\x04\0\0\0\0\0\x0A"u8, .. new byte[10], .. WavBytes.Pcm16(48000, 1, Ramp)], "not a readable WAV file" },
    };

    [Theory]
    [MemberData(nameof(Odd))]
    public void A_wrong_header_costs_a_note_and_no_sample(string name, byte[] content, string what)
    {
        AudioSignal signal = AudioFile.Read(folder.Write(name + ".wav", content), 0.1, 0.3);
        Assert.Equal([.. Ramp[4800..19200].Select(value => value / 32768f)], signal.Samples);
        Assert.Equal(48000, signal.SampleRate);
        Assert.Contains(what, signal.Note, StringComparison.Ordinal);
        Assert.EndsWith("ffmpeg reads it as WAV / WAVE (Waveform Audio), pcm_s16le", signal.Note, StringComparison.Ordinal);
    }

    [Fact]
    public void A_wrong_header_does_not_hide_that_the_file_is_cut_off()
    {
        foreach (TheoryDataRow<string, byte[], string> row in Odd)
        {
            string file = folder.Write(row.Data.Item1 + ".wav", row.Data.Item2[..20_000]);
            Assert.Contains("truncated", Assert.Throws<KitException>(() => AudioFile.Read(file, 0.1, 0.3)).What, StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("flac", "flac", "raw FLAC, flac")]
    [InlineData("libmp3lame", "mp3", "MP2/3 (MPEG audio layer 2/3), mp3")]
    [InlineData("pcm_mulaw", "wav", "WAV / WAVE (Waveform Audio), pcm_mulaw")]
    public void Another_format_under_the_name_of_WAV_is_read_and_named(string codec, string format, string named)
    {
        string wav = folder.Write("whole.wav", WavBytes.Pcm16(48000, 1, Ramp)), odd = folder.File("odd.wav");
        Ffmpeg.Run(["-i", wav, "-c:a", codec, "-f", format, odd]);
        AudioSignal signal = AudioFile.Read(odd);
        Assert.InRange(signal.Seconds, 0.5, 0.55);
        Assert.EndsWith("ffmpeg reads it as " + named, signal.Note, StringComparison.Ordinal);
        if (codec == "flac") Assert.Equal(AudioFile.Read(wav).Samples, signal.Samples);
    }

    [Fact]
    public void A_cut_off_FLAC_under_the_name_of_WAV_is_truncated()
    {
        short[] noise = [.. Enumerable.Range(0, 96000).Select(i => (short)(i * 7919 % 20011))];
        string wav = folder.Write("whole.wav", WavBytes.Pcm16(48000, 1, noise));
        Ffmpeg.Run(["-i", wav, "-f", "flac", folder.File("odd.wav")]);
        string cut = TestVideo.Truncated(folder.File("odd.wav"), folder.File("cut.wav"), 0.5);
        Assert.Contains("truncated", Assert.Throws<KitException>(() => AudioFile.Read(cut)).What, StringComparison.Ordinal);
    }

    /// <summary>ffmpeg takes the samples of RIFX for little-endian ones: noise. The command that the message names does not.</summary>
    [Fact]
    public void RIFX_is_named_with_the_command_that_converts_it()
    {
        string file = folder.Write("rifx.wav", Rifx());
        KitException error = Assert.Throws<KitException>(() => AudioFile.Read(file));
        Assert.Contains("ffmpeg -c:a pcm_s16be -i IN.wav -c:a pcm_s16le OUT.wav", error.Cure, StringComparison.Ordinal);
        Ffmpeg.Run(["-c:a", "pcm_s16be", "-i", file, "-c:a", "pcm_s16le", folder.File("converted.wav")]);
        Assert.Equal([.. Ramp.Select(value => value / 32768f)], AudioFile.Read(folder.File("converted.wav")).Samples);
    }

    private static byte[] Samples() => WavBytes.Pcm16(48000, 1, Ramp)[44..];

    private static byte[] Changed(int at, int value)
    {
        byte[] file = WavBytes.Pcm16(48000, 1, Ramp);
        BinaryPrimitives.WriteInt32LittleEndian(file.AsSpan(at), value);
        return file;
    }

    private static byte[] Rifx()
    {
        byte[] file = WavBytes.Pcm16(48000, 1, Ramp);
        "RIFX"u8.CopyTo(file);
        foreach (int at in (int[])[4, 16, 24, 28, 40]) Array.Reverse(file, at, 4);
        foreach (int at in (int[])[20, 22, 32, 34]) Array.Reverse(file, at, 2);
        for (int at = 44; at < file.Length; at += 2) Array.Reverse(file, at, 2);
        return file;
    }
}
