using System.Globalization;
using CFNSR.Repro.Data;
using FsCheck;
using FsCheck.Fluent;

namespace CFNSR.Repro.Tests.Data;

public sealed class AudioFileTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void The_cut_is_librosas()
    {
        short[] ramp = [.. Enumerable.Range(0, 16000).Select(i => (short)i)];
        string file = folder.Write("ramp.wav", WavBytes.Pcm16(8000, 1, ramp));
        AudioSignal cut = AudioFile.Read(file, 0.50001, 0.7509); // int(4000.08), int(6007.2)
        Assert.Equal((8000, 6007), (cut.SampleRate, cut.Samples.Length));
        Assert.Equal((4000 / 32768f, 10006 / 32768f), (cut.Samples[0], cut.Samples[^1]));
        Assert.Equal(16000, AudioFile.Read(file).Samples.Length);
        Assert.Equal(2, AudioFile.Read(file).Seconds);
    }

    [Fact]
    public void A_short_file_gives_what_it_has()
    {
        string file = folder.Write("short.wav", WavBytes.Pcm16(8000, 1, new short[8000]));
        Assert.Equal(4000, AudioFile.Read(file, 0.5, 2.45).Samples.Length);
    }

    [Theory]
    [InlineData(2, 0.25f)]
    [InlineData(3, 0.25f)]
    public void Channels_are_averaged(int channels, float expected)
    {
        short[] frame = [16384, 0, 8192];
        string file = folder.Write("many.wav", WavBytes.Pcm16(8000, channels, frame[..channels]));
        Assert.Equal([expected], AudioFile.Read(file).Samples);
    }

    [Fact]
    public void The_stereo_clip_and_the_short_clip_of_RAVDESS()
    {
        AudioSignal stereo = AudioFile.Read(TestData.Shared("ravdess", "original-wav", "03-01-02-01-01-02-01.wav"), 0.5, 2.45);
        Assert.Equal((48000, 117600), (stereo.SampleRate, stereo.Samples.Length));
        AudioSignal brief = AudioFile.Read(TestData.Shared("ravdess", "original-wav", "03-01-02-01-02-02-13.wav"), 0.5, 2.45);
        Assert.Equal(140941 - 24000, brief.Samples.Length);
    }

    [Fact]
    public void Flac_read_by_ffmpeg_equals_the_wav_read_by_NAudio()
    {
        string flac = TestData.Shared("ravdess", "Actor_05", "03-01-02-01-02-02-05.flac");
        string wav = TestData.Shared("ravdess", "original-wav", "03-01-02-01-02-02-05.wav");
        Assert.Equal(AudioFile.Read(wav, 0.5, 2.45).Samples, AudioFile.Read(flac, 0.5, 2.45).Samples);
    }

    [Fact]
    public void The_two_recordings_of_actor_07_are_the_same_sound()
    {
        float[] first = AudioFile.Read(TestData.Shared("ravdess", "original-wav", "03-01-03-01-02-01-07.wav")).Samples;
        float[] second = AudioFile.Read(TestData.Shared("ravdess", "original-wav", "03-01-03-01-02-02-07.wav")).Samples;
        Assert.Equal(first, second);
    }

    public static TheoryData<string, byte[], string> BadFiles => new()
    {
        { "empty.wav", [], "empty" },
        { "text.wav", "This is no sound at all, only text."u8.ToArray(), "not a readable WAV" },
        { "header.wav", "RIFF"u8.ToArray(), "not a readable WAV" },
        { "silent.wav", WavBytes.Pcm16(48000, 1), "no samples" },
        { "rate0.wav", WavBytes.Pcm16(0, 1, 1, 2, 3), "0 samples a second" },
        { "rate.wav", WavBytes.Pcm16(-5, 1, 1, 2, 3), "-5 samples a second" },
        { "mad-rate.wav", WavBytes.Pcm16(2000000000, 1, 1, 2, 3), "2000000000 samples a second" },
        { "channels.wav", new WavBytes().Format(1, 0, 48000, 16, blockAlign: 2).Chunk("data", [1, 2]).ToArray(), "0 channels" },
        { "RIFX.wav", [.. "RIFX"u8, .. WavBytes.Pcm16(48000, 1, 1, 2, 3)[4..]], "RIFX" },
        { "adpcm.wav", new WavBytes().Format(2, 1, 48000, 16).Chunk("data", new byte[60]).ToArray(), "stored in an unusual way" },
        { "bits.wav", new WavBytes().Format(1, 1, 48000, 48).Chunk("data", new byte[60]).ToArray(), "stored in an unusual way" },
        { "truncated.wav", WavBytes.Pcm16(48000, 1, new short[9000])[..9000], "truncated" },
        { "lying.wav", new WavBytes().Format(1, 1, 48000, 16).Chunk("data", new byte[60], 1_900_000_000).ToArray(), "truncated" },
        { "nan.wav", new WavBytes().Format(3, 1, 48000, 32).Chunk("data", [0, 0, 0xC0, 0x7F]).ToArray(), "not numbers" },
        { "unscaled.wav", new WavBytes().Format(3, 1, 48000, 32).Chunk("data", BitConverter.GetBytes(-20000f)).ToArray(), "far too large" },
        { "noise.mp4", [.. Enumerable.Range(0, 5000).Select(i => (byte)(i * 7))], "ffprobe failed" },
    };

    [Theory]
    [MemberData(nameof(BadFiles))]
    public void A_bad_file_is_named_with_what_is_wrong(string name, byte[] content, string what)
    {
        string file = folder.Write(name, content);
        var error = Assert.Throws<KitException>(() => AudioFile.Read(file));
        Assert.Equal(file, error.File);
        Assert.Contains(what.Split('|'), part => error.What.Contains(part, StringComparison.Ordinal));
        Assert.False(string.IsNullOrEmpty(error.Cure));
    }

    /// <summary>What programs write that do not know the length when they begin, since they write to a pipe.</summary>
    [Theory]
    [InlineData(0xFFFFFFFF)]
    [InlineData(0xFFFF1000)]
    [InlineData(0xFFFFFFDB)]
    [InlineData(0x7FFFFFFF)]
    [InlineData(0x7FFFFFDB)]
    [InlineData(0x7FFFF000)]
    [InlineData(2000000000)]
    public void A_placeholder_for_the_length_means_to_the_end(uint claimed)
    {
        byte[] samples = [.. Enumerable.Range(0, 9000).SelectMany(i => BitConverter.GetBytes((short)i))];
        string file = folder.Write("piped.wav", new WavBytes().Format(1, 1, 48000, 16).Chunk("data", samples, claimed).ToArray(claimed));
        Assert.Equal([.. Enumerable.Range(0, 9000).Select(i => i / 32768f)], AudioFile.Read(file).Samples);
    }

    [Fact]
    public void A_file_from_a_pipe_has_the_sound_of_the_whole_file()
    {
        string whole = TestData.Shared("ravdess", "original-wav", "03-01-02-01-02-02-05.wav"), piped = folder.File("piped.wav");
        using (FfmpegProcess ffmpeg = Ffmpeg.Start(["-i", whole, "-c:a", "pcm_s16le", "-f", "wav", "pipe:1"], whole))
        using (FileStream to = File.Create(piped)) ffmpeg.Output.CopyTo(to);
        byte[] header = File.ReadAllBytes(piped)[..200];
        Assert.Contains("data\xFF\xFF\xFF\xFF", System.Text.Encoding.Latin1.GetString(header), StringComparison.Ordinal);
        Assert.Equal(AudioFile.Read(whole, 0.5, 2.45).Samples, AudioFile.Read(piped, 0.5, 2.45).Samples);
    }

    /// <summary>A download that broke off. The samples of this file end at byte 817,708; what follows is metadata.</summary>
    [Fact]
    public void A_clip_cut_short_is_refused_wherever_the_cut_lies()
    {
        byte[] whole = File.ReadAllBytes(TestData.Shared("ravdess", "original-wav", "03-01-02-01-02-02-05.wav"));
        foreach (int length in (int[])[20_000, 100_000, 400_000, 817_706])
        {
            string file = folder.Write("cut.wav", whole[..length]);
            Assert.Contains("truncated", Assert.Throws<KitException>(() => AudioFile.Read(file, 0.5, 2.45)).What, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void A_missing_file_is_named()
    {
        var error = Assert.Throws<KitException>(() => AudioFile.Read(folder.File("none.wav")));
        Assert.Equal(folder.File("none.wav") + ": there is no such file. Check the path.", error.Message);
    }

    [Theory]
    [InlineData("tr-TR")]
    [InlineData("de-DE")]
    public void Messages_do_not_depend_on_the_culture(string culture)
    {
        string file = folder.Write("brief.wav", WavBytes.Pcm16(8000, 1, new short[2000]));
        CultureInfo before = CultureInfo.CurrentCulture;
        try
        {
            CultureInfo.CurrentCulture = new CultureInfo(culture);
            var error = Assert.Throws<KitException>(() => AudioFile.Read(file, 0.5, 2.45));
            Assert.Equal(file + ": the sound lasts 0.25 s; expected more than the offset of 0.5 s. Use a longer recording or a smaller offset.", error.Message);
            Assert.Equal(2000, AudioFile.Read(folder.Write("LIST.WAV", WavBytes.Pcm16(8000, 1, new short[2000]))).Samples.Length); // i and I in Turkish
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }

    [Fact]
    public void An_mp4_has_its_AAC_track_read_at_its_own_rate()
    {
        string wav = folder.Write("tone.wav", WavBytes.Pcm16(48000, 2, Tone(48000 * 6)));
        string mp4 = Film(wav, folder.File("film.mp4"));
        AudioSignal fromWav = AudioFile.Read(wav, 0.5, 2), fromMp4 = AudioFile.Read(mp4, 0.5, 2);
        Assert.Equal((48000, 96000), (fromMp4.SampleRate, fromMp4.Samples.Length));
        double error = 0, power = 0;
        for (int i = 0; i < 96000; i++)
        {
            error += Math.Pow(fromMp4.Samples[i] - fromWav.Samples[i], 2);
            power += Math.Pow(fromWav.Samples[i], 2);
        }
        Assert.InRange(10 * Math.Log10(power / error), 20, 200); // AAC loses something, and no delay is left
    }

    [Fact]
    public void A_film_without_sound_is_refused()
    {
        string file = folder.File("02-01-01-01-01-01-01.mp4");
        Ffmpeg.Run(["-f", "lavfi", "-i", "color=size=64x64:duration=1", file]);
        var error = Assert.Throws<KitException>(() => AudioFile.Read(file));
        Assert.Equal("there is no sound track", error.What);
        Assert.Contains("01- file", error.Cure);
        Assert.Equal((64, 64, null), Ffmpeg.Probe(file) is { Video: { } video } info ? (video.Width, video.Height, info.Audio) : default);
    }

    [Fact]
    public void A_truncated_mp4_is_refused()
    {
        string wav = folder.Write("tone.wav", WavBytes.Pcm16(48000, 1, Tone(48000 * 3)));
        byte[] whole = File.ReadAllBytes(Film(wav, folder.File("whole.mp4")));
        byte[] streamable = File.ReadAllBytes(Film(wav, folder.File("streamable.mp4"), "-movflags", "+faststart"));
        foreach ((string name, byte[] bytes) in new[] { ("half.mp4", whole), ("half-streamable.mp4", streamable) })
        {
            string file = folder.Write(name, bytes[..(bytes.Length / 2)]);
            var error = Assert.Throws<KitException>(() => AudioFile.Read(file, 0.5, 2.45));
            Assert.Equal(file, error.File);
        }
    }

    [Fact]
    public void Sound_that_changes_its_channels_is_named()
    {
        string file = folder.File("both.ts");
        string[] parts = [.. ((string[])["1", "2"]).Select(channels =>
        {
            string[] sine = ["-f", "lavfi", "-i", "sine=duration=1:sample_rate=48000"];
            Ffmpeg.Run([.. sine, "-ac", channels, "-c:a", "aac", folder.File(channels + ".ts")]);
            return folder.File(channels + ".ts");
        })];
        File.WriteAllBytes(file, [.. parts.SelectMany(File.ReadAllBytes)]);
        Assert.Equal("the sound changes its rate or its channels on the way", Assert.Throws<KitException>(() => AudioFile.Read(file)).What);
    }

    [Fact]
    public void Random_bytes_give_samples_or_a_KitException()
    {
        Prop.ForAll<byte[]>(bytes => Survives([.. "RIFF"u8, .. bytes])).QuickCheckThrowOnFailure();
        Prop.ForAll<byte[]>(bytes => Survives(new WavBytes().Chunk("fmt ", bytes).Chunk("data", bytes).ToArray())).QuickCheckThrowOnFailure();
    }

    [Fact]
    public void Lying_headers_give_samples_or_a_KitException()
    {
        byte[] honest = new WavBytes().Chunk("bext", [1, 2, 3]).Format(1, 2, 48000, 16).Chunk("data", new byte[400]).Chunk("LIST", new byte[8]).ToArray();
        var positions = Gen.Choose(0, 80).ToArbitrary();
        var values = Gen.Elements<byte>(0, 1, 2, 127, 128, 255).ToArbitrary();
        Prop.ForAll(positions, values, positions, (first, value, second) =>
        {
            byte[] lying = [.. honest];
            lying[first] = value;
            lying[second] = (byte)(255 - value);
            Survives(lying);
            Survives(lying[..(300 + first)]);
        }).QuickCheckThrowOnFailure();
    }

    private void Survives(byte[] content)
    {
        string file = folder.Write("some.wav", content);
        try
        {
            Assert.True(AudioFile.Read(file).Samples.Length * 1L <= content.Length);
        }
        catch (KitException e)
        {
            Assert.Equal(file, e.File);
        }
    }

    private static short[] Tone(int values) => [.. Enumerable.Range(0, values).Select(i => (short)(8000 * Math.Sin(i / 2 * 0.05) * (1 + Math.Sin(i * 0.0002))))];

    private static string Film(string wav, string mp4, params string[] options)
    {
        Ffmpeg.Run(["-f", "lavfi", "-i", "color=size=64x64:rate=30:duration=3", "-i", wav, "-c:a", "aac", "-b:a", "192k", "-shortest", .. options, mp4]);
        return mp4;
    }
}
