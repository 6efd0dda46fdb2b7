namespace CFNSR.Repro.Avatars.Faces;

/// <summary>Where the head is. Angles in degrees; shifts in face units (half a face's height).</summary>
/// <param name="Yaw">Turn to the picture's right.</param>
/// <param name="Pitch">Nod: positive looks down.</param>
/// <param name="Roll">Tilt to the picture's right.</param>
/// <param name="X">Shift to the right.</param>
/// <param name="Y">Shift down.</param>
/// <param name="Nearness">Growth of the head: 0.05 = 5 % larger (leaning forward).</param>
public readonly record struct HeadPose(double Yaw = 0, double Pitch = 0, double Roll = 0, double X = 0, double Y = 0, double Nearness = 0)
{
    /// <summary>The sum of two poses.</summary>
    public static HeadPose operator +(HeadPose a, HeadPose b) =>
        new(a.Yaw + b.Yaw, a.Pitch + b.Pitch, a.Roll + b.Roll, a.X + b.X, a.Y + b.Y, a.Nearness + b.Nearness);

    /// <summary>A pose times a factor.</summary>
    public static HeadPose operator *(HeadPose pose, double factor) =>
        new(pose.Yaw * factor, pose.Pitch * factor, pose.Roll * factor, pose.X * factor, pose.Y * factor, pose.Nearness * factor);
}
