namespace CFNSR.Repro.Data;

/// <summary>What an archive of RAVDESS holds.</summary>
public enum ArchiveKind
{
    /// <summary>The speech clips of one actor, with and without sound (mp4).</summary>
    Video,

    /// <summary>The speech recordings of all actors (WAV).</summary>
    Sound,

    /// <summary>Facial landmarks of all actors (CSV, OpenFace), for the published code's face boxes.</summary>
    Landmarks,
}
