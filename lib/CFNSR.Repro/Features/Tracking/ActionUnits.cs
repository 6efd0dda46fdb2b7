namespace CFNSR.Repro.Features.Tracking;

/// <summary>
/// The 35 action-unit columns of OpenFace 2, in its order: 17 intensities, then 18 presences (those and AU28). Numbers and names are
/// those of the Facial Action Coding System (Ekman, Friesen and Hager, FACS Manual, 2002). Source: data/paper/models.md §6.5.
/// </summary>
public static class ActionUnits
{
    private static readonly (int Number, string Name)[] Names =
    [
        (1, "inner brow raiser"), (2, "outer brow raiser"), (4, "brow lowerer"), (5, "upper lid raiser"), (6, "cheek raiser"),
        (7, "lid tightener"), (9, "nose wrinkler"), (10, "upper lip raiser"), (12, "lip corner puller"), (14, "dimpler"),
        (15, "lip corner depressor"), (17, "chin raiser"), (20, "lip stretcher"), (23, "lip tightener"), (25, "lips part"),
        (26, "jaw drop"), (28, "lip suck"), (45, "blink"),
    ];

    private const int PresenceOnly = 28; // OpenFace gives no intensity for it

    /// <summary>How many values a frame has: 35.</summary>
    public const int Count = 35;

    /// <summary>How many of them are intensities, the first ones: 17.</summary>
    public const int Intensities = 17;

    /// <summary>The 35 columns in OpenFace's order.</summary>
    public static IReadOnlyList<ActionUnit> All { get; } =
    [
        .. Names.Where(unit => unit.Number != PresenceOnly).Select(unit => new ActionUnit(unit.Number, unit.Name, Presence: false)),
        .. Names.Select(unit => new ActionUnit(unit.Number, unit.Name, Presence: true)),
    ];

    /// <summary>Their column names, AU01_r to AU45_c.</summary>
    public static IReadOnlyList<string> Columns { get; } = [.. All.Select(unit => unit.Column)];
}
