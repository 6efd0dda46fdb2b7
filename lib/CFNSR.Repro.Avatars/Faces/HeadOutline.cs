namespace CFNSR.Repro.Avatars.Faces;

/// <summary>The outline of a head in face units.</summary>
internal static class HeadOutline
{
    /// <summary>Half an outline on the right side, from the top of the skull down to the chin.</summary>
    public static Vec[] Right(FaceShape shape, double chinY) =>
    [
        new(0, -1.06),
        new(shape.Width * 0.58, -0.96),
        new(shape.Width * 0.93, -0.62),
        new(shape.Width, -0.15),
        new(shape.Width * 0.955, 0.25),
        new(shape.Jaw, 0.62 + ((chinY - 1) * 0.4)),
        new(shape.Chin, chinY - 0.07),
        new(0, chinY),
    ];

    /// <summary>The whole outline, clockwise from the top.</summary>
    public static Vec[] Whole(FaceShape shape, double chinY)
    {
        var right = Right(shape, chinY);
        var points = new Vec[(right.Length * 2) - 2];
        right.CopyTo(points, 0);
        for (var i = 1; i < right.Length - 1; i++) points[^i] = right[i].MirrorX();
        return Curve.Closed(points, 5);
    }
}
