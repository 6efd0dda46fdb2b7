namespace CFNSR.Repro.Data;

/// <summary>First field of a RAVDESS file name: what the file holds (data/paper/models.md §6.2).</summary>
public enum Modality
{
    /// <summary>01: picture and sound.</summary>
    AudioVisual = 1,

    /// <summary>02: picture without sound.</summary>
    VideoOnly = 2,

    /// <summary>03: sound without picture.</summary>
    AudioOnly = 3,
}
