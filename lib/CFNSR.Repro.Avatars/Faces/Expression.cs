using CFNSR.Repro.Data;

namespace CFNSR.Repro.Avatars.Faces;

/// <summary>
/// What one emotion does to the face at its apex (strong intensity), in action units, and to the head.
/// </summary>
/// <remarks>
/// Action units: prototypes and their frequencies from Du, Tao and Martinez 2014 (PNAS 111(15), E1454, table 1) and the emotion tables of
/// the FACS Investigator's Guide (Ekman, Friesen and Hager 2002). Calm is not in either: a relaxed face with a faint AU12 and hanging
/// lids is this kit's choice. Head poses follow the usual descriptions (sadness bows, fear draws back, anger leans forward,
/// disgust turns away); their degrees are this kit's choice too.
/// </remarks>
/// <param name="Emotion">The emotion.</param>
/// <param name="Units">Action units at apex.</param>
/// <param name="Pose">Head pose at apex; yaw and roll may be mirrored per clip.</param>
/// <param name="Gaze">Where the eyes go besides holding the viewer: positive is down, 0..1.</param>
/// <param name="Onset">Seconds from rest to apex: surprise is fast, sadness slow.</param>
/// <param name="Liveliness">Factor on head movement and on the beats of the head with speech.</param>
/// <param name="Articulation">Factor on the mouth's opening with speech.</param>
/// <param name="Neighbours">The emotions a face may be mistaken for, the likeliest first.</param>
public sealed record Expression(
    Emotion Emotion,
    ActionUnits Units,
    HeadPose Pose,
    double Gaze,
    double Onset,
    double Liveliness,
    double Articulation,
    IReadOnlyList<Emotion> Neighbours)
{
    /// <summary>The factor of normal intensity (01) relative to strong (02).</summary>
    public const double NormalIntensity = 0.72;

    /// <summary>The expression of an emotion.</summary>
    public static Expression Of(Emotion emotion) => Table[(int)emotion];

    /// <summary>All eight, in the order of <see cref="Emotion"/>.</summary>
    public static IReadOnlyList<Expression> Table { get; } =
    [
        new(Emotion.Neutral, ActionUnits.Rest, new HeadPose(), 0, 0.40, 0.6, 0.9, [Emotion.Calm, Emotion.Sad]),
        new(Emotion.Calm,
            new ActionUnits((ActionUnit.LipCornerPuller, 0.30), (ActionUnit.LidDroop, 0.42)),
            new HeadPose(Pitch: 1, Roll: 5), 0.1, 0.60, 0.7, 0.75, [Emotion.Neutral, Emotion.Sad]),
        new(Emotion.Happy,
            new ActionUnits((ActionUnit.CheekRaiser, 0.9), (ActionUnit.LipCornerPuller, 1.0), (ActionUnit.LipsPart, 0.8), (ActionUnit.JawDrop, 0.12)),
            new HeadPose(Pitch: -3, Roll: 4), 0, 0.40, 1.3, 1.0, [Emotion.Surprised, Emotion.Calm]),
        new(Emotion.Sad,
            new ActionUnits((ActionUnit.InnerBrowRaiser, 1.0), (ActionUnit.BrowLowerer, 0.35), (ActionUnit.LipCornerDepressor, 0.9),
                (ActionUnit.ChinRaiser, 0.6), (ActionUnit.LidDroop, 0.38)),
            new HeadPose(Pitch: 9, Roll: 4, Y: 0.06, Nearness: -0.02), 0.6, 0.80, 0.6, 0.75, [Emotion.Calm, Emotion.Neutral]),
        new(Emotion.Angry,
            new ActionUnits((ActionUnit.BrowLowerer, 1.0), (ActionUnit.UpperLidRaiser, 0.45), (ActionUnit.LidTightener, 0.8),
                (ActionUnit.UpperLipRaiser, 0.2), (ActionUnit.ChinRaiser, 0.3), (ActionUnit.LipTightener, 0.9)),
            new HeadPose(Pitch: 4, Nearness: 0.06), 0, 0.35, 1.4, 1.2, [Emotion.Disgust, Emotion.Fearful]),
        new(Emotion.Fearful,
            new ActionUnits((ActionUnit.InnerBrowRaiser, 0.95), (ActionUnit.OuterBrowRaiser, 0.35), (ActionUnit.BrowLowerer, 0.5),
                (ActionUnit.UpperLidRaiser, 1.0), (ActionUnit.LidTightener, 0.4), (ActionUnit.LipStretcher, 1.0),
                (ActionUnit.LipsPart, 0.8), (ActionUnit.JawDrop, 0.22)),
            new HeadPose(Pitch: -2, Y: 0.02, Nearness: -0.05), 0, 0.30, 1.1, 0.9, [Emotion.Surprised, Emotion.Sad]),
        new(Emotion.Disgust,
            new ActionUnits((ActionUnit.BrowLowerer, 0.45), (ActionUnit.LidTightener, 0.6), (ActionUnit.NoseWrinkler, 1.0),
                (ActionUnit.UpperLipRaiser, 1.0), (ActionUnit.LipCornerDepressor, 0.35), (ActionUnit.ChinRaiser, 0.5)),
            new HeadPose(Yaw: 9, Pitch: -4, Roll: 2, Nearness: -0.03), 0.1, 0.50, 0.8, 0.8, [Emotion.Angry, Emotion.Sad]),
        new(Emotion.Surprised,
            new ActionUnits((ActionUnit.InnerBrowRaiser, 1.0), (ActionUnit.OuterBrowRaiser, 1.0), (ActionUnit.UpperLidRaiser, 0.85),
                (ActionUnit.LipsPart, 0.8), (ActionUnit.JawDrop, 0.8)),
            new HeadPose(Pitch: -5, Nearness: -0.03), 0, 0.20, 1.2, 1.0, [Emotion.Fearful, Emotion.Happy]),
    ];
}
