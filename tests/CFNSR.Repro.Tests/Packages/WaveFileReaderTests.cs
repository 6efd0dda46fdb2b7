using CFNSR.Repro.Tests.Data;
using NAudio.Wave;
using NAudio.Wave.SampleProviders;

namespace CFNSR.Repro.Tests.Packages;

/// <summary>What the kit relies on in NAudio; the same tests hold for the package and for its stand-in.</summary>
public class WaveFileReaderTests
{
    private static readonly byte[] Guid = Convert.FromHexString("00001000800000AA00389B71");

    [Fact]
    public void Sixteen_bit_samples_are_divided_by_32768()
    {
        Assert.Equal([0f, 0.5f, -1f, 32767 / 32768f], Samples(WavBytes.Pcm16(48000, 1, 0, 16384, -32768, 32767)));
    }

    [Theory]
    [InlineData(1, 8, "0080FF", new[] { -1f, 0f, 0.9921875f })]
    [InlineData(1, 24, "000040000080FFFF7F", new[] { 0.5f, -1f, 8388607 / 8388608f })]
    [InlineData(1, 32, "0000004000000080", new[] { 0.5f, -1f })]
    [InlineData(3, 32, "0000003F000080BF", new[] { 0.5f, -1f })]
    public void Other_widths(int tag, int bits, string hex, float[] expected)
    {
        Assert.Equal(expected, Samples(new WavBytes().Format(tag, 1, 44100, bits).Chunk("data", Convert.FromHexString(hex)).ToArray()));
    }

    [Theory]
    [InlineData(1, 16, "0040", 0.5f)]
    [InlineData(3, 32, "0000003F", 0.5f)]
    public void The_extensible_format_names_its_encoding_by_a_guid(int tag, int bits, string hex, float expected)
    {
        byte[] extra = [(byte)bits, 0, 4, 0, 0, 0, (byte)tag, 0, 0, 0, .. Guid];
        Assert.Equal([expected], Samples(new WavBytes().Format(0xFFFE, 1, 44100, bits, extra: extra).Chunk("data", Convert.FromHexString(hex)).ToArray()));
    }

    [Fact]
    public void Chunks_before_and_behind_the_sound_are_listed_and_padded_to_even_lengths()
    {
        byte[] file = new WavBytes().Chunk("bext", [1, 2, 3]).Format(1, 2, 48000, 16).Chunk("FLLR", [9]).Chunk("data", [0, 64, 0, 192]).Chunk("LIST", [5, 6]).ToArray();
        using var reader = new WaveFileReader(new MemoryStream(file));
        Assert.Equal(["bext", "FLLR", "LIST"], reader.Chunks.Select(c => c.IdentifierAsString));
        Assert.Equal([1, 2, 3], reader.Chunks.GetData(reader.Chunks[0]));
        Assert.Equal((1, 2, 48000, 16), (reader.SampleCount, reader.WaveFormat.Channels, reader.WaveFormat.SampleRate, reader.WaveFormat.BitsPerSample));
        Assert.Equal([0.5f, -0.5f], Read(reader.ToSampleProvider()));
    }

    [Fact]
    public void A_missing_pad_byte_is_tolerated()
    {
        byte[] file = new WavBytes().Format(1, 1, 8000, 8).Chunk("data", [128, 192]).ToArray();
        byte[] odd = [.. file.AsSpan(0, 12), (byte)'o', (byte)'d', (byte)'d', (byte)'1', 1, 0, 0, 0, 77, .. file.AsSpan(12)];
        odd[4] += 9;
        Assert.Equal([0f, 0.5f], Samples(odd));
    }

    [Fact]
    public void Length_and_duration_are_those_of_the_data_chunk()
    {
        using var reader = new WaveFileReader(new MemoryStream(WavBytes.Pcm16(8000, 2, new short[8000])));
        Assert.Equal((16000, 4000, TimeSpan.FromSeconds(0.5)), (reader.Length, reader.SampleCount, reader.TotalTime));
    }

    [Fact]
    public void Stereo_becomes_mono_by_the_mean()
    {
        using var reader = new WaveFileReader(new MemoryStream(WavBytes.Pcm16(8000, 2, 16384, 0, -16384, -8192)));
        Assert.Equal([0.25f, -0.375f], Read(reader.ToSampleProvider().ToMono()));
    }

