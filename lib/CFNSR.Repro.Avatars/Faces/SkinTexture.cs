using OpenCvSharp;

namespace CFNSR.Repro.Avatars.Faces;

/// <summary>
/// The soft shading of one actor's face, painted once per clip on the head at rest and moved with the head in every frame.
/// </summary>
internal static class SkinTexture
{
    public static Mat Paint(ActorIdentity actor, Palette palette, int width, int height)
    {
        var shape = actor.Shape;
        var picture = new Mat(height, width, MatType.CV_8UC3, palette.Shadow.Bgr());
        var canvas = new Canvas(picture);
        var rest = new Projection(default, width, height);
        var side = actor.LightFrom;

        void Spot(double x, double y, double radiusX, double radiusY, Rgb colour) =>
            canvas.Fill(Project(Curve.Ellipse(x, y, radiusX, radiusY), rest), colour, LineTypes.Link8);

        void Soften(double units)
        {
            var sigma = units * rest.Unit;
            var size = (2 * (int)Math.Ceiling(2.5 * sigma)) + 1;
            Cv2.GaussianBlur(picture, picture, new Size(size, size), sigma);
        }

        // key light on one side, forehead and cheek
        Spot(side * 0.16, -0.10, shape.Width * 0.95, 1.15, palette.Skin);
        Soften(0.16);
        Spot(side * 0.22, -0.55, 0.34, 0.17, palette.Light);
        Spot(side * shape.EyeSpacing * 1.25, 0.20, 0.15, 0.10, palette.Light);
        Soften(0.10);

        // blush, sockets of the eyes, stubble, shadows of nose, lip and chin
        foreach (var left in (ReadOnlySpan<int>)[-1, 1])
        {
            Spot(left * shape.EyeSpacing * 1.30, 0.30, 0.13, 0.09, palette.Blush);
            Spot(left * (shape.EyeSpacing - 0.03), -0.11, shape.EyeSize + 0.05, 0.105, palette.Socket);
        }

        if (actor.Beard == Beard.Stubble)
        {
            var shade = palette.Skin.Mix(palette.Hair, 0.34);
            Spot(0, 0.86, shape.Jaw * 0.95, 0.24, shade);
            Spot(0, shape.MouthY - 0.12, 0.24, 0.055, shade);
            Spot(0, shape.MouthY + 0.01, 0.20, 0.07, palette.Skin);
        }

        Spot(-side * (shape.NoseWidth + 0.015), shape.NoseLength - 0.13, 0.045, 0.16, palette.Shadow.Mix(palette.Socket, 0.6));
        Spot(0, shape.MouthY + 0.165, 0.13, 0.030, palette.Socket);
        Soften(0.045);
        Spot(side * 0.012, 0.05, 0.035, 0.24, palette.Light);
        Spot(side * 0.02, shape.NoseLength - 0.075, 0.055, 0.05, palette.Light);
        Spot(side * 0.02, 0.88 * shape.Length, 0.09, 0.045, palette.Light.Mix(palette.Skin, 0.5));
        Soften(0.028);
        return picture;
    }

    private static Vec[] Project(Vec[] points, Projection projection)
    {
        var result = new Vec[points.Length];
        for (var i = 0; i < points.Length; i++) result[i] = projection.Skin(points[i].X, points[i].Y);
        return result;
    }
}
