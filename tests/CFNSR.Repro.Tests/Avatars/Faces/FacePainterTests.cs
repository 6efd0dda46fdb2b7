using System.Security.Cryptography;
using CFNSR.Repro.Avatars.Faces;
using CFNSR.Repro.Data;
using OpenCvSharp;

namespace CFNSR.Repro.Tests.Avatars.Faces;

public sealed class FacePainterTests
{
    private static Mat Draw(int actor, Emotion emotion, int width = 320, int height = 180, double yaw = 0)
    {
        var identity = ActorIdentity.Of(actor, 0);
        using var painter = new FacePainter(identity, new Lighting(), width, height);
        var picture = new Mat(height, width, MatType.CV_8UC3, new Scalar(0, 0, 0));
        painter.Paint(FaceGeometry.From(identity.Shape, Expression.Of(emotion).Units), new HeadPose(Yaw: yaw), 0, 0, picture);
        return picture;
    }

    private static string Hash(Mat picture)
    {
        var bytes = new byte[picture.Rows * picture.Cols * 3];
        System.Runtime.InteropServices.Marshal.Copy(picture.Data, bytes, 0, bytes.Length);
        return Convert.ToHexString(SHA256.HashData(bytes));
    }

    [Fact]
    public void The_same_face_is_drawn_byte_for_byte_again()
    {
        using Mat first = Draw(3, Emotion.Fearful), second = Draw(3, Emotion.Fearful);
        Assert.Equal(Hash(first), Hash(second));
    }

    [Fact]
    public void Every_actor_and_every_emotion_gives_another_picture()
    {
        var hashes = new HashSet<string>();
        for (var actor = 1; actor <= ActorIdentity.Count; actor++)
            foreach (var emotion in Emotions.All)
            {
                using var picture = Draw(actor, emotion, 160, 90);
                hashes.Add(Hash(picture));
            }

        Assert.Equal(24 * 8, hashes.Count);
    }

    [Fact]
    public void The_face_is_in_the_middle_and_the_background_at_the_edges()
    {
        var identity = ActorIdentity.Of(1, 0);
        using var picture = Draw(1, Emotion.Neutral);
        Vec3b cheek = picture.At<Vec3b>(105, 148), corner = picture.At<Vec3b>(4, 4);
        Assert.True(cheek.Item2 > cheek.Item0 + 20, "skin is redder than blue");
        Assert.InRange(corner.Item0, identity.Backdrop.B * 0.85, identity.Backdrop.B * 1.05);
    }

    [Fact]
    public void OpenCVs_face_detector_finds_every_actor()
    {
        const string cascade = "/usr/share/opencv4/haarcascades/haarcascade_frontalface_default.xml";
        Assert.SkipUnless(File.Exists(cascade), "needs Debian's opencv-data");
        using var detector = new CascadeClassifier(cascade);
        for (var actor = 1; actor <= ActorIdentity.Count; actor++)
        {
            using var picture = Draw(actor, Emotion.Neutral);
            using var grey = new Mat();
            Cv2.CvtColor(picture, grey, ColorConversionCodes.BGR2GRAY);
            var faces = detector.DetectMultiScale(grey, 1.1, 3, 0, new Size(60, 60));
            Assert.True(faces.Length == 1, $"actor {actor}: {faces.Length} faces");
            Assert.InRange(faces[0].X + (faces[0].Width / 2), 145, 175);
        }
    }
}
