namespace CFNSR.Repro.Avatars.Faces;

/// <summary>
/// The bones and skin of one actor, in face units: 1 = half the height of the face, x to the picture's right, y down, origin between the eyes'
/// level and the nose, chin of an average face at y = 1.
/// </summary>
/// <param name="Width">Half width at the cheekbones.</param>
/// <param name="Jaw">Half width at the jaw's angle.</param>
/// <param name="Chin">Half width of the chin.</param>
/// <param name="Length">The chin's y.</param>
/// <param name="EyeSpacing">Distance of an eye's centre from the middle.</param>
/// <param name="EyeSize">Half the length of an eye.</param>
/// <param name="EyeTilt">How much higher the outer corner is than the inner one.</param>
/// <param name="BrowHeight">Distance of the brows above the eyes' centres.</param>
/// <param name="BrowThickness">Thickness of the brows.</param>
/// <param name="NoseLength">The y of the nose's base.</param>
/// <param name="NoseWidth">Half width of the nose.</param>
/// <param name="MouthY">Height of the mouth.</param>
/// <param name="MouthWidth">Half width of the mouth.</param>
/// <param name="LipFullness">Thickness of the lower lip.</param>
public sealed record FaceShape(
    double Width,
    double Jaw,
    double Chin,
    double Length,
    double EyeSpacing,
    double EyeSize,
    double EyeTilt,
    double BrowHeight,
    double BrowThickness,
    double NoseLength,
    double NoseWidth,
    double MouthY,
    double MouthWidth,
    double LipFullness);
