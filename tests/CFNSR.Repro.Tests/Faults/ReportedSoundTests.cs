using CFNSR.Repro.Data;
using CFNSR.Repro.Features;
using CFNSR.Repro.Features.Tracking;
using CFNSR.Repro.Tests.Data;

namespace CFNSR.Repro.Tests.Faults;

/// <summary>Kinds of sound files that public reports describe; sources: data/results/faults/public-reports.md.</summary>
public sealed class ReportedSoundTests : IDisposable
{
    private static readonly short[] Ramp = [.. Enumerable.Range(-4000, 8000).Select(i => (short)(8 * i))];
    private static readonly byte[] Pcm = Bytes(i => BitConverter.GetBytes((short)i));
    private readonly TemporaryFolder folder = new();

    public static TheoryData<string, byte[]> Layouts => new()
    {
        { "24 bits", new WavBytes().Format(1, 1, 48000, 24).Chunk("data", Bytes(i => BitConverter.GetBytes(i << 8)[..3])).ToArray() },
        { "24 bits, extensible", Extensible(24, 1, Bytes(i => BitConverter.GetBytes(i << 8)[..3])) },
        { "16 bits, extensible", Extensible(16, 1, Pcm) },
        { "24 bits in 32, extensible", Extensible(32, 1, Bytes(i => BitConverter.GetBytes(i << 16)), valid: 24) },
        { "float", new WavBytes().Format(3, 1, 48000, 32).Chunk("data", Bytes(i => BitConverter.GetBytes(i / 32768f))).ToArray() },
        { "float, extensible", Extensible(32, 3, Bytes(i => BitConverter.GetBytes(i / 32768f))) },
        { "double", new WavBytes().Format(3, 1, 48000, 64).Chunk("data", Bytes(i => BitConverter.GetBytes(i / 32768d))).ToArray() },
        { "chunks before fmt", Pcm16(new WavBytes().Chunk("JUNK", new byte[28]).Chunk("bext", new byte[602])) },
        { "odd LIST before data", Behind("INFOabc"u8.ToArray()) },
        { "LIST that holds the word data", Behind("INFOdata\x08\0\0\012345678"u8.ToArray()) },
        { "data before fmt", new WavBytes().Chunk("data", Pcm).Format(1, 1, 48000, 16).ToArray() },
        { "fmt with a lying extension", new WavBytes().Format(1, 1, 48000, 16, extra: new byte[22]).Chunk("data", Pcm).ToArray() },
        { "RIFF length too small", new WavBytes().Format(1, 1, 48000, 16).Chunk("data", Pcm).ToArray(36) },
        { "RIFF length too large", new WavBytes().Format(1, 1, 48000, 16).Chunk("data", Pcm).ToArray(1_000_000) },
        { "bytes behind the end", [.. new WavBytes().Format(1, 1, 48000, 16).Chunk("data", Pcm).ToArray(), 0xDE, 0xAD, 0xBE, 0xEF, 1] },
        { "RF64", Rf64(Pcm) },
        { "six channels", Extensible(16, 1, Bytes(i => SixTimes(BitConverter.GetBytes((short)i))), channels: 6) },
    };

    public void Dispose() => folder.Dispose();

    [Theory]
    [MemberData(nameof(Layouts))]
    public void However_a_WAV_is_laid_out_its_samples_are_the_same(string layout, byte[] file) =>
        Assert.Equal([.. Ramp.Select(i => i / 32768f)], AudioFile.Read(folder.Write(layout + ".wav", file)).Samples);

    /// <summary>The smallest and the largest values of ITU-T G.711, in steps of 16 bits.</summary>
    [Theory]
    [InlineData(6, new byte[] { 0xD5, 0x55, 0x2A, 0xAA }, new[] { 8, -8, -32256, 32256 })]  // A-law
    [InlineData(7, new byte[] { 0xFF, 0x7F, 0x00, 0x80 }, new[] { 0, 0, -32124, 32124 })] // µ-law
    public void A_law_and_mu_law_are_read(int tag, byte[] coded, int[] expected)
    {
        string file = folder.Write("law.wav", new WavBytes().Format(tag, 1, 48000, 8).Chunk("data", coded).ToArray());
        Assert.Equal(expected.Select(value => value / 32768f), AudioFile.Read(file).Samples);
    }

    [Fact]
    public void A_compressed_WAV_that_nobody_can_read_is_refused_by_name()
    {
        byte[] compressed = new WavBytes().Format(85, 1, 48000, 0, blockAlign: 1).Chunk("data", Pcm).ToArray(); // says MP3 and is none
        string file = folder.Write("compressed.wav", compressed);
        KitException error = Assert.Throws<KitException>(() => AudioFile.Read(file));
        Assert.Equal(file, error.File);
        Assert.False(string.IsNullOrEmpty(error.Cure));
    }

