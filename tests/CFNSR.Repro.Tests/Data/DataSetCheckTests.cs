using CFNSR.Repro.Data;
using CFNSR.Repro.Features.Tracking;
using CFNSR.Repro.Tests.Cli;

namespace CFNSR.Repro.Tests.Data;

public class DataSetCheckTests
{
    [Fact]
    public void Everything_that_is_wrong_with_a_tree_is_in_one_report()
    {
        using var folder = new TemporaryFolder();
        var names = ClipName.SpeechOf(1, Modality.AudioOnly);
        short[] noise = [.. Enumerable.Range(0, 48000).Select(i => (short)(5000 * Math.Sin(i * i / 9000.0)))]; // 3 s at 16 kHz
        string good = Wav(0, noise), twin = Wav(1, noise), brief = Wav(2, noise[..40000]), silent = Wav(3, new short[48000]);
        string broken = folder.Write($"{names[4]}.wav", "no sound at all"), stranger = folder.Write("holiday.wav", "x");
        string mute = TestVideo.Numbered(folder[(names[5] with { Modality = Modality.AudioVisual }) + ".mp4"], 80);
        string cut = folder[(names[6] with { Modality = Modality.AudioVisual }) + ".mp4"];
        TestVideo.Truncated(mute, cut, 0.5);

        var index = ClipIndex.Scan(folder.Path);
        var problems = DataSetCheck.Run(index, TrackingFiles.Find(folder.Path), cancel: TestContext.Current.CancellationToken);
        Assert.Equal(problems.OrderBy(p => p.File, StringComparer.Ordinal), problems);
        Assert.Superset(index.Problems.ToHashSet(), problems.ToHashSet());
        Assert.Contains(problems, p => p.File == good && p.What == $"is the same recording as {twin}");
        Assert.Contains(problems, p => p.File == brief && p.What == "lasts 2.500 s, less than the 2.95 s that the features cover");
        Assert.Contains(problems, p => p.File == silent && p.What == "is silent");
        Assert.Contains(problems, p => p.File == broken);
        Assert.Contains(problems, p => p.File == stranger && p.What.Contains("not a RAVDESS name", StringComparison.Ordinal));
        Assert.Contains(problems, p => p.File == mute && p.What.Contains("sound", StringComparison.Ordinal));
        Assert.Equal(2, problems.Count(p => p.File == cut)); // neither sound nor picture
        Assert.DoesNotContain(problems, p => p.File == twin);

        CliRun run = CliRun.Of("data", "check", folder.Path);
        Assert.Equal(3, run.Exit);
        Assert.Contains("7 clips of 1 actors", run.Out, StringComparison.Ordinal);
        Assert.Contains("is silent", run.Out, StringComparison.Ordinal);
        Assert.DoesNotContain("is silent", CliRun.Of("data", "check", "--names", folder.Path).Out, StringComparison.Ordinal);

        string Wav(int clip, short[] samples) => folder.Write($"{names[clip]}.wav", WavBytes.Pcm16(16000, 1, samples));
    }

    /// <summary>A download that broke off, and what programs write that do not know the length when they begin.</summary>
    [Fact]
    public void A_clip_cut_short_ends_with_3_and_a_piped_one_has_its_true_features()
    {
        string whole = TestData.Shared("ravdess", "original-wav", "03-01-02-01-02-02-05.wav");
        using var folder = new TemporaryFolder();
        string cut = folder.Write("cut/03-01-02-01-02-02-05.wav", File.ReadAllBytes(whole)[..100_000]);
        CliRun check = CliRun.Of("data", "check", folder["cut"], "--json");
        CliRun prepare = CliRun.Of("prepare", "--data", folder["cut"], "--store", folder["store"], "--preset", "audio");
        Assert.Equal((3, 3), (check.Exit, prepare.Exit));
        Assert.Contains("the sound is truncated", check.Out, StringComparison.Ordinal);
        Assert.Contains("the sound is truncated", prepare.Out, StringComparison.Ordinal);
        Assert.Contains(Path.GetFileName(cut), prepare.Out, StringComparison.Ordinal);

        using var features = new Repro.Features.AudioFeatures();
        float[] expected = features.Mfcc(whole);
        byte[] bytes = File.ReadAllBytes(whole);
        int data = bytes.AsSpan().IndexOf("data"u8);
        int length = BitConverter.ToInt32(bytes, data + 4);
        foreach (uint placeholder in (uint[])[0xFFFFFFFF, 0x7FFFF000, 2000000000])
        {
            byte[] piped = bytes[..(data + 8 + length)];
            BitConverter.TryWriteBytes(piped.AsSpan(4), placeholder);
            BitConverter.TryWriteBytes(piped.AsSpan(data + 4), placeholder);
            string file = folder.Write("piped/03-01-02-01-02-02-05.wav", piped);
            Assert.Equal(expected, features.Mfcc(file));
            Assert.DoesNotContain(Check(folder["piped"]), p => p.File == file);
        }
    }

    [Fact]
    public void Sound_that_is_read_though_its_header_is_wrong_is_named_and_prepared()
    {
        using var folder = new TemporaryFolder();
        string flac = folder["clip.flac"], odd = folder.Write($"data/{ClipName.SpeechOf(1, Modality.AudioOnly)[0]}.wav");
        Ffmpeg.Run(["-f", "lavfi", "-i", "sine=frequency=500:duration=3:sample_rate=48000", "-sample_fmt", "s16", flac]);
        File.Copy(flac, odd, overwrite: true);
        var problem = Assert.Single(Check(folder["data"]), p => p.File == odd);
        Assert.EndsWith("ffmpeg reads it as raw FLAC, flac", problem.What, StringComparison.Ordinal);
        Assert.Contains("ffmpeg -i IN.wav -c:a pcm_s16le OUT.wav", problem.Cure, StringComparison.Ordinal);
        CliRun prepare = CliRun.Of("prepare", "--data", folder["data"], "--store", folder["store"], "--preset", "audio");
        Assert.Equal(0, prepare.Exit);
        Assert.Contains("raw FLAC", prepare.Out.ReplaceLineEndings(" "), StringComparison.Ordinal);
        using var store = ClipStore.Open(folder["store"]);
        using var features = new Repro.Features.AudioFeatures();
        Assert.Equal(features.Mfcc(flac), store.Mfcc(0).ToArray());
    }

    [Fact]
    public void A_server_without_the_archives_ends_with_3_and_names_them()
    {
        using var folder = new TemporaryFolder();
        using var server = new FaultyServer([]);
        CliRun run = CliRun.Of("data", "get", folder["data"], "--what", "video,tracking", "--actors", "3", "--address", server.Address);
        Assert.Equal(3, run.Exit);
        Assert.Equal(["Video_Speech_Actor_03.zip", "FacialTracking_Actors_01-24.zip"], server.Requests);
        Assert.Contains("0 archives fetched, 0 were there, 2 could not be had", run.Out, StringComparison.Ordinal);
        Assert.Contains("404 Not Found", run.Out, StringComparison.Ordinal);
        Assert.Equal(3, CliRun.Of("data", "get", folder["data"], "--what", "music").Exit);
    }

    private static IReadOnlyList<ClipProblem> Check(string folder) =>
        DataSetCheck.Run(ClipIndex.Scan(folder), TrackingFiles.Find(folder), cancel: TestContext.Current.CancellationToken);
}
