using CFNSR.Repro.Data;
using CFNSR.Repro.Features.Tracking;
using CFNSR.Repro.Tests.Cli;
using CFNSR.Repro.Tests.Data;

namespace CFNSR.Repro.Tests.Features.Tracking;

public sealed class TrackingCheckTests : IDisposable
{
    private static readonly ClipName[] Names = [.. ClipName.SpeechOf(1).Take(16)];
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void Tracks_are_compared_with_their_sound_and_bad_frames_are_counted()
    {
        string good = Clip(0, 90), longer = Clip(1, 92), shorter = Clip(2, 86);
        string unsure = Clip(3, 90, (column, frame) => column == "confidence" && frame is > 10 and < 14 ? "0.50" : null);
        string jumping = Clip(4, 90, (column, frame) => column == "pose_Tx" && frame == 40 ? "500.0" : null);
        string broken = Clip(5, 90, (column, frame) => column == "AU12_r" && frame == 40 ? "12" : null);
        Sound(6);
        folder.Write($"{Names[7]}.csv", TrackingCsv.Text(TrackingCsv.Ravdess, 90));
        var lines = Check();
        Assert.DoesNotContain(lines, line => line.File == good);
        Assert.Equal("86 of 90 frames are there by the length of the sound", Of(shorter));
        Assert.Equal("94 of 90 frames are there by the length of the sound", Of(Clip(8, 94)));
        Assert.Equal("3 of 90 frames have a confidence below 0.725", Of(unsure));
        Assert.Equal("2 of 90 frames show a head that moved or turned too fast", Of(jumping));
        Assert.Equal("line 42 has '12' in column AU12_r", Of(broken));
        Assert.DoesNotContain(lines, line => line.File == longer);
        Assert.Contains(lines, line => line.What == $"1 clips are not tracked: {Names[6].Trial}");
        Assert.Contains(lines, line => line.What == $"1 clips are tracked and have neither sound nor picture: {Names[7].Trial}");

        string Of(string file) => Assert.Single(Check(), line => line.File == file).What;
    }

    [Fact]
    public void What_many_clips_share_is_one_line_that_names_them_all()
    {
        for (int clip = 0; clip < 12; clip++) Clip(clip, 90, (column, frame) => column == "confidence" && frame <= clip ? "0.5" : null);
        ClipProblem shared = Assert.Single(Check(), line => line.What.Contains("confidence", StringComparison.Ordinal));
        Assert.Equal($"in the tracking of 12 clips, frames have a confidence below 0.725: "
            + string.Join(", ", Names.Take(12).Select((name, clip) => $"{name} ({clip + 1} of 90)")), shared.What);
    }

    [Fact]
    public void The_command_counts_clips_with_tracking()
    {
        for (int clip = 0; clip < 3; clip++) Sound(clip);
        folder.Write("FacialTracking_Actors_01-24.zip", TrackingFilesTests.ZipBytes(
            ($"{Names[0]}.csv", TrackingCsv.Text(TrackingCsv.Ravdess, 80)),
            ($"{Names[1]}.csv", TrackingCsv.Text(TrackingCsv.Ravdess, 90)), ("02-01-01-01-01-01-01.csv", "picture alone")));
        folder.Write("means.csv", "clip," + string.Join(',', ActionUnits.Columns) + "\n" + UnitMeanTableTests.Row($"{Names[2]}"));
        CliRun run = CliRun.Of("data", "check", folder.Path);
        Assert.Equal(3, run.Exit);
        const string counts = "3 clips with face tracking: 0 in CSV files, 2 in the archive, 1 by their means; 1 files or rows";
        Assert.Contains(counts, run.Out, StringComparison.Ordinal);
        Assert.Contains($"{Names[0]}.csv: 80 of 90 frames are there by the length of the sound", run.Out, StringComparison.Ordinal);
        Assert.DoesNotContain($"{Names[1]}.csv", run.Out, StringComparison.Ordinal);
    }

    /// <summary>The tolerance is one that real sound and real tracks keep.</summary>
    [Fact]
    public void Real_tracks_have_the_length_of_their_sound()
    {
        string recordings = TestData.Ravdess();
        TrackingFiles tracks = TrackingFiles.Find(RealTracking.ByFrame(folder));
        Clip[] clips = [.. ClipIndex.Scan(recordings).Clips.Where(clip => clip.SoundFile is not null)];
        clips = [.. clips.Where(clip => tracks.Sources.ContainsKey(clip.Name.Trial))];
        Assert.SkipUnless(clips.Length > 0, "needs sound of actors 01 to 05");
        Assert.All(clips, clip =>
        {
            AudioSignal sound = AudioFile.Read(clip.SoundFile!);
            double expected = sound.Samples.Length * TrackingFile.FramesPerSecond / sound.SampleRate;
            Assert.InRange(tracks.Sources[clip.Name.Trial].Read().Frames - expected, -2.01, 0.01);
        });
    }

    private IReadOnlyList<ClipProblem> Check() =>
        DataSetCheck.Run(ClipIndex.Scan(folder.Path), TrackingFiles.Find(folder.Path), cancel: TestContext.Current.CancellationToken);

    /// <summary>A clip of 3 s (89.9 frames) with a track.</summary>
    private string Clip(int clip, int frames, Func<string, int, string?>? change = null)
    {
        Sound(clip);
        return folder.Write($"{Names[clip]}.csv", TrackingCsv.Text(TrackingCsv.Ravdess, frames, change));
    }

    private void Sound(int clip)
    {
        short[] samples = [.. Enumerable.Range(0, 24000).Select(i => (short)(5000 * Math.Sin(i * (clip + 1.0) / 90)))];
        folder.Write($"{Names[clip] with { Modality = Modality.AudioOnly }}.wav", WavBytes.Pcm16(8000, 1, samples));
    }
}
