using System.Globalization;
using System.Security.Cryptography;

namespace CFNSR.Repro.Data;

/// <summary>Which file a part of the clip store was made from.</summary>
/// <param name="File">Path relative to the data set's folder, with forward slashes.</param>
/// <param name="Size">Bytes.</param>
/// <param name="Modified">Time of the last change, universal time, round-trip format.</param>
/// <param name="Sha256">SHA-256 of the content, hexadecimal.</param>
public sealed record SourceStamp(string File, long Size, string Modified, string Sha256)
{
    /// <summary>Takes the stamp of a file. The content is hashed only if path, size or time differ from a known stamp.</summary>
    /// <param name="root">The data set's folder.</param>
    /// <param name="file">The file.</param>
    /// <param name="known">An earlier stamp, or null.</param>
    /// <returns>The stamp; <paramref name="known"/> itself if nothing seems to have changed.</returns>
    /// <exception cref="KitException">The file cannot be read.</exception>
    public static SourceStamp Take(string root, string file, SourceStamp? known = null)
    {
        try
        {
            using var stream = System.IO.File.OpenRead(file); // follows links, so size and time are the content's
            var name = Path.GetRelativePath(root, file).Replace(Path.DirectorySeparatorChar, '/');
            var modified = System.IO.File.GetLastWriteTimeUtc(stream.SafeFileHandle).ToString("O", CultureInfo.InvariantCulture);
            if (known is not null && known.File == name && known.Size == stream.Length && known.Modified == modified) return known;
            return new SourceStamp(name, stream.Length, modified, Convert.ToHexStringLower(SHA256.HashData(stream)));
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new KitException($"cannot be read: {error.Message}", file, cure: "Check the permissions and the disk.", inner: error);
        }
    }

    /// <summary>Takes the stamp of a part of a file, such as an archive's entry; its path is the file's, a slash and the part.</summary>
    /// <param name="root">The data set's folder.</param>
    /// <param name="file">The file; its time is the part's.</param>
    /// <param name="part">The part's name.</param>
    /// <param name="size">The part's bytes.</param>
    /// <param name="content">Reads them; asked only if path, size or time differ from the known stamp.</param>
    /// <param name="known">An earlier stamp, or null.</param>
    internal static SourceStamp TakePart(string root, string file, string part, long size, Func<byte[]> content, SourceStamp? known)
    {
        var taken = new SourceStamp($"{Path.GetRelativePath(root, file).Replace(Path.DirectorySeparatorChar, '/')}/{part}", size,
            System.IO.File.GetLastWriteTimeUtc(file).ToString("O", CultureInfo.InvariantCulture), known?.Sha256 ?? "");
        return taken == known ? known : taken with { Sha256 = Convert.ToHexStringLower(SHA256.HashData(content())) };
    }

    /// <summary>The stamp of a part that was made from two files: a change of either is noticed.</summary>
    /// <param name="other">The second file, for example the landmarks of a clip.</param>
    internal SourceStamp With(SourceStamp other) => this with { Size = Size + other.Size, Sha256 = $"{Sha256}+{other.Sha256}" };

    /// <summary>Same content, whatever the path and the time.</summary>
    internal bool SameContent(SourceStamp other) => Size == other.Size && Sha256 == other.Sha256;
}
