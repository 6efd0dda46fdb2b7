using CFNSR.Repro.Data;
using CFNSR.Repro.Features;
using OpenCvSharp;

namespace CFNSR.Repro.Tests.Data;

/// <summary>Sound and picture share the file's clock, whatever their time stamps do: the base clip beeps from 1.5 s to 1.6 s.</summary>
public sealed class ClipClockTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Theory]
    [InlineData("mp4")]
    [InlineData("mkv")]
    [InlineData("ts")]
    public void Late_sound_is_silent_before_it_begins_and_not_truncated(string container)
    {
        string late = Copy(Base(), "late." + container, "-itsoffset", "0.6", "-i", Base(), "-map", "0:v", "-map", "1:a");
        Assert.Equal(2.11, Beep(AudioFile.Read(late)), 0.05);
        Assert.Equal(2.11, Beep(AudioFile.Read(late, 0, 2.95)), 0.05);
        Assert.Equal(1.61, Beep(AudioFile.Read(late, 0.5, 2.45)), 0.05);
        Assert.Equal(4.2, AudioFile.Read(late).Seconds, 0.05);
        using VideoFile video = VideoFile.Open(late);
        Assert.Equal((90, 0.0), (video.FrameCount, Math.Round(video.Start, 1)));
    }

    [Theory]
    [InlineData("mp4")]
    [InlineData("mkv")]
    [InlineData("ts")]
    public void A_late_picture_keeps_its_distance_from_the_sound(string container)
    {
        string late = Copy(Base(), "late picture." + container, "-itsoffset", "0.6", "-i", Base(), "-map", "1:v", "-map", "0:a");
        using VideoFile video = VideoFile.Open(late, (start, duration) => FrameSampling.Times(9, duration, start: start));
        Assert.Equal(0.9, Beep(AudioFile.Read(late)) - video.Start, 0.05);
        Assert.Equal(3.6, video.Duration, 0.01);
        Assert.Equal([0, 10, 20, 30, 40, 50, 60, 70, 80], Numbers(video, FrameSampling.Times(9, video.Duration, start: video.Start)));
        // the window of the sound features, 0.5 s to 2.95 s: the first picture is shown from 0.6 s on
        double[] times = FrameSampling.Times(5, video.Duration, FrameWindow.Audio, video.Start);
        Assert.Equal(0.5, times[0]);
        Assert.All(Numbers(video, times).Zip(times).Skip(1), pair => Assert.Equal(pair.Second, video.FrameTimes[pair.First], 0.0201));
    }

    [Theory]
    [InlineData("mp4")]
    [InlineData("mkv")]
    [InlineData("ts")]
    public void A_hole_in_the_sound_is_silent_and_what_follows_keeps_its_time(string container)
    {
        // packets of 1024 samples: those from 0.64 s to 1.07 s are left out
        string hole = Copy(Base(), "hole.mp4", "-bsf:a", "noise=drop='between(n,30,49)'");
        if (container != "mp4") hole = Copy(hole, "hole." + container);
        Assert.Equal(1.51, Beep(AudioFile.Read(hole)), 0.05);
        Assert.Equal(3.6, AudioFile.Read(hole).Seconds, 0.1);
    }

    [Fact]
    public void An_edit_list_moves_both_tracks_alike()
    {
        // begins at the second 0.8 of the base clip: both tracks have stamps before 0 that are not shown
        string cut = folder["cut.mp4"];
        Ffmpeg.Run(["-ss", "0.8", "-i", Base(), "-c", "copy", cut]);
        using VideoFile video = VideoFile.Open(cut);
        int first = Numbers(video, [video.Start])[0];
        Assert.Equal(1.51 - first / 25.0, Beep(AudioFile.Read(cut)) - video.Start, 0.05);
    }

    [Fact]
    public void A_gap_in_the_picture_is_followed()
    {
        string gap = folder["gap.mp4"];
        string[] drop = ["-vf", "select='not(between(n,20,39))'", "-fps_mode", "vfr"];
        Ffmpeg.Run(["-i", Base(), .. drop, "-c:v", "libx264", "-qp", "0", "-c:a", "copy", gap]);
        using VideoFile video = VideoFile.Open(gap, (start, duration) => FrameSampling.Times(9, duration, start: start));
        Assert.Equal(70, video.FrameCount);
        Assert.Equal([10, 19, 40, 45, 60], Numbers(video, [0.4, 1.17, 1.19, 1.8, 2.4]));
    }

    [Fact]
    public void Frames_and_features_are_cut_on_one_clock()
    {
        string late = Copy(Base(), "late picture.mp4", "-itsoffset", "0.6", "-i", Base(), "-map", "1:v", "-map", "0:a");
        var options = new FrameOptions { Frames = 5, Size = 16, FaceBox = FaceBoxKind.None, Window = FrameWindow.Audio };
        using var extractor = new FrameExtractor(options);
        FrameSample sample = extractor.Extract(late);
        Assert.Equal([0.5, 0.99, 1.48, 1.97, 2.46], sample.Times.Select(time => Math.Round(time, 9)));
        Assert.Equal([0, 10, 22, 34, 46], Enumerable.Range(0, 5).Select(t => TestVideo.Number(sample.Pixels[(t * 256 + 136) * 3])));
    }

    private string Base()
    {
        string file = folder["base.mp4"];
        return File.Exists(file) ? file : TestVideo.Numbered(file, 90, "64x48",
            "-f", "lavfi", "-i", "sine=frequency=1000:duration=3.6:sample_rate=48000,volume=eval=frame:volume='between(t,1.5,1.6)'",
            "-c:a", "aac");
    }

    private string Copy(string from, string name, params string[] arguments)
    {
        Ffmpeg.Run(["-y", "-i", from, .. arguments, "-c", "copy", folder[name]]);
        return folder[name];
    }

    private static double Beep(AudioSignal sound) =>
        (double)Array.FindIndex(sound.Samples, sample => Math.Abs(sample) > 0.05) / sound.SampleRate;

    private static int[] Numbers(VideoFile video, IReadOnlyList<double> times)
    {
        IReadOnlyList<Mat> pictures = video.ReadAt(times);
        int[] numbers = [.. pictures.Select(TestVideo.Number)];
        foreach (Mat picture in pictures) picture.Dispose();
        return numbers;
    }
}