    [Fact]
    public void Mono_needs_two_channels()
    {
        using var reader = new WaveFileReader(new MemoryStream(WavBytes.Pcm16(8000, 1, 1)));
        Assert.Throws<ArgumentException>(() => new StereoToMonoSampleProvider(reader.ToSampleProvider()));
        Assert.Equal(1, reader.ToSampleProvider().ToMono().WaveFormat.Channels);
    }

    [Fact]
    public void The_position_stays_on_whole_frames()
    {
        using var reader = new WaveFileReader(new MemoryStream(WavBytes.Pcm16(8000, 2, 1, 2, 3, 4, 5, 6)));
        reader.Position = 7;
        Assert.Equal(4, reader.Position);
        var bytes = new byte[64];
        Assert.Equal(8, reader.Read(bytes, 0, 64));
        Assert.Equal(0, reader.Read(bytes, 0, 64));
        Assert.Throws<ArgumentException>(() => reader.Read(bytes, 0, 3));
    }

    [Theory]
    [InlineData("52494658", typeof(FormatException))] // RIFX
    [InlineData("52", typeof(EndOfStreamException))]
    public void What_is_no_RIFF_file_is_refused(string hex, Type exception)
    {
        Assert.Throws(exception, () => new WaveFileReader(new MemoryStream([.. Convert.FromHexString(hex), .. hex.Length > 2 ? new byte[60] : []])));
    }

    [Fact]
    public void Format_and_data_chunks_are_required()
    {
        Assert.Throws<FormatException>(() => new WaveFileReader(new MemoryStream(new WavBytes().Format(1, 1, 8000, 16).ToArray())));
        Assert.Throws<FormatException>(() => new WaveFileReader(new MemoryStream(new WavBytes().Chunk("data", [1, 2]).ToArray())));
        Assert.Throws<InvalidDataException>(() => new WaveFileReader(new MemoryStream(new WavBytes().Chunk("fmt ", [1, 0]).Chunk("data", [1, 2]).ToArray())));
    }

    [Fact]
    public void A_damaged_chunk_behind_the_sound_is_ignored()
    {
        byte[] file = new WavBytes().Format(1, 1, 8000, 16).Chunk("data", [0, 64]).Chunk("LIST", [1, 2], claimedLength: 4000000000).ToArray();
        Assert.Equal([0.5f], Samples(file));
    }

    [Fact]
    public void What_the_writer_writes_the_reader_reads()
    {
        using var stream = new MemoryStream();
        var samples = new short[] { 1, -2, 3 };
        using (var writer = new WaveFileWriter(stream, new WaveFormat(44100, 16, 1))) writer.WriteSamples(samples, 0, 3);
        Assert.Equal([1 / 32768f, -2 / 32768f, 3 / 32768f], Samples(stream.ToArray()));
    }

    [Fact]
    public void Float_files_keep_their_samples()
    {
        using var stream = new MemoryStream();
        using (var writer = new WaveFileWriter(stream, WaveFormat.CreateIeeeFloatWaveFormat(44100, 1))) writer.WriteSamples([0.1f, -0.2f], 0, 2);
        Assert.Equal([0.1f, -0.2f], Samples(stream.ToArray()));
    }

    [Fact]
    public void The_published_files_have_their_chunks()
    {
        foreach (string file in Directory.EnumerateFiles(TestData.Shared("ravdess", "original-wav")))
        {
            using var reader = new WaveFileReader(file);
            Assert.Equal(["FLLR", "LIST", "bext", "_PMX"], reader.Chunks.Select(c => c.IdentifierAsString));
            Assert.Equal((48000, 16), (reader.WaveFormat.SampleRate, reader.WaveFormat.BitsPerSample));
            Assert.InRange(reader.TotalTime.TotalSeconds, 2.936, 5.272);
        }
    }

    private static float[] Samples(byte[] file)
    {
        using var reader = new WaveFileReader(new MemoryStream(file));
        return Read(reader.ToSampleProvider());
    }

    private static float[] Read(ISampleProvider provider)
    {
        var buffer = new float[1000];
        return buffer[..provider.Read(buffer.AsSpan())];
    }
}
