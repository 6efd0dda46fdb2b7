namespace CFNSR.Repro.Data;

/// <summary>What an archive of RAVDESS holds.</summary>
public enum ArchiveKind
{
    /// <summary>The speech clips of one actor, with and without sound (mp4).</summary>
    Video,

    /// <summary>The speech recordings of all actors (WAV).</summary>
    Sound,

    /// <summary>Face tracking of all actors (CSV, OpenFace): action units, head pose, gaze, landmarks; read from the archive.</summary>
    Tracking,
}
