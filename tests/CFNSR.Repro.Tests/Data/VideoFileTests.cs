using CFNSR.Repro.Data;
using OpenCvSharp;

namespace CFNSR.Repro.Tests.Data;

public sealed class VideoFileTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    private static int[] Numbers(VideoFile video, params double[] times)
    {
        IReadOnlyList<Mat> pictures = video.ReadAt(times);
        int[] numbers = [.. pictures.Select(TestVideo.Number)];
        foreach (Mat picture in pictures) picture.Dispose();
        return numbers;
    }

    [Fact]
    public void Frames_rate_size_and_length_are_counted()
    {
        using VideoFile video = VideoFile.Open(TestVideo.Numbered(folder["a.mp4"]));
        Assert.Equal((100, 64, 48), (video.FrameCount, video.Width, video.Height));
        Assert.Equal(25, video.FramesPerSecond, 6);
        Assert.Equal(4, video.Duration, 6);
        Assert.All(video.FrameTimes.Index(), f => Assert.Equal(f.Index / 25.0, f.Item, 6));
    }

    [Fact]
    public void The_frame_nearest_to_each_time_comes()
    {
        using VideoFile video = VideoFile.Open(TestVideo.Numbered(folder["a.mp4"]));
        // 0.019 s is nearer to frame 0 (0 s), 0.021 s to frame 1 (0.04 s); exactly between two the earlier one
        Assert.Equal([0, 0, 0, 1, 1, 50, 99, 99], Numbers(video, -1, 0.019, 0.02, 0.021, 0.04, 2.0, 3.97, 100));
    }

    [Fact]
    public void Thirty_uniform_times_take_thirty_known_frames()
    {
        using VideoFile video = VideoFile.Open(TestVideo.Numbered(folder["a.mp4"], 90));
        double[] times = [.. Enumerable.Range(0, 30).Select(i => i * 3.6 / 30)];
        Assert.Equal(Enumerable.Range(0, 30).Select(i => 3 * i), Numbers(video, times));
    }

    [Fact]
    public void Reading_twice_starts_again_and_a_doubled_time_gives_two_pictures()
    {
        using VideoFile video = VideoFile.Open(TestVideo.Numbered(folder["a.mp4"], 40));
        Assert.Equal([5, 5, 30], Numbers(video, 0.2, 0.2, 1.2));
        Assert.Equal([2, 39], Numbers(video, 0.08, 9));
        Assert.Equal([25, 12], Numbers(video, 1, 0.5)); // in any order
    }

    [Fact]
    public void Wanted_pictures_come_from_the_first_pass()
    {
        string file = TestVideo.Numbered(folder["a.mp4"], 99);
        double[] Times(double start, double duration) => [.. Enumerable.Range(0, 30).Select(i => start + i * duration / 30)];
        int[] expected;
        using (VideoFile twice = VideoFile.Open(file)) expected = [.. Numbers(twice, Times(twice.Start, twice.Duration))];
        using VideoFile once = VideoFile.Open(file, Times);
        File.Delete(file); // nothing is decoded again
        Assert.Equal(expected, Numbers(once, Times(once.Start, once.Duration)));
        Assert.Throws<KitException>(() => once.ReadAt([0.5])); // each picture is given away once
    }

    [Fact]
    public void Wrongly_guessed_times_cost_a_second_pass_and_change_nothing()
    {
        string file = TestVideo.Numbered(folder["a.mp4"], 60);
        using VideoFile video = VideoFile.Open(file, (_, _) => [0.04, 0.4, 99]);
        Assert.Equal([1, 10, 11, 30, 59], Numbers(video, 0.04, 0.4, 0.44, 1.2, 9));
        using VideoFile none = VideoFile.Open(file, (_, _) => throw new KitException("too short"));
        Assert.Equal([0, 59], Numbers(none, 0, 9));
    }

    [Fact]
    public void Lossy_clips_with_reordered_frames_come_in_order()
    {
        string file = folder["b.mp4"];
        Ffmpeg.Run(["-i", TestVideo.Numbered(folder["a.mp4"]), "-c:v", "libx264", "-crf", "10", "-bf", "3", "-pix_fmt", "yuv420p", file]);
        using VideoFile video = VideoFile.Open(file);
        Assert.Equal(100, video.FrameCount);
        Assert.Equal(Enumerable.Range(0, 100), Numbers(video, [.. Enumerable.Range(0, 100).Select(k => k / 25.0)]));
    }

    [Fact]
    public void A_varying_frame_rate_is_followed()
    {
        // twenty frames at 25 a second, then one every 0.12 s: frame 20 at 0.8 s, frame 30 at 2.0 s
        string file = folder["vfr.mp4"];
        Ffmpeg.Run(["-i", TestVideo.Numbered(folder["a.mp4"], 51), "-vf", "setpts='if(lt(N,20),N,20+(N-20)*3)/25/TB'", "-fps_mode", "vfr", "-c:v", "libx264", "-qp", "0", file]);
        using VideoFile video = VideoFile.Open(file);
        Assert.InRange(video.FrameCount, 50, 51);   // ffmpeg 7 writes the last picture without a duration, and what lasts no time is not shown
        Assert.Equal([10, 20, 21, 30, 49], Numbers(video, 0.4, 0.8, 0.9, 2.0, 4.3));
    }

    [Fact]
    public void Sound_that_outlasts_the_picture_does_not_stretch_it()
    {
        // Matroska promises no frame count: OpenCV takes it from the file's length, here 1.5 s more than the picture
        string file = folder["long sound.mkv"];
        TestVideo.Numbered(file, 50, "64x48", "-f", "lavfi", "-i", "sine=frequency=300:duration=3.5");
        using VideoFile video = VideoFile.Open(file);
        Assert.Equal((50, 2.0), (video.FrameCount, Math.Round(video.Duration, 3)));
    }

    [Fact]
    public void An_mp4_with_sound_and_one_without_read_the_same()
    {
        using VideoFile silent = VideoFile.Open(TestVideo.Numbered(folder["silent.mp4"], 30));
        using VideoFile loud = VideoFile.Open(TestVideo.Numbered(folder["loud.mp4"], 30, "64x48", "-f", "lavfi", "-i", "sine=frequency=300:duration=1.2", "-c:a", "aac"));
        Assert.Equal(silent.FrameCount, loud.FrameCount);
        Assert.Equal(Numbers(silent, 0, 0.5, 1), Numbers(loud, 0, 0.5, 1));
    }

    [Fact]
    public void Bad_files_are_refused_by_name_with_a_cure()
    {
        string whole = TestVideo.Numbered(folder["whole.mp4"]);
        string fast = folder["fast.mp4"];
        Ffmpeg.Run(["-i", whole, "-c", "copy", "-movflags", "+faststart", fast]);
        string sound = folder["sound.m4a"];
        Ffmpeg.Run(["-f", "lavfi", "-i", "sine=frequency=300:duration=1", "-c:a", "aac", sound]);

        (string File, string What)[] bad =
        [
            (folder["absent.mp4"], "no such file"),
            (folder.Write("empty.mp4", []), "empty"),
            (folder.Write("text.mp4", "this is no video\n"), "not a readable video"),
            (TestVideo.Truncated(whole, folder["no index.mp4"], 0.6), "not a readable video"),
            (TestVideo.Truncated(fast, folder["half.mp4"], 0.6), "truncated or damaged"),
            (sound, "no picture"),
        ];
        foreach ((string file, string what) in bad)
        {
            KitException e = Assert.Throws<KitException>(() => VideoFile.Open(file).Dispose());
            Assert.Equal(file, e.File);
            Assert.Contains(what, e.What, StringComparison.Ordinal);
            Assert.False(string.IsNullOrEmpty(e.Cure), file);
        }
    }

    [Fact]
    public void A_truncated_clip_says_how_much_is_left()
    {
        string fast = folder["fast.mp4"];
        Ffmpeg.Run(["-i", TestVideo.Numbered(folder["whole.mp4"]), "-c", "copy", "-movflags", "+faststart", fast]);
        KitException e = Assert.Throws<KitException>(() => VideoFile.Open(TestVideo.Truncated(fast, folder["half.mp4"], 0.7)).Dispose());
        Assert.Matches(@"\d+ of 100 frames", e.What);
    }

    [Fact]
    public void Hundreds_of_frames_are_read_at_once()
    {
        string file = folder["long.mp4"];
        Ffmpeg.Run(["-f", "lavfi", "-i", "testsrc=size=32x32:rate=25:duration=40", "-c:v", "libx264", "-preset", "ultrafast", file]);
        using VideoFile video = VideoFile.Open(file);
        IReadOnlyList<Mat> pictures = video.ReadAt(video.FrameTimes);
        Assert.Equal(1000, pictures.Count);
        foreach (Mat picture in pictures) picture.Dispose();
    }

    [Fact]
    public void Where_the_size_changes_every_frame_comes_in_the_first_size()
    {
        string[] parts = [TestVideo.Numbered(folder["small.ts"], 50, "64x48"), TestVideo.Numbered(folder["large.ts"], 100, "128x96")];
        string both = folder["both.ts"];
        File.WriteAllBytes(both, [.. parts.SelectMany(File.ReadAllBytes)]);
        using VideoFile video = VideoFile.Open(both, (start, duration) => [start, start + duration / 2]);
        Assert.Equal((150, 64, 48), (video.FrameCount, video.Width, video.Height));
        Assert.Equal(6, video.Duration, 0.1);
        // the second part counts from 0 again; made smaller, it comes out some levels darker
        int[] frames = [0, 20, 49, 50, 70, 149], expected = [0, 20, 49, 0, 20, 99];
        int[] numbers = Numbers(video, [.. frames.Select(frame => video.FrameTimes[frame])]);
        Assert.Equal(expected[..3], numbers[..3]);
        Assert.All(expected.Zip(numbers), pair => Assert.InRange(pair.Second, pair.First - 1, pair.First));
    }

    [Theory]
    [InlineData("libsvtav1")]
    [InlineData("libvpx-vp9")]
    [InlineData("libx265")]
    public void What_ffmpeg_decodes_is_read(string codec)
    {
        string file = folder["a.mkv"];
        Ffmpeg.Run(["-i", TestVideo.Numbered(folder["a.mp4"], 30, "128x96"), "-c:v", codec, "-crf", "8", "-pix_fmt", "yuv420p", file]);
        using VideoFile video = VideoFile.Open(file);
        Assert.Equal(30, video.FrameCount);
        Assert.Equal([0, 10, 29], Numbers(video, 0, 0.4, 1.16));
    }

    [Fact]
    public void A_codec_that_is_not_known_is_named_with_the_command_that_converts_it()
    {
        byte[] bytes = File.ReadAllBytes(TestVideo.Numbered(folder["a.mp4"], 10));
        int tag = bytes.AsSpan().IndexOf("avc1\0\0\0\0"u8);
        "XVC9"u8.CopyTo(bytes.AsSpan(tag));
        KitException e = Assert.Throws<KitException>(() => VideoFile.Open(folder.Write("unknown.mp4", bytes)).Dispose());
        Assert.Equal("there is no picture that ffmpeg can decode (codec XVC9)", e.What);
        Assert.Contains("ffmpeg -i IN -c:v libx264", e.Cure, StringComparison.Ordinal);
    }

    [Fact]
    public void Pixels_that_are_not_square_and_turned_pictures_come_as_they_are_shown()
    {
        string wide = folder["wide.mp4"], turned = folder["turned.mp4"];
        Ffmpeg.Run(["-i", TestVideo.Numbered(folder["a.mp4"], 10), "-c", "copy", "-aspect", "16:9", wide]);
        using (VideoFile video = VideoFile.Open(wide)) Assert.Equal((85, 48), (video.Width, video.Height));
        Ffmpeg.Run(["-i", folder["a.mp4"], "-c", "copy", "-metadata:s:v", "rotate=90", turned]);
        using VideoFile other = VideoFile.Open(turned);
        Assert.Equal((48, 64), (other.Width, other.Height));
        Assert.Equal([0, 9], Numbers(other, 0, 9));
    }

    [Fact]
    public void The_default_tracks_are_preferred_over_the_first()
    {
        string file = folder["two.mkv"];
        Ffmpeg.Run(["-i", TestVideo.Numbered(folder["a.mp4"], 10), "-i", TestVideo.Numbered(folder["b.mp4"], 20, "32x32"),
            "-f", "lavfi", "-i", "sine=duration=1:sample_rate=8000", "-f", "lavfi", "-i", "sine=duration=2:sample_rate=16000",
            "-map", "0:v", "-map", "1:v", "-map", "2:a", "-map", "3:a", "-c:v", "copy", "-c:a", "flac",
            "-disposition:v:0", "0", "-disposition:v:1", "default", "-disposition:a:0", "0", "-disposition:a:1", "default", file]);
        using VideoFile video = VideoFile.Open(file);
        Assert.Equal((20, 32), (video.FrameCount, video.Width));
        Assert.Equal((16000, 32000), AudioFile.Read(file) is var sound ? (sound.SampleRate, sound.Samples.Length) : default);
    }
}
