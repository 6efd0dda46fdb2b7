namespace CFNSR.Repro.Avatars.Faces;

/// <summary>The shapes of the hair styles, in face units.</summary>
internal static class Hair
{
    /// <summary>How many points of <see cref="Front"/> are its outer edge.</summary>
    public const int OuterEdge = 41;

    /// <summary>The hair behind head and neck; null for short hair.</summary>
    public static Vec[]? Back(ActorIdentity actor) => actor.Hair switch
    {
        HairStyle.LongStraight => Mirror([new(0, -1.17), new(0.55, -1.06), new(0.86, -0.62), new(0.93, 0.0), new(0.94, 0.7), new(0.98, 1.45), new(0.35, 1.55)]),
        HairStyle.LongWavy => Mirror([new(0, -1.20), new(0.58, -1.08), new(0.92, -0.62), new(0.94, -0.15), new(1.04, 0.25), new(0.97, 0.62), new(1.10, 1.0), new(1.0, 1.45), new(0.35, 1.55)]),
        HairStyle.Bob => Mirror([new(0, -1.18), new(0.56, -1.08), new(0.90, -0.66), new(1.0, 0.0), new(1.03, 0.55), new(0.90, 0.86), new(0.45, 0.84)]),
        HairStyle.BigCurls => Mirror([new(0, -1.34), new(0.62, -1.22), new(1.04, -0.75), new(1.20, -0.05), new(1.20, 0.55), new(1.02, 1.02), new(0.45, 1.10)]),
        _ => null,
    };

    /// <summary>The hair on top: outer edge from the left temple over the skull to the right one, and back along the hairline.</summary>
    public static Vec[] Front(ActorIdentity actor)
    {
        var width = actor.Shape.Width;
        return actor.Hair switch
        {
            HairStyle.SidePart => Cap(width, 0.045, 0.13, -0.02, [new(-0.93, -0.30), new(-0.80, -0.60), new(-0.45, -0.80), new(-0.10, -0.70), new(0.35, -0.62), new(0.76, -0.56), new(0.93, -0.26)]),
            HairStyle.Buzz => Cap(width, 0.012, 0.025, -0.12, [new(-0.94, -0.34), new(-0.80, -0.62), new(-0.50, -0.74), new(0, -0.75), new(0.50, -0.74), new(0.80, -0.62), new(0.94, -0.34)]),
            HairStyle.Quiff => Cap(width, 0.02, 0.30, -0.10, [new(-0.94, -0.32), new(-0.82, -0.62), new(-0.55, -0.76), new(-0.1, -0.72), new(0.45, -0.78), new(0.80, -0.62), new(0.94, -0.32)]),
            HairStyle.Curls => Cap(width, 0.09, 0.20, -0.10, [new(-0.93, -0.32), new(-0.80, -0.58), new(-0.45, -0.68), new(0, -0.66), new(0.45, -0.68), new(0.80, -0.58), new(0.93, -0.32)]),
            HairStyle.Receding => Cap(width, 0.025, 0.02, -0.10, [new(-0.95, -0.30), new(-0.86, -0.62), new(-0.62, -0.92), new(0, -0.90), new(0.62, -0.92), new(0.86, -0.62), new(0.95, -0.30)]),
            HairStyle.Fringe => Cap(width, 0.06, 0.14, -0.02, [new(-0.93, -0.26), new(-0.80, -0.50), new(-0.52, -0.56), new(-0.20, -0.53), new(0.15, -0.58), new(0.50, -0.53), new(0.80, -0.50), new(0.93, -0.26)]),
            HairStyle.LongStraight => Cap(width, 0.085, 0.12, 0.62, [new(-0.97, 0.50), new(-0.96, 0.0), new(-0.84, -0.45), new(-0.45, -0.74), new(0, -0.93), new(0.45, -0.74), new(0.84, -0.45), new(0.96, 0.0), new(0.97, 0.50)]),
            HairStyle.LongWavy => Cap(width, 0.10, 0.15, 0.42, [new(-1.0, 0.34), new(-0.94, -0.10), new(-0.84, -0.48), new(-0.60, -0.74), new(-0.38, -0.90), new(0.0, -0.74), new(0.50, -0.58), new(0.85, -0.36), new(0.95, -0.05), new(1.0, 0.34)]),
            HairStyle.Bob => Cap(width, 0.11, 0.14, 0.55, [new(-0.98, 0.50), new(-0.95, 0.05), new(-0.86, -0.40), new(-0.62, -0.56), new(-0.2, -0.58), new(0.2, -0.58), new(0.62, -0.56), new(0.86, -0.40), new(0.95, 0.05), new(0.98, 0.50)]),
            HairStyle.Bun => Cap(width, 0.02, 0.06, -0.12, [new(-0.95, -0.26), new(-0.84, -0.58), new(-0.52, -0.76), new(0, -0.82), new(0.52, -0.76), new(0.84, -0.58), new(0.95, -0.26)]),
            HairStyle.BigCurls => Cap(width, 0.16, 0.24, 0.10, [new(-0.98, -0.02), new(-0.86, -0.46), new(-0.50, -0.64), new(-0.05, -0.68), new(0.45, -0.60), new(0.86, -0.44), new(0.98, -0.02)]),
            _ => Cap(width, 0.05, 0.10, 0.02, [new(-0.94, -0.10), new(-0.86, -0.48), new(-0.60, -0.70), new(-0.2, -0.60), new(0.30, -0.52), new(0.72, -0.46), new(0.88, -0.30), new(0.94, -0.10)]),
        };
    }

