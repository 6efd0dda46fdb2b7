namespace CFNSR.Repro.Data;

/// <summary>The files of some kinds below a folder.</summary>
internal static class ClipFiles
{
    private static readonly string[] Sounds =
        [".wav", ".wave", ".flac", ".mp3", ".m4a", ".aac", ".ogg", ".oga", ".opus", ".aif", ".aiff", ".wma"];

    private static readonly string[] Videos =
        [".mp4", ".mov", ".m4v", ".mkv", ".webm", ".avi", ".ts", ".mts", ".mpg", ".mpeg", ".flv", ".wmv"];

    /// <summary>Extensions of sound and video files.</summary>
    public static string[] Clips { get; } = [.. Sounds, .. Videos];

    /// <summary>Whether the name is that of a file with sound alone.</summary>
    public static bool IsSound(string path) => Sounds.Contains(Path.GetExtension(path), StringComparer.OrdinalIgnoreCase);

    /// <summary>Whether the name is of a kind that RAVDESS is published in.</summary>
    public static bool IsPublished(string path) => Path.GetExtension(path).ToUpperInvariant() is ".WAV" or ".MP4";

    /// <summary>
    /// All readable, non-empty files below a folder with one of the extensions (such as ".wav", in any case), in no particular order. Links
    /// to folders are followed, each real folder once, so a loop ends. What cannot be read is added to the problems.
    /// </summary>
    public static List<(string Path, long Length)> Below(string root, List<ClipProblem> problems, params string[] extensions)
    {
        var files = new List<(string Path, long Length)>();
        var seen = new HashSet<string>(StringComparer.Ordinal);
        var open = new Stack<DirectoryInfo>([new DirectoryInfo(root)]);
        while (open.TryPop(out var folder))
        {
            try
            {
                if (!seen.Add(RealPath(folder))) continue;
                foreach (var entry in folder.EnumerateFileSystemInfos().OrderBy(entry => entry.Name, StringComparer.Ordinal))
                {
                    if (entry.Name.StartsWith('.') || entry.Name == "__MACOSX") continue;
                    if (entry is DirectoryInfo below) open.Push(below);
                    else if (extensions.Contains(entry.Extension, StringComparer.OrdinalIgnoreCase)
                        && Length((FileInfo)entry, problems) is { } length) files.Add((entry.FullName, length));
                }
            }
            catch (Exception error) when (error is IOException or UnauthorizedAccessException)
            {
                problems.Add(new ClipProblem(folder.FullName, $"cannot be read: {error.Message}", "Check the permissions and the disk."));
            }
        }

        return files;
    }

    private static long? Length(FileInfo file, List<ClipProblem> problems)
    {
        var target = file.LinkTarget is null ? file : file.ResolveLinkTarget(returnFinalTarget: true) as FileInfo;
        var what = target is not { Exists: true } ? "is a link to nothing" : target.Length == 0 ? "is empty (0 bytes)" : null;
        if (what is null) return target!.Length;
        problems.Add(new ClipProblem(file.FullName, what, "Get the file again; it is left out."));
        return null;
    }

    private static string RealPath(DirectoryInfo folder)
    {
        var target = folder.LinkTarget is null ? null : folder.ResolveLinkTarget(returnFinalTarget: true);
        return (target ?? folder).FullName;
    }
}
