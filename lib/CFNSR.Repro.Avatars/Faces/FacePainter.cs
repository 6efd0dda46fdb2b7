using OpenCvSharp;

namespace CFNSR.Repro.Avatars.Faces;

/// <summary>
/// Draws one actor under one light. What is seen is a pure function of the arguments. Not safe for use by several threads at once.
/// </summary>
public sealed class FacePainter : IDisposable
{
    private const double EyeY = -0.05;
    private readonly ActorIdentity actor;
    private readonly FaceShape shape;
    private readonly Palette palette;
    private readonly int width, height;
    private readonly Mat backdrop, texture, moved, mask;
    private readonly Vec[]? hairBack;
    private readonly Vec[] hairFront;
    private readonly (Vec Centre, double Radius)[] curls;

    /// <summary>Prepares the parts that do not move.</summary>
    /// <param name="actor">Who.</param>
    /// <param name="light">The light.</param>
    /// <param name="width">Width of the pictures in pixels.</param>
    /// <param name="height">Height of the pictures in pixels; the face is about 0.6 of it.</param>
    public FacePainter(ActorIdentity actor, Lighting light, int width, int height)
    {
        this.actor = actor;
        this.width = width;
        this.height = height;
        shape = actor.Shape;
        palette = new Palette(actor, light);
        backdrop = PaintBackdrop();
        texture = SkinTexture.Paint(actor, palette, width, height);
        moved = new Mat(height, width, MatType.CV_8UC3, new Scalar(0, 0, 0));
        mask = new Mat(height, width, MatType.CV_8UC1, new Scalar(0));
        hairBack = Hair.Back(actor);
        hairFront = Hair.Front(actor);
        curls = [.. Hair.Curls(actor)];
    }

    /// <summary>Draws one picture.</summary>
    /// <param name="face">Where the features are.</param>
    /// <param name="pose">Where the head is.</param>
    /// <param name="gazeX">Where the eyes look: -1 left to +1 right.</param>
    /// <param name="gazeY">Where the eyes look: -1 up to +1 down.</param>
    /// <param name="picture">Receives the picture: 8-bit BGR of the painter's size.</param>
    public void Paint(FaceGeometry face, HeadPose pose, double gazeX, double gazeY, Mat picture)
    {
        backdrop.CopyTo(picture);
        var canvas = new Canvas(picture);
        var head = new Projection(pose, width, height);
        var body = new Projection(new HeadPose(Roll: pose.Roll * 0.15, X: pose.X * 0.6, Y: pose.Y * 0.5, Nearness: pose.Nearness * 0.6), width, height);
        PaintHairBack(canvas, head);
        PaintBody(canvas, body, head);
        PaintHead(canvas, head, pose, face);
        PaintBeard(canvas, head, face);
        PaintFolds(canvas, head, face);
        PaintNose(canvas, head, face);
        PaintMouth(canvas, head, face);
        foreach (var side in (ReadOnlySpan<int>)[-1, 1])
        {
            PaintEye(canvas, head, face, side, gazeX, gazeY);
            PaintBrow(canvas, head, face, side);
        }

        PaintHairFront(canvas, head);
    }

    /// <summary>Frees the pictures held.</summary>
    public void Dispose()
    {
        backdrop.Dispose();
        texture.Dispose();
        moved.Dispose();
        mask.Dispose();
    }

    private Mat PaintBackdrop()
    {
        var picture = new Mat(height, width, MatType.CV_8UC3, palette.Backdrop.Times(0.90).Bgr());
        var canvas = new Canvas(picture);
        const int rings = 12;
        for (var i = 0; i < rings; i++)
        {
            var size = 1 - ((double)i / rings);
            canvas.Fill(
                Curve.Ellipse(width / 2.0, height * 0.45, width * 0.62 * size, height * 0.80 * size, 48),
                palette.Backdrop.Times(0.90 + (0.12 * (i + 1) / rings)));
        }

        Cv2.GaussianBlur(picture, picture, new Size(0, 0), height * 0.04);
        return picture;
    }

    private void PaintHairBack(Canvas canvas, Projection head)
    {
        if (hairBack is not null) canvas.Fill(Solid(hairBack, head, -0.25), palette.HairDark);
        if (actor.Hair is not HairStyle.Buzz) canvas.Fill(Solid(hairFront[..Hair.OuterEdge], head, -0.05), palette.HairDark);
        foreach (var (centre, radius) in curls)
            canvas.Fill(Solid(Curve.Ellipse(centre.X, centre.Y, radius, radius, 16), head, -0.2), actor.Hair == HairStyle.Bun ? palette.Hair : palette.HairDark);
    }

