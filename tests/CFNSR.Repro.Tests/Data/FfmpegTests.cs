using CFNSR.Repro.Data;

namespace CFNSR.Repro.Tests.Data;

public sealed class FfmpegTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void Raw_frames_go_in_by_a_pipe_and_a_film_comes_out()
    {
        string file = folder.File("it's a \"film\" $HOME;.mp4"); // nothing is read by a shell
        using (FfmpegProcess ffmpeg = Ffmpeg.Start(["-f", "rawvideo", "-pix_fmt", "rgb24", "-s", "64x32", "-r", "10", "-i", "pipe:0", "-pix_fmt", "yuv420p", file], file))
        {
            for (int i = 0; i < 20; i++) ffmpeg.Write(new byte[64 * 32 * 3]);
            ffmpeg.Finish();
        }
        MediaInfo info = Ffmpeg.Probe(file);
        Assert.Equal(new MediaInfo("QuickTime / MOV", new VideoTrack(0, "h264", 64, 32, 10, 20, 0, 2), null), info);
    }

    [Fact]
    public void Sound_is_described()
    {
        string file = folder.Write("a.wav", WavBytes.Pcm16(22050, 2, new short[44100]));
        var track = new AudioTrack(0, "pcm_s16le", 22050, 2, 1, 1);
        Assert.Equal(new MediaInfo("WAV / WAVE (Waveform Audio)", null, track), Ffmpeg.Probe(file));
    }

    [Fact]
    public void A_failure_carries_ffmpegs_last_words_and_the_file()
    {
        var error = Assert.Throws<KitException>(() => Ffmpeg.Run(["-i", "/nowhere/none.mp4", folder.File("x.wav")], "/nowhere/none.mp4"));
        Assert.Equal("/nowhere/none.mp4", error.File);
        Assert.Contains("No such file or directory", error.What);
    }

    [Fact]
    public void Writing_to_an_ffmpeg_that_has_ended_is_a_KitException()
    {
        using FfmpegProcess ffmpeg = Ffmpeg.Start(["-f", "nonsense", "-i", "pipe:0", folder.File("x.wav")], "x.wav");
        var error = Assert.Throws<KitException>(() =>
        {
            for (int i = 0; i < 100; i++) ffmpeg.Write(new byte[1 << 16]);
            ffmpeg.Finish();
        });
        Assert.Contains("nonsense", error.What);
    }

    [Fact]
    public void Disposing_ends_an_unfinished_ffmpeg()
    {
        FfmpegProcess ffmpeg = Ffmpeg.Start(["-f", "lavfi", "-i", "sine", "-f", "f32le", "pipe:1"]); // endless
        var buffer = new byte[1000];
        ffmpeg.Output.ReadExactly(buffer);
        ffmpeg.Dispose();
        Assert.Throws<ObjectDisposedException>(() => ffmpeg.Output.ReadExactly(new byte[10_000_000]));
    }

    [Fact]
    public void A_playlist_cannot_reach_the_network()
    {
        string file = folder.Write("list.m3u8", "#EXTM3U\n#EXT-X-TARGETDURATION:1\n#EXTINF:1,\nhttp://127.0.0.1:9/a.ts\n#EXT-X-ENDLIST\n"u8.ToArray());
        Assert.Equal(file, Assert.Throws<KitException>(() => AudioFile.Read(file)).File);
    }
}
