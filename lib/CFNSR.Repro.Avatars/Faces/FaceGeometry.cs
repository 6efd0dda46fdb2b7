namespace CFNSR.Repro.Avatars.Faces;

/// <summary>
/// Where the features of a face are under given action units, in face units (see <see cref="FaceShape"/>; y down). The picture is drawn from
/// this record alone, so tests of an expression look here and not at pixels.
/// </summary>
public sealed record FaceGeometry
{
    /// <summary>x of the brows' inner ends (mirrored on the left).</summary>
    public required double BrowInnerX { get; init; }

    /// <summary>y of the brows' inner ends.</summary>
    public required double BrowInnerY { get; init; }

    /// <summary>y of the brows' middle.</summary>
    public required double BrowMiddleY { get; init; }

    /// <summary>y of the brows' outer ends.</summary>
    public required double BrowOuterY { get; init; }

    /// <summary>Height of the upper lid above the eye's centre.</summary>
    public required double UpperLid { get; init; }

    /// <summary>Depth of the lower lid below the eye's centre.</summary>
    public required double LowerLid { get; init; }

    /// <summary>Slant of the upper lid: positive is high at the nose (sadness), negative low at the nose (anger).</summary>
    public required double LidSlant { get; init; }

    /// <summary>Rise of the cheeks, 0..1.</summary>
    public required double Cheek { get; init; }

    /// <summary>Wrinkles on the nose, 0..1.</summary>
    public required double NoseWrinkle { get; init; }

    /// <summary>y of the nose's base.</summary>
    public required double NoseY { get; init; }

    /// <summary>Half width of the mouth.</summary>
    public required double MouthWidth { get; init; }

    /// <summary>y of the mouth's corners.</summary>
    public required double CornerY { get; init; }

    /// <summary>y of the lower edge of the upper lip in the middle.</summary>
    public required double UpperLipY { get; init; }

    /// <summary>y of the upper edge of the lower lip in the middle; the mouth's opening is this minus <see cref="UpperLipY"/>.</summary>
    public required double LowerLipY { get; init; }

    /// <summary>Thickness of the upper lip.</summary>
    public required double UpperLip { get; init; }

    /// <summary>Thickness of the lower lip.</summary>
    public required double LowerLip { get; init; }

    /// <summary>How square the upper lip is drawn up beside the nose, 0..1.</summary>
    public required double Sneer { get; init; }

    /// <summary>Depth of the folds from nose to mouth, 0..1.</summary>
    public required double Folds { get; init; }

    /// <summary>Vertical furrows between the brows, 0..1.</summary>
    public required double Frown { get; init; }

    /// <summary>Horizontal lines on the forehead, 0..1.</summary>
    public required double ForeheadLines { get; init; }

    /// <summary>Crow's feet, 0..1.</summary>
    public required double CrowsFeet { get; init; }

    /// <summary>Bulge of the chin, 0..1.</summary>
    public required double ChinBoss { get; init; }

    /// <summary>y of the chin.</summary>
    public required double ChinY { get; init; }

    /// <summary>Opening of the mouth between the lips.</summary>
    public double Opening => LowerLipY - UpperLipY;

    /// <summary>Height of the mouth's corners above the lips' line between them: positive in a smile.</summary>
    public double Smile => ((UpperLipY + LowerLipY) / 2) - CornerY;

    /// <summary>Height of the visible eye.</summary>
    public double EyeOpening => UpperLid + LowerLid;

