namespace CFNSR.Repro.Models;

/// <summary>A modality that is forced to zero, to evaluate a network on what is left.</summary>
public enum MissingModality
{
    /// <summary>Nothing is forced.</summary>
    None,

    /// <summary>Video only: the audio stream is zero.</summary>
    Audio,

    /// <summary>Audio only: the video stream is zero.</summary>
    Video,
}