    private void PaintBody(Canvas canvas, Projection body, Projection head)
    {
        var neck = actor.Female ? 0.29 : 0.37;
        var shoulder = actor.Female ? 1.20 : 1.42;
        var under = shape.Length - 0.30;
        canvas.Fill(
            [
                head.Solid(-neck * 0.95, under, -0.1), head.Solid(neck * 0.95, under, -0.1),
                body.Solid(neck, 1.28, 0), body.Solid(neck + 0.16, 1.42, 0), body.Solid(neck + 0.16, 1.9, 0),
                body.Solid(-neck - 0.16, 1.9, 0), body.Solid(-neck - 0.16, 1.42, 0), body.Solid(-neck, 1.28, 0),
            ],
            palette.Shadow.Mix(palette.Skin, 0.35));

        // the chin's shadow on the neck
        canvas.Fill(
            Curve.Closed(
            [
                head.Solid(-neck * 0.93, under, -0.1), head.Solid(neck * 0.93, under, -0.1), head.Solid(neck * 0.90, shape.Length + 0.06, -0.1),
                head.Solid(0, shape.Length + 0.20, -0.1), head.Solid(-neck * 0.90, shape.Length + 0.06, -0.1),
            ]),
            palette.Outline);

        Vec[] right = [new(0, actor.Female ? 1.52 : 1.46), new(neck * 0.75, 1.40), new(neck + 0.06, 1.30), new(neck + 0.40, 1.40), new(shoulder, 1.58), new(shoulder + 0.25, 1.95)];
        var shirt = new List<Vec>();
        for (var i = right.Length - 1; i > 0; i--) shirt.Add(right[i].MirrorX());
        shirt.AddRange(right);
        var line = Solid(Curve.Open(shirt.ToArray(), 5), body, 0);
        canvas.Fill([.. line, new Vec(width + 40, height + 40), new Vec(-40, height + 40)], palette.Shirt);
        var collar = Solid(Curve.Open([right[2].MirrorX(), right[1].MirrorX(), right[0], right[1], right[2]], 5), body, 0);
        canvas.Stroke(collar, body.Unit * 0.045, palette.ShirtDark);
    }

    private void PaintHead(Canvas canvas, Projection head, HeadPose pose, FaceGeometry face)
    {
        foreach (var side in (ReadOnlySpan<int>)[-1, 1])
        {
            canvas.Fill(Solid(Curve.Ellipse(side * (shape.Width + 0.015), 0.06, 0.095, 0.185, 16), head, -0.08), palette.Outline);
            canvas.Fill(Solid(Curve.Ellipse(side * (shape.Width + 0.012), 0.06, 0.080, 0.168, 16), head, -0.08), palette.Shadow);
        }

        var outline = HeadOutline.Whole(shape, face.ChinY);
        var edge = Solid(outline, head, 0);
        canvas.Fill(edge, palette.Outline);

        // the texture goes where three points of the face go
        MoveTexture(head);
        mask.SetTo(new Scalar(0));
        var inner = new Vec[outline.Length];
        for (var i = 0; i < outline.Length; i++) inner[i] = new Vec(outline[i].X * 0.982, (outline[i].Y * 0.984) - 0.002);
        var rim = Solid(inner, head, 0);
        new Canvas(mask).Fill(rim, new Rgb(255, 255, 255), LineTypes.Link8);
        moved.CopyTo(canvas.Picture, mask);
        canvas.Stroke(rim, head.Unit * 0.014, palette.Outline, closed: true);
    }

    private void MoveTexture(Projection head)
    {
        var rest = new Projection(default, width, height);
        Vec from0 = rest.Skin(-0.35, 0), from1 = rest.Skin(0.35, 0), from2 = rest.Skin(0, 0.6);
        Vec to0 = head.Skin(-0.35, 0), to1 = head.Skin(0.35, 0), to2 = head.Skin(0, 0.6);

        // solve the 2x3 map that takes the rest points to the moved ones
        var (ax, ay, bx, by) = (from1.X - from0.X, from1.Y - from0.Y, from2.X - from0.X, from2.Y - from0.Y);
        var determinant = (ax * by) - (ay * bx);
        (double, double, double) Row(double value0, double value1, double value2)
        {
            var (u, v) = (value1 - value0, value2 - value0);
            var (p, q) = (((u * by) - (v * ay)) / determinant, ((v * ax) - (u * bx)) / determinant);
            return (p, q, value0 - (p * from0.X) - (q * from0.Y));
        }

        var (m00, m01, m02) = Row(to0.X, to1.X, to2.X);
        var (m10, m11, m12) = Row(to0.Y, to1.Y, to2.Y);
        using var map = Mat.FromPixelData(2, 3, MatType.CV_64FC1, new[] { m00, m01, m02, m10, m11, m12 });
        Cv2.WarpAffine(texture, moved, map, new Size(width, height), InterpolationFlags.Linear, BorderTypes.Replicate);
    }

