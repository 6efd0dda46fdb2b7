namespace CFNSR.Repro.Avatars.Faces;

/// <summary>A point of the drawing, in face units or in pixels.</summary>
internal readonly record struct Vec(double X, double Y)
{
    public static Vec operator +(Vec a, Vec b) => new(a.X + b.X, a.Y + b.Y);

    public static Vec operator *(Vec a, double factor) => new(a.X * factor, a.Y * factor);

    public Vec MirrorX() => new(-X, Y);
}
