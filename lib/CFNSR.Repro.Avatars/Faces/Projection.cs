namespace CFNSR.Repro.Avatars.Faces;

/// <summary>
/// From face units to pixels. Points lie on a rounded head, so that a turn moves the nose further than the ears.
/// </summary>
internal readonly struct Projection
{
    private readonly double sinYaw, cosYaw, sinPitch, cosPitch, sinRoll, cosRoll, scale, originX, originY, shiftX, shiftY;

    public Projection(HeadPose pose, int width, int height)
    {
        (sinYaw, cosYaw) = Math.SinCos(pose.Yaw * Math.PI / 180);
        (sinPitch, cosPitch) = Math.SinCos(pose.Pitch * Math.PI / 180);
        (sinRoll, cosRoll) = Math.SinCos(pose.Roll * Math.PI / 180);
        (originX, originY) = (width / 2.0, height * OriginHeight);
        (shiftX, shiftY) = (pose.X, pose.Y);
        Unit = height * UnitHeight;
        scale = Unit * (1 + pose.Nearness);
    }

    /// <summary>Face units to the height of the picture.</summary>
    public const double UnitHeight = 0.30;

    /// <summary>Where the origin of the face is, from the top of the picture.</summary>
    public const double OriginHeight = 0.52;

    /// <summary>Pixels of one face unit at rest.</summary>
    public double Unit { get; }

    /// <summary>A point on the skin; <paramref name="lift"/> raises it above the rounded head (nose) or, negative, puts it behind.</summary>
    public Vec Skin(double x, double y, double lift = 0)
    {
        var round = 1 - (x * x / 0.81) - (y * y / 1.5);
        return Solid(x, y, (round > 0 ? 0.62 * Math.Sqrt(round) : 0) + lift);
    }

    /// <summary>A point at depth z towards the viewer.</summary>
    public Vec Solid(double x, double y, double z)
    {
        const double neck = 0.9;
        var turnedX = (x * cosYaw) + (z * sinYaw);
        var turnedZ = (z * cosYaw) - (x * sinYaw);
        var noddedY = neck + ((y - neck) * cosPitch) + (turnedZ * sinPitch);
        var up = noddedY - neck;
        return new Vec(
            originX + (scale * ((turnedX * cosRoll) - (up * sinRoll) + shiftX)),
            originY + (scale * (neck + (turnedX * sinRoll) + (up * cosRoll) + shiftY)));
    }
}