    private void PaintBeard(Canvas canvas, Projection head, FaceGeometry face)
    {
        if (actor.Beard == Beard.Full)
        {
            var outline = HeadOutline.Right(shape, face.ChinY + 0.045);
            ReadOnlySpan<Vec> lower = [outline[4] + new Vec(0.012, -0.10), outline[4] + new Vec(0.02, 0.02), outline[5] + new Vec(0.03, 0.02), outline[6] + new Vec(0.03, 0.03), outline[7] + new Vec(0, 0.02)];
            ReadOnlySpan<Vec> upper = [new(shape.Width * 0.86, 0.24), new(shape.Width * 0.70, 0.50), new(face.MouthWidth + 0.10, face.CornerY - 0.06), new(0.16, face.NoseY + 0.075), new(0, face.NoseY + 0.085)];
            var right = new List<Vec>();
            foreach (var point in Curve.Open(lower, 4)) right.Add(head.Skin(point.X, point.Y));
            for (var i = lower.Length - 2; i >= 0; i--) right.Add(head.Skin(-lower[i].X, lower[i].Y));
            foreach (var point in upper) right.Add(head.Skin(-point.X, point.Y));
            for (var i = upper.Length - 2; i >= 0; i--) right.Add(head.Skin(upper[i].X, upper[i].Y));
            canvas.Fill(right.ToArray(), palette.Hair.Mix(palette.Skin, 0.16));
        }
        else if (actor.Beard == Beard.Moustache)
        {
            var y = face.UpperLipY - face.UpperLip;
            var (span, end) = (face.MouthWidth * 0.92, Math.Min(face.CornerY, face.UpperLipY + 0.02) - (face.UpperLip * 0.3));
            canvas.Fill(
                Curve.Closed(
                [
                    head.Skin(0, face.NoseY + 0.055, 0.1), head.Skin(span * 0.55, face.NoseY + 0.075, 0.08), head.Skin(span, end, 0.04), head.Skin(span * 0.5, y + 0.010, 0.08),
                    head.Skin(0, y - 0.008, 0.1), head.Skin(-span * 0.5, y + 0.010, 0.08), head.Skin(-span, end, 0.04), head.Skin(-span * 0.55, face.NoseY + 0.075, 0.08),
                ]),
                palette.Hair);
        }
    }

