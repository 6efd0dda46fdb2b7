namespace CFNSR.Repro.Avatars.Faces;

/// <summary>
/// The facial action units that the drawn faces have, numbered as in the Facial Action Coding System
/// (Ekman, Friesen and Hager, FACS Manual, 2002).
/// </summary>
public enum ActionUnit
{
    /// <summary>AU1: inner ends of the brows go up.</summary>
    InnerBrowRaiser = 1,

    /// <summary>AU2: outer ends of the brows go up.</summary>
    OuterBrowRaiser = 2,

    /// <summary>AU4: brows go down and together.</summary>
    BrowLowerer = 4,

    /// <summary>AU5: upper lids go up, more white is seen.</summary>
    UpperLidRaiser = 5,

    /// <summary>AU6: cheeks go up, crow's feet.</summary>
    CheekRaiser = 6,

    /// <summary>AU7: lids narrow.</summary>
    LidTightener = 7,

    /// <summary>AU9: the nose wrinkles.</summary>
    NoseWrinkler = 9,

    /// <summary>AU10: the upper lip goes up.</summary>
    UpperLipRaiser = 10,

    /// <summary>AU12: lip corners go up and out (smile).</summary>
    LipCornerPuller = 12,

    /// <summary>AU15: lip corners go down.</summary>
    LipCornerDepressor = 15,

    /// <summary>AU17: chin and lower lip go up.</summary>
    ChinRaiser = 17,

    /// <summary>AU20: lips are stretched sideways.</summary>
    LipStretcher = 20,

    /// <summary>AU23: lips become narrow and tight.</summary>
    LipTightener = 23,

    /// <summary>AU25: lips part.</summary>
    LipsPart = 25,

    /// <summary>AU26: the jaw drops.</summary>
    JawDrop = 26,

    /// <summary>AU43: upper lids hang or close.</summary>
    LidDroop = 43,
}
