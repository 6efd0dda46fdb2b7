using System.IO.MemoryMappedFiles;
using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace CFNSR.Repro.Data;

/// <summary>A .npy file mapped into memory for reading: pages are loaded when they are touched. Safe to read from several threads.</summary>
public sealed unsafe class NpyMap : IDisposable
{
    private readonly string path;
    private readonly SafeFileHandle handle;
    private readonly MemoryMappedFile file;
    private readonly MemoryMappedViewAccessor view;
    private byte* start;

    internal NpyMap(string path, NpyHeader header)
    {
        (Header, this.path) = (header, path);
        handle = File.OpenHandle(path, share: FileShare.ReadWrite | FileShare.Delete);
        file = MemoryMappedFile.CreateFromFile(handle, null, 0, MemoryMappedFileAccess.Read, HandleInheritability.None, leaveOpen: false);
        view = file.CreateViewAccessor(0, 0, MemoryMappedFileAccess.Read);
        view.SafeMemoryMappedViewHandle.AcquirePointer(ref start);
    }

    /// <summary>Type and shape.</summary>
    public NpyHeader Header { get; }

    /// <summary>Part of the data.</summary>
    /// <typeparam name="T">The element type of the file.</typeparam>
    /// <param name="start">First element.</param>
    /// <param name="count">Number of elements.</param>
    /// <returns>The elements; valid until this map is disposed.</returns>
    /// <exception cref="ObjectDisposedException">The map was disposed.</exception>
    /// <exception cref="KitException">The file has been cut since it was mapped.</exception>
    /// <exception cref="ArgumentException">The type is not the file's, or the part is not inside the data.</exception>
    public ReadOnlySpan<T> Read<T>(long start, int count)
        where T : unmanaged
    {
        Check<T>(start, count);
        if (RandomAccess.GetLength(handle) < Header.DataOffset + (start + count) * sizeof(T)) throw Shorter(); // touching what is gone would end the process
        return MemoryMarshal.Cast<byte, T>(new ReadOnlySpan<byte>(this.start + Header.DataOffset + start * sizeof(T), checked(count * sizeof(T))));
    }

    /// <summary>Copies part of the data without mapping it in: what was copied does not count as memory of the process afterwards.</summary>
    /// <typeparam name="T">The element type of the file.</typeparam>
    /// <param name="start">First element.</param>
    /// <param name="destination">Receives the elements.</param>
    /// <exception cref="ObjectDisposedException">The map was disposed.</exception>
    /// <exception cref="KitException">The file has been cut since it was mapped.</exception>
    /// <exception cref="ArgumentException">The type is not the file's, or the part is not inside the data.</exception>
    public void CopyTo<T>(long start, Span<T> destination)
        where T : unmanaged
    {
        Check<T>(start, destination.Length);
        var rest = MemoryMarshal.AsBytes(destination);
        for (long at = Header.DataOffset + (start * sizeof(T)); rest.Length > 0;)
        {
            int read = RandomAccess.Read(handle, rest, at);
            if (read == 0) throw Shorter();
            rest = rest[read..];
            at += read;
        }
    }

    /// <summary>Unmaps the file. Spans read before must no longer be used.</summary>
    public void Dispose()
    {
        if (start is null) return;
        start = null;
        view.SafeMemoryMappedViewHandle.ReleasePointer();
        view.Dispose();
        file.Dispose();
    }

    private void Check<T>(long start, int count)
        where T : unmanaged
    {
        ObjectDisposedException.ThrowIf(this.start is null, this);
        if (Npy.TypeOf<T>() != Header.Type) throw new ArgumentException($"The file holds {Header.Type}, not {Npy.TypeOf<T>()}.");
        if (start < 0 || count < 0 || start > Header.Count - count) throw new ArgumentException($"Elements {start} to {start + count} are not inside 0 to {Header.Count}.");
    }

    private KitException Shorter() => new("has become shorter while it was in use", path, cure: "Find out what writes there; then make or copy the file again.");
}