    private void PaintFolds(Canvas canvas, Projection head, FaceGeometry face)
    {
        var thin = head.Unit * 0.014;
        void Fold(double depth, double lift, params ReadOnlySpan<Vec> points)
        {
            if (depth < 0.06) return;
            canvas.Stroke(OnSkin(Curve.Open(points, 4), head, lift), thin * (0.8 + (0.8 * depth)), palette.Skin.Mix(palette.Line, Math.Min(1, 0.15 + (0.65 * depth))));
        }

        var nose = face.NoseY;
        foreach (var side in (ReadOnlySpan<int>)[-1, 1])
        {
            Vec P(double x, double y) => new(side * x, y);
            if (actor.Beard != Beard.Full)
            {
                Fold(face.Folds, 0.02, P(shape.NoseWidth + 0.02, nose - 0.05), P(shape.NoseWidth + 0.10, nose + 0.06), P(face.MouthWidth + 0.075, face.CornerY - 0.05), P(face.MouthWidth + 0.085, face.CornerY + 0.06));
            }

            // bags under the eyes where the cheeks push up
            var eye = shape.EyeSpacing;
            Fold(face.Cheek * 0.8, 0, P(eye - 0.12, EyeY + 0.105), P(eye, EyeY + 0.125 - (0.02 * face.Cheek)), P(eye + 0.13, EyeY + 0.085));
            for (var ray = -1; ray <= 1; ray++)
                Fold(face.CrowsFeet, 0, P(eye + shape.EyeSize + 0.035, EyeY + (0.030 * ray)), P(eye + shape.EyeSize + 0.105, EyeY + (0.075 * ray) - 0.01));
            Fold(face.Frown, 0.02, P(0.050, face.BrowInnerY + 0.055), P(0.042, face.BrowInnerY - 0.07));
            Fold(face.NoseWrinkle, 0.12, P(0.01, 0.03), P(0.075, 0.0));
            Fold(face.NoseWrinkle, 0.14, P(0.01, 0.085), P(0.085, 0.055));
            Fold(face.NoseWrinkle * 0.8, 0.10, P(0.09, 0.01), P(0.135, 0.10));
        }

        var brow = (face.BrowInnerY + face.BrowMiddleY) / 2;
        for (var line = 0; line < 2; line++)
        {
            var y = brow - 0.135 - (0.085 * line);
            Fold(face.ForeheadLines - 0.1, 0, new Vec(-0.34 + (0.05 * line), y + 0.02), new Vec(-0.12, y - 0.015), new Vec(0.12, y - 0.015), new Vec(0.34 - (0.05 * line), y + 0.02));
        }

        var chin = face.LowerLipY + face.LowerLip + 0.065;
        if (actor.Beard != Beard.Full)
            Fold(0.10 + (0.8 * face.ChinBoss), 0, new Vec(-0.11, chin + 0.035), new Vec(0, chin), new Vec(0.11, chin + 0.035));
        if (actor.Beard != Beard.Full && face.ChinBoss > 0.3)
            Fold(face.ChinBoss * 0.5, 0, new Vec(-0.05, chin + 0.12), new Vec(0, chin + 0.105), new Vec(0.05, chin + 0.12));
    }

    private void PaintNose(Canvas canvas, Projection head, FaceGeometry face)
    {
        var (w, y) = (shape.NoseWidth * (1 + (0.10 * face.NoseWrinkle)), face.NoseY);
        var wing = palette.Skin.Mix(palette.Line, 0.75);
        foreach (var side in (ReadOnlySpan<int>)[-1, 1])
        {
            canvas.Stroke(OnSkin(Curve.Open([new(side * w * 0.88, y - 0.085), new(side * w * 1.02, y - 0.030), new(side * w * 0.80, y + 0.015)], 4), head, 0.12), head.Unit * 0.018, wing);
            canvas.Fill(OnSkin(Curve.Ellipse(side * w * 0.46, y + 0.006, w * 0.21, 0.020, 10), head, 0.18), palette.Line.Times(0.72));
        }

        canvas.Stroke(OnSkin(Curve.Open([new(-w * 0.25, y + 0.022), new(0, y + 0.036), new(w * 0.25, y + 0.022)], 3), head, 0.2), head.Unit * 0.014, wing);

        // bridge on the shadow side
        var shadow = -actor.LightFrom;
        canvas.Stroke(OnSkin(Curve.Open([new(shadow * 0.085, -0.13), new(shadow * 0.062, 0.02), new(shadow * 0.075, y - 0.15)], 4), head, 0.10), head.Unit * 0.014, palette.Skin.Mix(palette.Line, 0.28 + (0.25 * palette.Contrast)));
    }

