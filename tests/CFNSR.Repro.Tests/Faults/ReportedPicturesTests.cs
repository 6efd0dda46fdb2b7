using System.Buffers.Binary;
using CFNSR.Repro.Avatars.Faces;
using CFNSR.Repro.Data;
using CFNSR.Repro.Features;
using OpenCvSharp;

namespace CFNSR.Repro.Tests.Faults;

/// <summary>Kinds of video that public reports describe; sources: data/results/faults/public-reports.md.</summary>
public sealed class ReportedPicturesTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    /// <summary>A bright bar at the top of the scene, stored turned, with the turn that brings it back noted in the container.</summary>
    [Theory]
    [InlineData(90)]
    [InlineData(180)]
    [InlineData(270)]
    public void A_film_that_a_telephone_stored_turned_is_upright(int degrees)
    {
        string upright = Bar("upright.mp4"), turned = folder["turned.mp4"];
        string filter = degrees switch { 90 => "transpose=cclock", 270 => "transpose=clock", _ => "hflip,vflip" };
        Ffmpeg.Run(["-i", upright, "-vf", filter, "-c:v", "libx264", "-qp", "0", turned]);
        Turn(turned, degrees);
        using VideoFile video = VideoFile.Open(turned);
        Assert.Equal((96, 64), (video.Width, video.Height));
        using Mat picture = video.ReadAt([0])[0];
        Assert.True(picture.Get<Vec3b>(4, 48).Item1 > 200 && picture.Get<Vec3b>(60, 48).Item1 < 50);
    }

    [Theory]
    [InlineData("ten bits", "-c:v libx264 -pix_fmt yuv420p10le")]
    [InlineData("HEVC of ten bits", "-c:v libx265 -x265-params log-level=error -pix_fmt yuv420p10le")]
    [InlineData("grey", "-c:v libx264 -pix_fmt gray")]
    [InlineData("full range", "-c:v libx264 -pix_fmt yuvj420p")]
    [InlineData("4:4:4", "-c:v libx264 -pix_fmt yuv444p")]
    [InlineData("RGB", "-c:v libx264rgb")]
    [InlineData("interlaced", "-c:v libx264 -flags +ilme+ildct")]
    [InlineData("B frames", "-c:v libx264 -bf 16 -g 300")]
    [InlineData("fragments", "-c:v libx264 -movflags frag_keyframe+empty_moov")]
    [InlineData("two tracks of pictures", "-map 0 -map 0 -c:v libx264")]
    public void However_a_film_is_coded_its_pictures_are_the_same(string coding, string options)
    {
        string file = folder[coding + ".mp4"];
        Ffmpeg.Run(["-i", Bar("plain.mp4"), .. options.Split(' '), file]);
        using VideoFile video = VideoFile.Open(file);
        Assert.Equal((50, 96, 64, 2.0), (video.FrameCount, video.Width, video.Height, Math.Round(video.Duration, 6)));
        using Mat picture = video.ReadAt([1])[0];
        Assert.Equal(MatType.CV_8UC3, picture.Type());
        Assert.InRange(picture.Get<Vec3b>(4, 48).Item1, 225, 255);
        Assert.InRange(picture.Get<Vec3b>(60, 48).Item1, 0, 25);
    }

    [Theory]
    [InlineData("-c:v png -pix_fmt rgba", "a.mov")]
    [InlineData("-c:v libvpx-vp9 -pix_fmt yuva420p", "a.webm")]
    public void A_film_with_transparency_has_three_channels(string options, string name)
    {
        string file = folder[name];
        Ffmpeg.Run(["-i", Bar("plain.mp4"), .. options.Split(' '), file]);
        using VideoFile video = VideoFile.Open(file);
        using Mat picture = video.ReadAt([0])[0];
        Assert.Equal(MatType.CV_8UC3, picture.Type());
    }

    [Fact]
    public void A_cover_before_the_film_is_not_its_picture()
    {
        string file = folder["cover.mp4"];
        string[] both = ["-map", "0", "-map", "1", "-c:v:0", "mjpeg", "-c:v:1", "copy", "-disposition:v:0", "attached_pic"];
        Ffmpeg.Run(["-i", Cover(), "-i", Bar("plain.mp4"), .. both, file]);
        using VideoFile video = VideoFile.Open(file);
        Assert.Equal((50, 96, 64), (video.FrameCount, video.Width, video.Height));
    }

    /// <summary>The cover of a piece of music, a picture under the name of a film, a film that broke off after its first picture.</summary>
    [Theory]
    [InlineData("-f lavfi -i sine=duration=3 -i COVER -map 0 -map 1 -c:v mjpeg -disposition:v:0 attached_pic")]
    [InlineData("-i COVER -c:v png -f image2 -update 1")]
    [InlineData("-i FILM -frames:v 1")]
    public void A_single_picture_is_no_film(string command)
    {
        string file = folder["01-01-01-01-01-01-01.mp4"], cover = Cover(), film = Bar("plain.mp4");
        Ffmpeg.Run([.. command.Split(' ').Select(word => word switch { "COVER" => cover, "FILM" => film, _ => word }), file]);
        KitException error = Assert.Throws<KitException>(() => VideoFile.Open(file).Dispose());
        Assert.Equal(file, error.File);
        Assert.Matches("^there is (no|only one) picture in it$", error.What); // a cover is none, or one
    }

    [Fact]
    public void Of_two_faces_that_take_turns_in_being_the_larger_one_is_followed()
    {
        Mat[] pictures = [.. Enumerable.Range(0, 30).Select(i => TwoFaces(left: i % 4 < 2 ? 180 : 160, right: i % 4 < 2 ? 160 : 180))];
        using var haar = new HaarBox();
        FaceTrack track = haar.Track(pictures);
        foreach (Mat picture in pictures) picture.Dispose();
        Assert.Equal(track.Searched, track.Found);
        Assert.All(track.Boxes, box => Assert.InRange(box.X, track.Boxes[0].X - 20, track.Boxes[0].X + 20));
    }

    [Fact]
    public void A_face_at_the_border_has_a_box_inside_the_picture()
    {
        using Mat whole = TwoFaces(180, 160);
        using Mat cut = whole.SubMat(new Rect(105, 0, 400, 180)).Clone(); // from just left of the first face
        using var haar = new HaarBox();
        Rect box = Assert.NotNull(haar.Largest(cut));
        Assert.Equal(box, box & new Rect(0, 0, cut.Width, cut.Height));
    }

    /// <summary>Writes a turn (clockwise) into the track header of an mp4: the first four numbers, of 16.16 bits, of its matrix.</summary>
    private static void Turn(string file, int degrees)
    {
        byte[] bytes = File.ReadAllBytes(file);
        int header = bytes.AsSpan().IndexOf("tkhd"u8);
        (int cosine, int sine) = degrees switch { 90 => (0, 1), 270 => (0, -1), _ => (-1, 0) };
        foreach ((int at, int value) in (ReadOnlySpan<(int, int)>)[(0, cosine), (4, sine), (12, -sine), (16, cosine)])
        {
            BinaryPrimitives.WriteInt32BigEndian(bytes.AsSpan(header + 44 + at), value << 16);
        }
        File.WriteAllBytes(file, bytes);
    }

    private static Mat TwoFaces(int left, int right)
    {
        var picture = new Mat(180, 640, MatType.CV_8UC3, Scalar.All(128));
        Paint(0, left);
        Paint(320, right);
        return picture;

        void Paint(int x, int height)
        {
            var identity = ActorIdentity.Of(3, 0);
            using var painter = new FacePainter(identity, new Lighting(), 320, 180);
            using var face = new Mat(180, 320, MatType.CV_8UC3, Scalar.All(0));
            painter.Paint(FaceGeometry.From(identity.Shape, Expression.Of(Emotion.Neutral).Units), new HeadPose(), 0, 0, face);
            using var small = new Mat();
            Cv2.Resize(face, small, new Size(320 * height / 180, height), 0, 0, InterpolationFlags.Area);
            using Mat place = picture.SubMat(new Rect(x + (320 - small.Width) / 2, 180 - height, small.Width, height));
            small.CopyTo(place);
        }
    }

    private string Cover()
    {
        string file = folder["cover.png"];
        Ffmpeg.Run(["-y", "-f", "lavfi", "-i", "color=red:size=80x80", "-frames:v", "1", file]);
        return file;
    }

    private string Bar(string name)
    {
        string file = folder[name];
        const string scene = "color=black:size=96x64:rate=25:duration=2,drawbox=0:0:96:16:white:fill";
        Ffmpeg.Run(["-y", "-f", "lavfi", "-i", scene, "-c:v", "libx264", "-qp", "0", "-pix_fmt", "yuv420p", file]);
        return file;
    }
}
