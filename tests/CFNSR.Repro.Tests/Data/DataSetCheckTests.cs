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
}
