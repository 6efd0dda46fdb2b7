using OpenCvSharp;

namespace CFNSR.Repro.Tests.Packages.OpenCvSharp;

/// <summary>Reading video and finding faces, by the calls that the kit makes.</summary>
public sealed class VideoTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void A_capture_tells_its_header_and_reads_to_the_end()
    {
        using var capture = new VideoCapture(TestVideo.Numbered(folder["a.mp4"], 30, "320x180"), VideoCaptureAPIs.FFMPEG);
        Assert.True(capture.IsOpened());
        Assert.Equal((30, 320, 180, 25.0), (capture.FrameCount, capture.FrameWidth, capture.FrameHeight, capture.Fps));
        using var frame = new Mat();
        var numbers = new List<int>();
        while (capture.Read(frame)) numbers.Add(TestVideo.Number(frame));
        Assert.Equal(Enumerable.Range(0, 30), numbers);
        Assert.False(capture.Grab());
    }

    [Fact]
    public void Grabbing_skips_and_the_time_is_the_grabbed_frames()
    {
        using var capture = new VideoCapture(TestVideo.Numbered(folder["a.mp4"], 30));
        for (int i = 0; i <= 10; i++) Assert.True(capture.Grab());
        Assert.Equal(400, capture.Get(VideoCaptureProperties.PosMsec), 3);
        using var frame = new Mat();
        Assert.True(capture.Retrieve(frame));
        Assert.Equal(10, TestVideo.Number(frame));
        Assert.True(capture.Read(frame));
        Assert.Equal(11, TestVideo.Number(frame));
    }

    [Fact]
    public void What_is_no_video_does_not_open_and_throws_nothing()
    {
        using var capture = new VideoCapture(folder.Write("text.mp4", "no video"), VideoCaptureAPIs.FFMPEG);
        Assert.False(capture.IsOpened());
        Assert.Equal(0, capture.FrameCount);
        using var frame = new Mat();
        Assert.False(capture.Read(frame));
        Assert.Throws<ArgumentNullException>(() => new VideoCapture(null!));
    }

    [Fact]
    public void A_written_video_is_read_back()
    {
        string file = folder["a.avi"];
        using (var writer = new VideoWriter(file, FourCC.MJPG, 25, new Size(64, 48)))
        {
            Assert.True(writer.IsOpened());
            using var frame = new Mat(48, 64, MatType.CV_8UC3);
            for (int i = 0; i < 5; i++) writer.Write(frame.SetTo(Scalar.All(50 * i)));
        }
        using var capture = new VideoCapture(file);
        using var read = new Mat();
        var greys = new List<double>();
        while (capture.Read(read)) greys.Add(Cv2.Mean(read).Val1);
        Assert.Equal(5, greys.Count);
        Assert.All(greys.Index(), g => Assert.InRange(g.Item, 50 * g.Index - 3, 50 * g.Index + 3));
        Assert.Equal(FourCC.MJPG, VideoWriter.FourCC('M', 'J', 'P', 'G'));
    }

    [Fact]
    public void A_disposed_capture_refuses_to_work()
    {
        var capture = new VideoCapture(TestVideo.Numbered(folder["a.mp4"], 5));
        capture.Dispose();
        Assert.Throws<ObjectDisposedException>(() => capture.Grab());
    }

    [Fact]
    public void A_cascade_needs_its_file_and_finds_nothing_on_grey()
    {
        Assert.Throws<FileNotFoundException>(() => new CascadeClassifier(folder["absent.xml"]));
        const string file = "/usr/share/opencv4/haarcascades/haarcascade_frontalface_alt2.xml";
        Assert.SkipUnless(File.Exists(file), "needs Debian's opencv-data");
        using var cascade = new CascadeClassifier(file);
        Assert.False(cascade.Empty());
        using var grey = new Mat(120, 160, MatType.CV_8UC1, Scalar.All(128));
        Assert.Empty(cascade.DetectMultiScale(grey, 1.1, 3, minSize: new Size(20, 20)));
    }
}
