using CFNSR.Repro.Features;
using CFNSR.Repro.Tests.Data;
using OpenCvSharp;

namespace CFNSR.Repro.Tests.Features;

public sealed class FrameExtractorTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    private static FrameSample Extract(FrameOptions options, string video, string? landmarks = null)
    {
        using var extractor = new FrameExtractor(options);
        return extractor.Extract(video, landmarks);
    }

    /// <summary>Pixels with no pattern: a fixed hash of place and channel.</summary>
    private static byte[] Noise(int width, int height, int seed) =>
        [.. Enumerable.Range(0, width * height * 3).Select(i => (byte)((uint)(i * 2654435761L + seed * 40503) >> 13))];

    private static byte At(byte[] bgr, int width, int y, int x, int channel) => bgr[(y * width + x) * 3 + channel];

    [Fact]
    public void The_right_frames_come_in_order_from_the_whole_clip_and_from_the_audio_window()
    {
        string video = TestVideo.Numbered(folder["a.mp4"], 90, "64x36");
        var options = new FrameOptions { Frames = 9, Size = 16, FaceBox = FaceBoxKind.None };
        FrameSample whole = Extract(options, video);
        Assert.Equal(9 * 16 * 16 * 3, whole.Pixels.Length);
        Assert.Equal(Enumerable.Range(0, 9).Select(i => 10 * i), Numbers(whole));

        // 0.5 + i * 2.45 / 9 seconds at 25 frames a second
        FrameSample window = Extract(options with { Window = FrameWindow.Audio }, video);
        Assert.Equal([12, 19, 26, 33, 40, 47, 53, 60, 67], Numbers(window));
        Assert.Equal(0.5, window.Times[0]);

        static IEnumerable<int> Numbers(FrameSample sample) => Enumerable.Range(0, 9).Select(t => TestVideo.Number(sample.Pixels[(t * 256 + 8 * 16 + 8) * 3]));
    }

    [Fact]
    public void Pictures_of_the_wanted_size_pass_unchanged_as_RGB_or_BGR()
    {
        byte[][] frames = [Noise(16, 16, 1), Noise(16, 16, 2)];
        string video = TestVideo.Exact(folder["a.mp4"], 16, 16, frames);
        var options = new FrameOptions { Frames = 2, Size = 16, FaceBox = FaceBoxKind.None, ChannelOrder = ChannelOrder.Bgr };
        Assert.Equal([.. frames[0], .. frames[1]], Extract(options, video).Pixels);
        byte[] rgb = Extract(options with { ChannelOrder = ChannelOrder.Rgb }, video).Pixels;
        for (int i = 0; i < 256; i++) Assert.Equal((frames[0][3 * i + 2], frames[0][3 * i + 1], frames[0][3 * i]), (rgb[3 * i], rgb[3 * i + 1], rgb[3 * i + 2]));
    }

    [Fact]
    public void Shrinking_averages_blocks()
    {
        byte[] frame = Noise(48, 32, 3);
        string video = TestVideo.Exact(folder["a.mp4"], 48, 32, frame);
        byte[] small = Extract(new FrameOptions { Frames = 1, Size = 8, FaceBox = FaceBoxKind.None, ChannelOrder = ChannelOrder.Bgr }, video).Pixels;
        for (int y = 0; y < 8; y++)
        {
            for (int x = 0; x < 8; x++)
            {
                for (int c = 0; c < 3; c++)
                {
                    double mean = (from dy in Enumerable.Range(0, 4) from dx in Enumerable.Range(0, 6) select (double)At(frame, 48, 4 * y + dy, 6 * x + dx, c)).Average();
                    Assert.InRange(small[(y * 8 + x) * 3 + c], mean - 0.51, mean + 0.51);
                }
            }
        }
    }

    [Fact]
    public void Cropping_first_enlarges_the_full_pictures_box_bilinearly()
    {
        byte[] frame = Noise(128, 72, 4);
        string video = TestVideo.Exact(folder["a.mp4"], 128, 72, frame);
        // landmarks 320..480 by 100..300 of 1280x720: a box of 16x20 at (32, 10) of this picture
        byte[] pixels = Extract(Landmarks(32, cropFirst: true), video, Csv(320, 100, 480, 300)).Pixels;
        AssertBilinear(pixels, 32, (y, x, c) => At(frame, 128, 10 + y, 32 + x, c), 16, 20);
    }

    [Fact]
    public void As_published_the_whole_frame_is_squeezed_first_and_the_box_enlarged_from_that()
    {
        byte[] frame = Noise(128, 64, 5);
        string video = TestVideo.Exact(folder["a.mp4"], 128, 64, frame);
        // squeezed to 32x32 by averaging blocks of 4x2; the box is truncated there: 320/1280*32 = 8, 490/1280*32 = 12.25, 90/720*32 = 4, 310/720*32 = 13.8
        byte[] squeezed = new byte[32 * 32 * 3];
        for (int i = 0; i < squeezed.Length; i++)
        {
            int c = i % 3, x = i / 3 % 32, y = i / 96;
            double mean = (from dy in Enumerable.Range(0, 2) from dx in Enumerable.Range(0, 4) select (double)At(frame, 128, 2 * y + dy, 4 * x + dx, c)).Average();
            squeezed[i] = (byte)Math.Round(mean, MidpointRounding.ToEven);
        }
        FrameSample sample = Extract(Landmarks(32, cropFirst: false), video, Csv(320, 90, 490, 310));
        Assert.Equal(Rect.FromLTRB(8, 4, 12, 13), Assert.Single(sample.Track.Boxes));
        AssertBilinear(sample.Pixels, 32, (y, x, c) => At(squeezed, 32, 4 + y, 8 + x, c), 4, 9);
    }

    [Fact]
    public void Centre_box_of_a_squeezed_picture_is_scaled_with_it()
    {
        string video = TestVideo.Exact(folder["a.mp4"], 128, 64, Noise(128, 64, 6));
        var options = new FrameOptions { Frames = 1, Size = 32, FaceBox = FaceBoxKind.Centre, CropBeforeResize = false };
        Assert.Equal(new Rect(8, 0, 16, 32), Assert.Single(Extract(options, video).Track.Boxes));
        Assert.Equal(new Rect(32, 0, 64, 64), Assert.Single(Extract(options with { CropBeforeResize = true }, video).Track.Boxes));
    }

    [Fact]
    public void Every_switch_leaves_its_trace_and_a_second_run_gives_the_same_bytes()
    {
        string still = TestData.Shared("ravdess", "stills", "Actor_02.png");
        using Mat picture = Cv2.ImRead(still);
        picture.GetArray(out Vec3b[] pixels);
        byte[] bgr = [.. pixels.SelectMany(p => new[] { p.Item0, p.Item1, p.Item2 })];
        string video = TestVideo.Exact(folder["face.mp4"], picture.Width, picture.Height, bgr, bgr, bgr);
        var options = new FrameOptions { Frames = 3, Size = 48 };
        FrameSample face = Extract(options, video);
        Assert.Equal(3, face.Track.Found);
        Assert.Equal(face.Pixels, Extract(options, video).Pixels);
        Assert.Equal(face.Pixels.AsSpan(0, 48 * 48 * 3), face.Pixels.AsSpan(48 * 48 * 3, 48 * 48 * 3));
        // the box fills with skin: more red than blue in its middle, where the whole frame's corner is white
        int middle = (24 * 48 + 24) * 3;
        Assert.True(face.Pixels[middle] > face.Pixels[middle + 2] + 20);
        FrameSample whole = Extract(options with { FaceBox = FaceBoxKind.None }, video);
        Assert.True(whole.Pixels[0] > 240 && whole.Pixels[2] > 240);
        // upstream's order: the same face, from a picture with a fifth of the pixels: alike, not equal
        FrameSample squeezed = Extract(options with { CropBeforeResize = false }, video);
        double difference = face.Pixels.Zip(squeezed.Pixels, (a, b) => Math.Abs(a - b)).Average();
        Assert.InRange(difference, 1, 20);
    }

    [Fact]
    public void Bad_input_names_the_file()
    {
        string video = TestVideo.Numbered(folder["short.mp4"], 10);
        KitException tooShort = Assert.Throws<KitException>(() => Extract(new FrameOptions { Window = FrameWindow.Audio }, video));
        Assert.Equal(video, tooShort.File);
        KitException noLandmarks = Assert.Throws<KitException>(() => Extract(new FrameOptions { FaceBox = FaceBoxKind.Landmarks }, video));
        Assert.Equal(video, noLandmarks.File);
        Assert.Throws<KitException>(() => Extract(new FrameOptions(), folder["absent.mp4"]));
    }

    private static FrameOptions Landmarks(int size, bool cropFirst) =>
        new() { Frames = 1, Size = size, FaceBox = FaceBoxKind.Landmarks, CropBeforeResize = cropFirst, ChannelOrder = ChannelOrder.Bgr };

    private string Csv(int left, int top, int right, int bottom)
    {
        string header = LandmarkFileTests.Csv(0)[0];
        string row = "1, 0, 0, 0.98, " + string.Join(", ", Enumerable.Range(0, 68).Select(i => i % 2 == 0 ? left : right)) + ", 0, " + string.Join(", ", Enumerable.Range(0, 68).Select(i => i < 30 ? top : bottom));
        return folder.Write("landmarks.csv", header + "\n" + row + "\n");
    }

    // Pixel centres: output x sits at (x + 0.5) * width / size - 0.5 of the source, clamped to its edge pixels.
    private static void AssertBilinear(byte[] pixels, int size, Func<int, int, int, byte> source, int width, int height)
    {
        for (int y = 0; y < size; y++)
        {
            for (int x = 0; x < size; x++)
            {
                double sx = Math.Clamp((x + 0.5) * width / size - 0.5, 0, width - 1), sy = Math.Clamp((y + 0.5) * height / size - 0.5, 0, height - 1);
                int x0 = Math.Min((int)sx, width - 2), y0 = Math.Min((int)sy, height - 2);
                double fx = sx - x0, fy = sy - y0;
                for (int c = 0; c < 3; c++)
                {
                    double value = (1 - fy) * ((1 - fx) * source(y0, x0, c) + fx * source(y0, x0 + 1, c)) + fy * ((1 - fx) * source(y0 + 1, x0, c) + fx * source(y0 + 1, x0 + 1, c));
                    Assert.InRange(pixels[(y * size + x) * 3 + c], value - 1.01, value + 1.01); // fixed-point weights
                }
            }
        }
    }
}
