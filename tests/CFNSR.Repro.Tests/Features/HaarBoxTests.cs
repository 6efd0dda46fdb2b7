using CFNSR.Repro.Data;
using CFNSR.Repro.Features;
using OpenCvSharp;

namespace CFNSR.Repro.Tests.Features;

public sealed class HaarBoxTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    /// <summary>Read off the pictures by eye: middle of the left eye, right eye and mouth; and the box found (398x224 stills).</summary>
    public static TheoryData<int, int[], int[], int[], int[]> Faces => new()
    {
        { 1, [178, 92], [219, 92], [197, 143], [141, 47, 116] },
        { 2, [173, 104], [220, 104], [196, 157], [134, 58, 124] },
        { 3, [183, 103], [228, 103], [203, 155], [138, 52, 131] },
        { 4, [178, 92], [223, 97], [199, 142], [144, 49, 113] },
        { 5, [177, 96], [230, 96], [203, 157], [137, 45, 132] },
        { 6, [169, 101], [216, 101], [193, 153], [132, 54, 123] },
        { 7, [177, 92], [223, 92], [199, 151], [132, 43, 132] },
        { 8, [175, 101], [221, 101], [199, 151], [138, 53, 121] },
        { 9, [173, 85], [226, 85], [198, 144], [132, 32, 136] },
        { 10, [184, 104], [233, 104], [209, 158], [141, 50, 136] },
        { 11, [184, 91], [236, 91], [210, 144], [145, 38, 131] },
        { 12, [171, 102], [221, 102], [199, 154], [140, 56, 118] },
    };

    [Theory]
    [MemberData(nameof(Faces))]
    public void The_face_of_every_still_is_found(int actor, int[] leftEye, int[] rightEye, int[] mouth, int[] expected)
    {
        using Mat still = Cv2.ImRead(TestData.Shared("ravdess", "stills", $"Actor_{actor:00}.png"));
        using var haar = new HaarBox();
        Rect box = Assert.NotNull(haar.Largest(still));
        foreach (int[] point in new[] { leftEye, rightEye, mouth }) Assert.True(box.Contains(point[0], point[1]), $"{box} misses {point[0]}, {point[1]}");
        double faceX = (leftEye[0] + rightEye[0]) / 2.0, faceY = (leftEye[1] + mouth[1]) / 2.0;
        Assert.InRange(Math.Abs(box.X + box.Width / 2.0 - faceX), 0, 0.1 * box.Width);
        Assert.InRange(Math.Abs(box.Y + box.Height / 2.0 - faceY), 0, 0.15 * box.Height);
        const int tolerance = 6; // other OpenCV versions round the picture pyramid differently
        Assert.InRange(box.X, expected[0] - tolerance, expected[0] + tolerance);
        Assert.InRange(box.Y, expected[1] - tolerance, expected[1] + tolerance);
        Assert.InRange(box.Width, expected[2] - tolerance, expected[2] + tolerance);
        Assert.Equal(box.Width, box.Height);
    }

    /// <summary>A real face, panned from left to right at a steady pace, with its actor's real sound; full RAVDESS size.</summary>
    private string Panned(int actor, string more = "")
    {
        string still = TestData.Shared("ravdess", "stills", $"Actor_{actor:00}.png");
        string sound = Directory.GetFiles(TestData.Shared("ravdess", $"Actor_{actor:00}")).Order(StringComparer.Ordinal).First();
        string file = folder[$"pan {actor}{more.Length}.mp4"];
        Ffmpeg.Run(["-y", "-loop", "1", "-framerate", "30000/1001", "-i", still, "-i", sound,
            "-vf", $"scale=1422:800,crop=1280:720:x='142*t/4':y=40{more},format=yuv420p", "-t", "3.3", "-c:v", "libx264", "-preset", "ultrafast", "-crf", "18", "-c:a", "aac", file]);
        return file;
    }

    private static FaceTrack Track(string file, int frames)
    {
        using VideoFile video = VideoFile.Open(file);
        IReadOnlyList<Mat> pictures = video.ReadAt(FrameSampling.Times(frames, video.Duration));
        using var haar = new HaarBox();
        FaceTrack track = haar.Track(pictures);
        foreach (Mat picture in pictures) picture.Dispose();
        return track;
    }

    [Theory]
    [InlineData(1)]
    [InlineData(6)]
    public void The_box_follows_a_panned_face_steadily(int actor)
    {
        FaceTrack track = Track(Panned(actor), 30);
        Assert.Equal((16, 16), (track.Found, track.Searched)); // every second one and the last
        Assert.Null(track.Note);
        // over 29/30 of 3.3 s the picture moves 35.5 pixels a second: 113 pixels to the left
        double moved = Centre(track.Boxes[0]) - Centre(track.Boxes[29]);
        Assert.InRange(moved, 113 - 20, 113 + 20);
        double side = track.Boxes.Average(b => b.Width);
        Assert.InRange(side / 720, 0.4, 0.75);
        for (int i = 0; i < 30; i++)
        {
            double line = Centre(track.Boxes[0]) - moved * i / 29;
            Assert.InRange(Math.Abs(Centre(track.Boxes[i]) - line), 0, 0.05 * side);
            Assert.InRange(Math.Abs(track.Boxes[i].Width - side), 0, 0.08 * side);
            if (i > 0) Assert.InRange(Math.Abs(track.Boxes[i].Y - track.Boxes[i - 1].Y), 0, 0.04 * side);
        }

        static double Centre(Rect box) => box.X + box.Width / 2.0;
    }

    [Fact]
    public void Frames_without_a_face_take_the_box_between_their_neighbours()
    {
        FaceTrack whole = Track(Panned(1), 20);
        FaceTrack hidden = Track(Panned(1, ",drawbox=c=black:t=fill:enable='between(t,1,1.6)'"), 20);
        Assert.Equal(11, hidden.Searched);
        Assert.InRange(hidden.Found, 8, 10);
        Assert.Matches(@"^a face was found in ([89]|10) of 11 searched frames; the others take their neighbours' box$", hidden.Note);
        for (int i = 0; i < 20; i++) Assert.InRange(Math.Abs(hidden.Boxes[i].X - whole.Boxes[i].X), 0, 0.06 * whole.Boxes[i].Width);
    }

    [Fact]
    public void Without_a_face_the_centre_box_is_used_and_said()
    {
        FaceTrack track = Track(TestVideo.Numbered(folder["grey.mp4"], 30, "320x180"), 5);
        Assert.Equal(0, track.Found);
        Assert.All(track.Boxes, box => Assert.Equal(new Rect(70, 0, 180, 180), box));
        Assert.Contains("centre box", track.Note, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(1, new[] { 0 })]
    [InlineData(4, new[] { 0, 1, 2, 3 })]
    [InlineData(17, new[] { 0, 2, 4, 6, 8, 10, 12, 14, 16 })]
    [InlineData(40, new[] { 0, 3, 6, 9, 12, 15, 18, 21, 24, 27, 30, 33, 36, 39 })]
    [InlineData(36, new[] { 0, 3, 6, 9, 12, 15, 18, 21, 24, 27, 30, 33, 35 })]
    public void Of_many_frames_some_are_searched_evenly_and_the_last(int frames, int[] searched) => Assert.Equal(searched, HaarBox.Searched(frames));

    [Fact]
    public void A_small_face_is_found_too()
    {
        using Mat still = Cv2.ImRead(TestData.Shared("ravdess", "stills", "Actor_01.png"));
        using var room = new Mat(2 * still.Rows, 2 * still.Cols, still.Type(), Scalar.All(200)); // the face is a quarter of the height
        using (Mat part = room.SubMat(new Rect(150, 90, still.Cols, still.Rows))) still.CopyTo(part);
        using var haar = new HaarBox();
        Rect box = Assert.NotNull(haar.Largest(room));
        const int tolerance = 10;
        Assert.InRange(box.X, 150 + 141 - tolerance, 150 + 141 + tolerance);
        Assert.InRange(box.Y, 90 + 47 - tolerance, 90 + 47 + tolerance);
        Assert.InRange(box.Width, 116 - tolerance, 116 + tolerance);
    }

    [Fact]
    public void Gaps_are_filled_and_outliers_dropped()
    {
        Rect At(int x) => new(x, 40, 100, 100);
        Rect?[] faces = [null, At(10), At(12), null, null, At(18), At(20), new Rect(300, 0, 30, 30), At(24), At(26), null];
        Rect[] steady = HaarBox.Steady(faces, new Size(400, 200));
        Assert.Equal([10, 10, 12, 14, 16, 18, 20, 24, 26, 26, 26], steady.Select(b => b.X));
        Assert.All(steady, b => Assert.Equal((40, 100, 100), (b.Y, b.Width, b.Height)));
    }

    [Fact]
    public void A_missing_or_broken_cascade_is_named()
    {
        KitException absent = Assert.Throws<KitException>(() => new HaarBox(folder["absent.xml"]));
        Assert.Equal(folder["absent.xml"], absent.File);
        Assert.Contains("opencv-data", absent.Cure, StringComparison.Ordinal);
        Assert.Throws<KitException>(() => new HaarBox(folder.Write("broken.xml", "<not a cascade")));
    }
}
