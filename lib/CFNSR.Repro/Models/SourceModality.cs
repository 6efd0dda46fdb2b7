namespace CFNSR.Repro.Models;

/// <summary>The modality that a translation starts from.</summary>
public enum SourceModality
{
    /// <summary>Video is translated into audio and back; audio is not needed at test time.</summary>
    Video,

    /// <summary>Audio is translated into video and back; video is not needed at test time.</summary>
    Audio,
}
