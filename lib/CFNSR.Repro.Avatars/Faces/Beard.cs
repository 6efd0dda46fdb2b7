namespace CFNSR.Repro.Avatars.Faces;

/// <summary>Facial hair.</summary>
public enum Beard
{
    /// <summary>Clean shaven.</summary>
    None,

    /// <summary>A shadow of a beard.</summary>
    Stubble,

    /// <summary>Moustache.</summary>
    Moustache,

    /// <summary>Full beard.</summary>
    Full,
}
