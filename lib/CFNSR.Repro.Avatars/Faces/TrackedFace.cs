using Measured = CFNSR.Repro.Features.Tracking.ActionUnits;

namespace CFNSR.Repro.Avatars.Faces;

/// <summary>
/// The drawn face under the 35 action-unit values that face tracking measured in one frame. Full contraction is the highest intensity, E of
/// the Facial Action Coding System; a presence counts only where there is no intensity (AU28).
/// </summary>
public static class TrackedFace
{
    /// <summary>
    /// What each unit moves (null: the lids close) and how far at its highest value. Muscles: FACS Manual (Ekman, Friesen and Hager 2002).
    /// AU45: a lid is shut at OpenFace's 2 already, which blinks in RAVDESS seldom exceed.
    /// </summary>
    private static readonly (int Number, ActionUnit? Moves, double Most)[] Table =
    [
        (1, ActionUnit.InnerBrowRaiser, 1), // frontalis, inner part
        (2, ActionUnit.OuterBrowRaiser, 1), // frontalis, outer part
        (4, ActionUnit.BrowLowerer, 1), // corrugator and depressor supercilii
        (5, ActionUnit.UpperLidRaiser, 1), // levator palpebrae superioris
        (6, ActionUnit.CheekRaiser, 1), // orbicularis oculi, orbital part
        (7, ActionUnit.LidTightener, 1), // orbicularis oculi, palpebral part
        (9, ActionUnit.NoseWrinkler, 1), // levator labii superioris alaeque nasi
        (10, ActionUnit.UpperLipRaiser, 1), // levator labii superioris
        (12, ActionUnit.LipCornerPuller, 1), // zygomaticus major
        (14, ActionUnit.LipTightener, 0.4), // buccinator: tightens the corners, here a little of AU23
        (15, ActionUnit.LipCornerDepressor, 1), // depressor anguli oris
        (17, ActionUnit.ChinRaiser, 1), // mentalis
        (20, ActionUnit.LipStretcher, 1), // risorius
        (23, ActionUnit.LipTightener, 1), // orbicularis oris
        (25, ActionUnit.LipsPart, 1), // depressor labii inferioris
        (26, ActionUnit.JawDrop, 1), // masseter and temporalis let go
        (28, ActionUnit.LipTightener, 0.8), // orbicularis oris: the lips roll inwards, here they become narrow
        (45, null, 2.5), // levator palpebrae lets go, orbicularis oculi closes
    ];

    /// <summary>The column of each row: the intensity, or the presence where there is none.</summary>
    private static readonly int[] Columns =
        [.. Table.Select(row => Measured.All.Index().First(unit => unit.Item.Number == row.Number).Index)];

    /// <summary>Where the features are.</summary>
    /// <param name="shape">The face at rest.</param>
    /// <param name="units">The values (35), columns as <see cref="Measured.All"/>.</param>
    /// <exception cref="KitException">There are not 35 values.</exception>
    public static FaceGeometry Of(FaceShape shape, ReadOnlySpan<float> units)
    {
        if (units.Length != Measured.Count)
            throw new KitException(FormattableString.Invariant($"{units.Length} values are no face's action units"), expected: "35 values");
        var (moved, blink) = (new Dictionary<ActionUnit, double>(), 0.0);
        for (int row = 0; row < Table.Length; row++)
        {
            double contraction = Table[row].Most * units[Columns[row]] / Measured.All[Columns[row]].Highest;
            if (Table[row].Moves is { } unit) moved[unit] = moved.GetValueOrDefault(unit) + contraction;
            else blink = Math.Clamp(contraction, 0, 1);
        }

        return FaceGeometry.From(shape, new ActionUnits([.. moved.Select(move => (move.Key, move.Value))]), blink: blink);
    }
}
