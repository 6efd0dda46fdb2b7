using System.Globalization;

namespace CFNSR.Repro.Data;

/// <summary>One archive of RAVDESS as its record offers it.</summary>
/// <param name="Name">File name, such as Video_Speech_Actor_01.zip.</param>
/// <param name="Record">Number of the Zenodo record that holds it.</param>
/// <param name="Bytes">Its size.</param>
/// <param name="Md5">MD5 of its content, 32 hexadecimal digits.</param>
public sealed record Archive(string Name, int Record, long Bytes, string Md5)
{
    private const string Video = "Video_Speech_Actor_";

    /// <summary>What is in it.</summary>
    public ArchiveKind Kind => Name.StartsWith(Video, StringComparison.Ordinal) ? ArchiveKind.Video
        : Name.StartsWith("FacialTracking", StringComparison.Ordinal) ? ArchiveKind.Tracking : ArchiveKind.Sound;

    /// <summary>The actor of a video archive; null for an archive of all actors.</summary>
    public int? Actor => Kind == ArchiveKind.Video ? int.Parse(Name.AsSpan(Video.Length, 2), NumberStyles.None, CultureInfo.InvariantCulture) : null;

    /// <summary>
    /// About how many bytes its files take, an upper estimate for the check of the disk: mp4 files do not shrink in a zip, sound shrinks to a
    /// third, face tracking stays in its archive.
    /// </summary>
    public long UnpackedEstimate => Bytes * Kind switch { ArchiveKind.Video => 11, ArchiveKind.Sound => 30, _ => 0 } / 10;

    /// <summary>Whether the archive itself is what is read, and stays.</summary>
    public bool ReadAsItIs => Kind == ArchiveKind.Tracking;
}
