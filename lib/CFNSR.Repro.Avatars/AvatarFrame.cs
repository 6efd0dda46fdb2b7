using CFNSR.Repro.Avatars.Faces;

namespace CFNSR.Repro.Avatars;

/// <summary>One picture of a clip before it is drawn.</summary>
/// <param name="Face">Where the features are.</param>
/// <param name="Pose">Where the head is.</param>
/// <param name="GazeX">Where the eyes look, -1 left to +1 right.</param>
/// <param name="GazeY">Where the eyes look, -1 up to +1 down.</param>
public sealed record AvatarFrame(FaceGeometry Face, HeadPose Pose, double GazeX, double GazeY);
