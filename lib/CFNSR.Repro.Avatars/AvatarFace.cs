using CFNSR.Repro.Avatars.Faces;
using OpenCvSharp;

namespace CFNSR.Repro.Avatars;

/// <summary>One drawn face under given action units, for a page or a notebook.</summary>
public static class AvatarFace
{
    /// <summary>A face that looks straight ahead.</summary>
    /// <param name="units">Values (35) as <see cref="Features.Tracking.ActionUnits.All"/>, such as the means of a clip.</param>
    /// <param name="actor">Whose drawn face, 1 to 24.</param>
    /// <param name="size">Width and height in pixels.</param>
    /// <returns>A PNG file's bytes.</returns>
    /// <exception cref="KitException">There are not 35 values, or there is no such actor.</exception>
    public static byte[] Png(ReadOnlySpan<float> units, int actor = 1, int size = 256)
    {
        ActorIdentity identity = ActorIdentity.Of(actor, seed: 0);
        FaceGeometry face = TrackedFace.Of(identity.Shape, units);
        using var painter = new FacePainter(identity, new Lighting(), size, size);
        using var picture = new Mat(size, size, MatType.CV_8UC3, new Scalar(0, 0, 0));
        painter.Paint(face, default, 0, 0, picture);
        return picture.ImEncode(".png");
    }
}
