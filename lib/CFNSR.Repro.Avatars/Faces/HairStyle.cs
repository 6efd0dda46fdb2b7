namespace CFNSR.Repro.Avatars.Faces;

/// <summary>How an actor's hair is cut.</summary>
public enum HairStyle
{
    /// <summary>Short with a parting.</summary>
    SidePart,

    /// <summary>A few millimetres all over.</summary>
    Buzz,

    /// <summary>Short sides, high front.</summary>
    Quiff,

    /// <summary>Short curls.</summary>
    Curls,

    /// <summary>High forehead.</summary>
    Receding,

    /// <summary>Hair falling on the forehead.</summary>
    Fringe,

    /// <summary>Long and straight with a middle parting.</summary>
    LongStraight,

    /// <summary>Chin length.</summary>
    Bob,

    /// <summary>Tied up on top.</summary>
    Bun,

    /// <summary>Long and wavy with a side parting.</summary>
    LongWavy,

    /// <summary>Large curls down to the shoulders.</summary>
    BigCurls,

    /// <summary>Very short with a fringe.</summary>
    Pixie,
}