    /// <summary>The face of a shape under action units.</summary>
    /// <param name="shape">The actor's face.</param>
    /// <param name="units">Action units.</param>
    /// <param name="speech">Opening of the mouth by speech, 0..1.</param>
    /// <param name="blink">Closing of the lids by a blink, 0..1.</param>
    public static FaceGeometry From(FaceShape shape, ActionUnits units, double speech = 0, double blink = 0)
    {
        double Au(ActionUnit unit) => units[unit];
        var (au1, au2, au4) = (Au(ActionUnit.InnerBrowRaiser), Au(ActionUnit.OuterBrowRaiser), Au(ActionUnit.BrowLowerer));
        var (au5, au6, au7) = (Au(ActionUnit.UpperLidRaiser), Au(ActionUnit.CheekRaiser), Au(ActionUnit.LidTightener));
        var (au9, au10, au12) = (Au(ActionUnit.NoseWrinkler), Au(ActionUnit.UpperLipRaiser), Au(ActionUnit.LipCornerPuller));
        var (au15, au17, au20) = (Au(ActionUnit.LipCornerDepressor), Au(ActionUnit.ChinRaiser), Au(ActionUnit.LipStretcher));
        var (au23, au25, au26) = (Au(ActionUnit.LipTightener), Au(ActionUnit.LipsPart), Au(ActionUnit.JawDrop));
        var droop = Au(ActionUnit.LidDroop);

        var brow = -shape.BrowHeight - 0.05;
        var upperLid = (0.078 + (0.052 * au5) - (0.016 * au7) - (0.010 * au6)) * (1 - (0.62 * droop));
        var lowerLid = 0.046 - (0.030 * au7) - (0.026 * au6) + (0.006 * au5);
        var openLids = upperLid + lowerLid;
        var closing = blink * (openLids - 0.004);
        upperLid -= closing * 0.85;
        lowerLid -= closing * 0.15;

        // lips: the corners are moved by AU12, 15, 20; the middle by AU10, 17, 25, 26 and by speech
        var jaw = (0.24 * au26) + (0.10 * speech);
        var gap = (0.045 * au25 * (1 - (0.5 * au23))) + (0.29 * au26) + (0.135 * speech * (1 - (0.25 * au23)));
        var middle = shape.MouthY + (0.035 * au12) - (0.030 * au17) - (0.012 * au15) ;
        var upperLipY = middle - (0.050 * au10) - (0.022 * au9) - (gap * 0.22);
        var thin = (1 - (0.55 * au23)) * (1 - (0.30 * au12)) * (1 - (0.25 * au20));
        return new FaceGeometry
        {
            BrowInnerX = 0.135 - (0.050 * au4),
            BrowInnerY = brow + 0.012 - (0.125 * au1) + (0.095 * au4) + (0.035 * au9),
            BrowMiddleY = brow - 0.028 - (0.050 * au1) - (0.085 * au2) + (0.062 * au4) + (0.012 * au9),
            BrowOuterY = brow + 0.030 - (0.115 * au2) + (0.008 * au4) + (0.012 * au1) + (0.010 * au6),
            UpperLid = upperLid,
            LowerLid = lowerLid,
            LidSlant = (0.55 * au1 * (1 - (0.8 * au2))) - (0.55 * au4 * (1 - au1)),
            Cheek = Math.Max(au6, 0.5 * au12),
            NoseWrinkle = au9,
            NoseY = shape.NoseLength - (0.035 * au9) - (0.012 * au10),
            MouthWidth = shape.MouthWidth + (0.085 * au12) + (0.080 * au20) - (0.035 * au23) - (0.060 * au26 * (1 - au12)) + (0.010 * au15) - (0.020 * speech),
            CornerY = middle + 0.006 - (0.115 * au12) + (0.100 * au15) + (0.030 * au20) + (gap * 0.42) + (0.020 * au10 * (1 - au12)),
            UpperLipY = upperLipY,
            LowerLipY = upperLipY + gap,
            UpperLip = shape.LipFullness * 0.72 * thin,
            LowerLip = shape.LipFullness * thin * (1 + (0.25 * au17)),
            Sneer = Math.Max(au10, 0.6 * au9),
            Folds = Math.Clamp((0.85 * au12) + (0.9 * au10) + (0.5 * au9) + (0.25 * au20), 0, 1),
            Frown = Math.Clamp(au4 - (0.3 * au1), 0, 1),
            ForeheadLines = Math.Clamp((0.55 * au1) + (0.45 * au2) - (0.2 * au4), 0, 1),
            CrowsFeet = au6,
            ChinBoss = au17,
            ChinY = shape.Length + (jaw * 0.75),
        };
    }
}
