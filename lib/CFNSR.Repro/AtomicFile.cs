using System.Diagnostics;
using System.Globalization;
using System.Text;

namespace CFNSR.Repro;

/// <summary>
/// Writes files so that a reader, or a process killed at any moment, finds the old file or the new one and never half of one:
/// the content goes to a temporary name in the same folder, which is then renamed.
/// </summary>
public static class AtomicFile
{
    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false);

    /// <summary>Writes UTF-8 text (no byte order mark).</summary>
    /// <param name="file">The final name; its folder is made when missing.</param>
    /// <param name="text">The whole content.</param>
    /// <exception cref="KitException">The file cannot be written (read-only folder, full disk).</exception>
    public static void WriteText(string file, string text) => Write(file, stream => stream.Write(Utf8.GetBytes(text)));

    /// <summary>Writes what <paramref name="write"/> puts into the stream.</summary>
    /// <param name="file">The final name; its folder is made when missing.</param>
    /// <param name="write">Writes the whole content; when it throws, nothing is left behind.</param>
    /// <exception cref="KitException">The file cannot be written (read-only folder, full disk).</exception>
    public static void Write(string file, Action<Stream> write)
    {
        string temporary = $"{file}.{Environment.ProcessId}.tmp";
        try
        {
            if (Path.GetDirectoryName(Path.GetFullPath(file)) is { } folder) RemoveStale(Directory.CreateDirectory(folder).FullName, Path.GetFileName(file));
            using (var stream = new FileStream(temporary, FileMode.Create, FileAccess.Write, FileShare.None)) write(stream);
            File.Move(temporary, file, overwrite: true);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            Remove(temporary);
            throw new KitException($"cannot be written: {error.Message}", file,
                cure: "Check that the folder is writable and that the disk has room; what stood there before is unchanged.", inner: error);
        }
        catch
        {
            Remove(temporary);
            throw;
        }
    }

    /// <summary>Temporary files of processes that were killed while they wrote this file, so that they do not pile up.</summary>
    private static void RemoveStale(string folder, string name)
    {
        foreach (string other in Directory.EnumerateFiles(folder, "*.tmp"))
        {
            string middle = Path.GetFileNameWithoutExtension(other);
            if (!middle.StartsWith(name + ".", StringComparison.Ordinal)) continue;
            if (int.TryParse(middle[(name.Length + 1)..], NumberStyles.None, CultureInfo.InvariantCulture, out int writer) && !IsAlive(writer)) Remove(other);
        }
    }

    private static bool IsAlive(int process)
    {
        try
        {
            using var found = Process.GetProcessById(process);
            return true;
        }
        catch (ArgumentException)
        {
            return false;
        }
    }

    private static void Remove(string file)
    {
        try
        {
            File.Delete(file);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            // the first error is the one to report
        }
    }
}