    [Theory]
    [InlineData("<!DOCTYPE html><html><title>Access denied</title></html>")]
    [InlineData("version https://git-lfs.github.com/spec/v1\noid sha256:4d7a\nsize 12345\n")]
    public void What_a_server_sends_instead_of_a_WAV_is_refused(string text) => Assert.StartsWith(
        "not a readable WAV file",
        Assert.Throws<KitException>(() => AudioFile.Read(folder.Write("a.wav", text))).What, StringComparison.Ordinal);

    [Fact]
    public void Channels_of_opposite_sign_are_silence_and_the_check_says_so()
    {
        byte[] stereo = Bytes(i => [.. BitConverter.GetBytes((short)i), .. BitConverter.GetBytes((short)-i)]);
        string file = folder.Write("03-01-01-01-01-01-01.wav", new WavBytes().Format(1, 2, 48000, 16).Chunk("data", stereo).ToArray());
        Assert.All(AudioFile.Read(file).Samples, sample => Assert.Equal(0, sample));
        var problems = DataSetCheck.Run(ClipIndex.Scan(folder.Path), TrackingFiles.Find(folder.Path), cancel: TestContext.Current.CancellationToken);
        Assert.Contains(problems, problem => problem is { What: "is silent" } && problem.File == file);
    }

    /// <summary>100 dB less than 1e-10 is the floor of decibels: the first coefficient is -100 √128, the others are 0.</summary>
    [Theory]
    [InlineData(0f)]
    [InlineData(1e-40f)]
    public void Silence_has_finite_MFCC(float sample)
    {
        using var features = new AudioFeatures();
        float[] mfcc = features.Mfcc(new AudioSignal([.. Enumerable.Repeat(sample, 117600)], 48000));
        Assert.Equal(13 * 212, mfcc.Length);
        Assert.All(mfcc[..212], c => Assert.Equal(-100 * MathF.Sqrt(128), c, 0.01f));
        Assert.All(mfcc[212..], c => Assert.Equal(0, c, 0.01f));
    }

    /// <summary>A tone at 440 Hz, half as loud as can be, has the same loudness (coefficient 0) at every rate.</summary>
    [Theory]
    [InlineData(8000)]
    [InlineData(11025)]
    [InlineData(16000)]
    [InlineData(44056)]
    [InlineData(96000)]
    [InlineData(192000)]
    public void Every_rate_gives_the_MFCC_of_the_papers_rate(int rate)
    {
        using var features = new AudioFeatures();
        float[] expected = features.Mfcc(Tone(44100)), actual = features.Mfcc(Tone(rate));
        for (int frame = 20; frame < 190; frame++) Assert.Equal(expected[frame], actual[frame], 0.1f);

        AudioSignal Tone(int at) =>
            new([.. Enumerable.Range(0, (int)(2.45 * at)).Select(i => (float)(0.5 * Math.Sin(2 * Math.PI * 440 * i / at)))], at);
    }

    private static byte[] SixTimes(byte[] sample) => [.. Enumerable.Repeat(sample, 6).SelectMany(bytes => bytes)];

    private static byte[] Bytes(Func<int, byte[]> of) => [.. Ramp.SelectMany(i => of(i))];

    private static byte[] Extensible(int bits, int kind, byte[] data, int? valid = null, int channels = 1)
    {
        byte[] guid = [(byte)kind, 0, 0, 0, 0, 0, 0x10, 0, 0x80, 0, 0, 0xAA, 0, 0x38, 0x9B, 0x71];
        byte[] extra = [.. BitConverter.GetBytes((short)(valid ?? bits)), .. BitConverter.GetBytes((1 << channels) - 1), .. guid];
        return new WavBytes().Format(0xFFFE, channels, 48000, bits, extra: extra).Chunk("data", data).ToArray();
    }

    private static byte[] Pcm16(WavBytes start) => start.Format(1, 1, 48000, 16).Chunk("data", Pcm).ToArray();

    private static byte[] Behind(byte[] list) => new WavBytes().Format(1, 1, 48000, 16).Chunk("LIST", list).Chunk("data", Pcm).ToArray();

    private static byte[] Rf64(byte[] data)
    {
        byte[] sizes = [.. BitConverter.GetBytes(data.Length + 72L), .. BitConverter.GetBytes((long)data.Length), .. new byte[12]];
        byte[] file = new WavBytes().Chunk("ds64", sizes).Format(1, 1, 48000, 16).Chunk("data", data, uint.MaxValue).ToArray(uint.MaxValue);
        return [.. "RF64"u8, .. file[4..]];
    }
}