    private void PaintMouth(Canvas canvas, Projection head, FaceGeometry face)
    {
        const int half = 9, count = (2 * half) + 1;
        var open = Math.Clamp(face.Opening / 0.20, 0, 1);
        Span<Vec> upperOuter = stackalloc Vec[count], upperInner = stackalloc Vec[count], lowerInner = stackalloc Vec[count], lowerOuter = stackalloc Vec[count];
        Span<Vec> teeth = stackalloc Vec[count];
        var bite = Math.Min(face.Opening * 0.62, 0.070) * (1 - (0.25 * open));
        for (var i = 0; i < count; i++)
        {
            var u = (i - half) / (double)half;
            var a = Math.Abs(u);
            var x = u * face.MouthWidth;
            var square = face.Sneer * 0.034 * Math.Exp(-Math.Pow((a - 0.52) / 0.24, 2));
            var up = face.UpperLipY + ((face.CornerY - face.UpperLipY) * Math.Pow(a, 2 + open)) - square;
            var low = Math.Max(up, face.LowerLipY + ((face.CornerY - face.LowerLipY) * Math.Pow(a, 2 + (1.2 * open))));
            var taper = 1 - Math.Pow(a, 2.4);
            var bow = 1 - (0.30 * Math.Exp(-(u * u) / 0.018));
            var lift = 0.10 * (1 - (a * a));
            upperOuter[i] = head.Skin(x, up - (face.UpperLip * taper * bow), lift);
            upperInner[i] = head.Skin(x, up, lift);
            lowerInner[i] = head.Skin(x, low, lift);
            lowerOuter[i] = head.Skin(x, low + (face.LowerLip * Math.Pow(1 - (a * a), 0.75)), lift);

            // the teeth's lower edge is level in an open mouth and follows a smile
            var edge = face.UpperLipY + bite + (Math.Min(0, face.CornerY - face.UpperLipY) * a * a * 0.85);
            teeth[i] = head.Skin(x, Math.Clamp(edge, up, low), lift);
        }

        if (face.Opening > 0.004)
        {
            canvas.Fill(Ring(upperInner, lowerInner), palette.Mouth);
            if (face.Opening > 0.10)
            {
                var top = face.LowerLipY - (face.Opening * 0.30);
                var tongue = Curve.Ellipse(0, face.LowerLipY - 0.002, face.MouthWidth * 0.55, face.LowerLipY - top, 20);
                for (var i = 0; i < tongue.Length; i++) tongue[i] = tongue[i] with { Y = Math.Min(tongue[i].Y, face.LowerLipY) };
                canvas.Fill(OnSkin(tongue, head, 0.06), palette.Tongue);
            }

            if (face.Opening > 0.022) canvas.Fill(Ring(upperInner[1..^1], teeth[1..^1]), palette.Teeth);
        }

        canvas.Fill(Ring(lowerInner, lowerOuter), palette.LowerLip);
        canvas.Fill(Ring(upperOuter, upperInner), palette.UpperLip);
        canvas.Stroke(upperInner, head.Unit * 0.016, palette.LipLine);
        if (face.Opening > 0.03) canvas.Stroke(lowerInner, head.Unit * 0.012, palette.LipLine.Mix(palette.LowerLip, 0.4));

        // shade at the corners
        foreach (var side in (ReadOnlySpan<int>)[-1, 1])
        {
            canvas.Stroke([head.Skin(side * (face.MouthWidth - 0.012), face.CornerY), head.Skin(side * (face.MouthWidth + 0.018), face.CornerY + (face.Smile > 0 ? -0.014 : 0.016))], head.Unit * 0.020, palette.LipLine);
        }
    }

    private void PaintEye(Canvas canvas, Projection head, FaceGeometry face, int side, double gazeX, double gazeY)
    {
        const int count = 15;
        var (centre, half) = (shape.EyeSpacing, shape.EyeSize);
        double Axis(double u) => EyeY - (shape.EyeTilt * u) + (0.006 * (1 - u) / 2);
        double Arch(double u) => Math.Pow(1 - Math.Pow(Math.Abs(u), 2.3), 0.72);
        double Upper(double u) => Axis(u) - (face.UpperLid * Arch(u) * (1 - (face.LidSlant * u * 0.75)));
        double Lower(double u) => Math.Max(Upper(u), Axis(u) + (face.LowerLid * (1 - (u * u))));
        double Fold(double u) => Axis(u) - ((Math.Max(face.UpperLid, 0.060) + 0.026) * Arch(u) * (1 - (face.LidSlant * u * 0.75))) - 0.004;

        Span<Vec> upper = stackalloc Vec[count], lower = stackalloc Vec[count], fold = stackalloc Vec[count];
        for (var i = 0; i < count; i++)
        {
            var u = (2.0 * i / (count - 1)) - 1;
            var x = side * (centre + (u * half));
            upper[i] = head.Skin(x, Upper(u));
            lower[i] = head.Skin(x, Lower(u));
            fold[i] = head.Skin(x, Fold(u));
        }

        canvas.Fill(Ring(fold, upper), palette.Lid);
        canvas.Fill(Ring(upper, lower), palette.EyeWhite);

        // iris, pupil and highlight, cut by the lids
        var (irisX, irisY) = (centre + (side * gazeX * 0.045), EyeY - 0.012 + (gazeY * 0.03));
        void Disc(double x, double y, double radius, Rgb colour, int corners)
        {
            var points = Curve.Ellipse(x, y, radius, radius * 1.02, corners);
            for (var i = 0; i < points.Length; i++)
            {
                var u = Math.Clamp((points[i].X - centre) / half, -1, 1);
                points[i] = head.Skin(side * points[i].X, Math.Clamp(points[i].Y, Upper(u), Lower(u)));
            }

            canvas.Fill(points, colour);
        }

        if (face.EyeOpening > 0.02)
        {
            Disc(irisX, irisY, 0.070, palette.IrisRim, 22);
            Disc(irisX, irisY, 0.058, palette.Iris, 20);
            Disc(irisX, irisY, 0.030, palette.Pupil, 14);
            Disc(irisX + (side * actor.LightFrom * 0.022), irisY - 0.026, 0.014, palette.EyeWhite, 8);
        }

        canvas.Stroke(upper, head.Unit * (actor.Female ? 0.036 : 0.026), palette.Lash);
        if (actor.Female) canvas.Stroke([upper[^2], head.Skin(side * (centre + half + 0.035), Axis(1) - 0.028)], head.Unit * 0.022, palette.Lash);
        canvas.Stroke(lower, head.Unit * 0.012, palette.Skin.Mix(palette.Line, 0.75));
        canvas.Stroke(fold, head.Unit * 0.012, palette.Skin.Mix(palette.Line, 0.55));
    }