    /// <summary>Round locks along the edge of curly hair: centre and radius; empty for other styles.</summary>
    public static IEnumerable<(Vec Centre, double Radius)> Curls(ActorIdentity actor)
    {
        switch (actor.Hair)
        {
            case HairStyle.Curls:
                for (var i = 0; i <= 12; i++)
                {
                    var angle = Math.PI * (1.02 + (0.96 * i / 12));
                    yield return (new Vec(0.78 * Math.Cos(angle) * (actor.Shape.Width / 0.74), -0.30 + (0.88 * Math.Sin(angle))), 0.145);
                }

                break;
            case HairStyle.BigCurls:
                for (var i = 0; i <= 18; i++)
                {
                    var angle = Math.PI * (0.80 + (1.40 * i / 18));
                    yield return (new Vec(1.04 * Math.Cos(angle), -0.10 + (1.12 * Math.Sin(angle))), 0.21);
                }

                break;
            case HairStyle.Bun:
                yield return (new Vec(0, -1.27), 0.27);
                break;
        }
    }

    // side and top: how far the hair stands off the skull; end: y of its lower end at the temples; hairline in units of the head's width
    private static Vec[] Cap(double width, double side, double top, double end, ReadOnlySpan<Vec> hairline)
    {
        ReadOnlySpan<Vec> right =
        [
            new((width * 0.58) + (side * 0.7), -0.98 - (top * 0.75)),
            new((width * 0.93) + side, -0.64 - (top * 0.20)),
            new(width + side, -0.18),
            new(width + side, end),
        ];
        var outer = new Vec[9];
        for (var i = 0; i < 4; i++)
        {
            outer[i] = right[3 - i].MirrorX();
            outer[5 + i] = right[i];
        }

        outer[4] = new Vec(0, -1.06 - top);
        var line = new Vec[hairline.Length];
        for (var i = 0; i < line.Length; i++) line[i] = new Vec(hairline[^(i + 1)].X * width, hairline[^(i + 1)].Y);
        return [.. Curve.Open(outer, 5), .. Curve.Open(line, 5)];
    }

    private static Vec[] Mirror(ReadOnlySpan<Vec> right)
    {
        var points = new Vec[(right.Length * 2) - 1];
        right.CopyTo(points);
        for (var i = 1; i < right.Length; i++) points[^i] = right[i].MirrorX();
        return Curve.Closed(points, 4);
    }
}
