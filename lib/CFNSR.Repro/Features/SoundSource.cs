namespace CFNSR.Repro.Features;

/// <summary>Which file of a performance its sound is read from (data/paper/models.md §9, 12).</summary>
public enum SoundSource
{
    /// <summary>The 03 WAV where there is one, else the track of the 01 mp4.</summary>
    Any,

    /// <summary>The 03 WAV only.</summary>
    Wav,

    /// <summary>The track of the 01 mp4 only, as upstream.</summary>
    Track,
}