    private void PaintBrow(Canvas canvas, Projection head, FaceGeometry face, int side)
    {
        var outer = shape.EyeSpacing + shape.EyeSize + 0.055;
        var line = Curve.Open(
            [new(face.BrowInnerX, face.BrowInnerY), new(face.BrowInnerX + ((outer - face.BrowInnerX) * 0.55), face.BrowMiddleY), new(outer, face.BrowOuterY)], 7);
        Span<Vec> top = stackalloc Vec[line.Length], bottom = stackalloc Vec[line.Length];
        for (var i = 0; i < line.Length; i++)
        {
            var u = (double)i / (line.Length - 1);
            var half = shape.BrowThickness * 0.5 * (u < 0.12 ? 0.75 + (u * 2) : 1 - (0.72 * Math.Pow((u - 0.12) / 0.88, 1.6)));
            top[i] = head.Skin(side * line[i].X, line[i].Y - half, 0.02);
            bottom[i] = head.Skin(side * line[i].X, line[i].Y + half, 0.02);
        }

        canvas.Fill(Ring(top, bottom), palette.Brow);
    }

    private void PaintHairFront(Canvas canvas, Projection head)
    {
        var colour = actor.Hair is HairStyle.Buzz ? palette.Hair.Mix(palette.Skin, 0.22) : palette.Hair;
        var points = new Vec[hairFront.Length];
        for (var i = 0; i < points.Length; i++)
        {
            // hair lies on the skull inside the outline and at its edge outside
            var p = hairFront[i];
            points[i] = head.Skin(p.X, p.Y);
        }

        canvas.Fill(points, colour);
        if (actor.Hair is HairStyle.Curls or HairStyle.BigCurls)
        {
            foreach (var (centre, radius) in curls)
                if (centre.Y < -0.2) canvas.Fill(Solid(Curve.Ellipse(centre.X * 0.90, centre.Y * 0.92, radius, radius, 16), head, 0), colour);
        }
        else if (actor.Hair is not HairStyle.Buzz)
        {
            // a soft band where the hair catches the light
            var side = actor.LightFrom;
            var top = actor.Hair is HairStyle.Receding ? -1.0 : -0.97;
            Vec P(double x, double y) => head.Skin(side * x, y);
            canvas.Fill(
                Curve.Closed([P(0.10, top - 0.03), P(0.28, top + 0.01), P(0.44, top + 0.13), P(0.50, top + 0.24), P(0.38, top + 0.15), P(0.24, top + 0.07)]),
                palette.HairLight);
        }
    }

    private static Vec[] Ring(ReadOnlySpan<Vec> there, ReadOnlySpan<Vec> back)
    {
        var result = new Vec[there.Length + back.Length];
        there.CopyTo(result);
        for (var i = 0; i < back.Length; i++) result[there.Length + i] = back[^(i + 1)];
        return result;
    }

    private static Vec[] OnSkin(Vec[] points, Projection head, double lift)
    {
        var result = new Vec[points.Length];
        for (var i = 0; i < points.Length; i++) result[i] = head.Skin(points[i].X, points[i].Y, lift);
        return result;
    }

    private static Vec[] Solid(Vec[] points, Projection head, double depth)
    {
        var result = new Vec[points.Length];
        for (var i = 0; i < points.Length; i++) result[i] = head.Solid(points[i].X, points[i].Y, depth);
        return result;
    }
}
