namespace CFNSR.Repro.Features;

/// <summary>What lies before and after the sound when its first and last frames are cut.</summary>
public enum FramePadding
{
    /// <summary>The sound mirrored, edge sample not repeated: librosa before 0.9, hence the published features.</summary>
    Reflect,

    /// <summary>Silence: librosa from 0.9 on.</summary>
    Constant,
}
