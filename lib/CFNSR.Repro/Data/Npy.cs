using System.Runtime.InteropServices;

namespace CFNSR.Repro.Data;

/// <summary>
/// NumPy's array files (.npy, versions 1 to 3): reading, writing and memory mapping. Element types: bytes, signed bytes, 16-, 32- and
/// 64-bit integers, single and double floats, little endian, last axis fastest. The head is checked against the length of the file
/// before anything is allocated.
/// </summary>
public static class Npy
{
    /// <summary>NumPy's name of an element type.</summary>
    /// <typeparam name="T">byte, sbyte, short, int, long, float or double.</typeparam>
    /// <returns>For example "&lt;f4".</returns>
    /// <exception cref="NotSupportedException">Another type.</exception>
    public static string TypeOf<T>()
        where T : unmanaged => Type.GetTypeCode(typeof(T)) switch
        {
            TypeCode.Byte => "|u1",
            TypeCode.SByte => "|i1",
            TypeCode.Int16 => "<i2",
            TypeCode.Int32 => "<i4",
            TypeCode.Int64 => "<i8",
            TypeCode.Single => "<f4",
            TypeCode.Double => "<f8",
            _ => throw new NotSupportedException($"{typeof(T)} has no place in the kit's .npy files."),
        };

    /// <summary>Reads and checks the head of a file.</summary>
    /// <param name="path">The file.</param>
    /// <returns>Type, shape and where the data begin.</returns>
    /// <exception cref="KitException">The file cannot be read, is not a .npy file, or is shorter than its head says.</exception>
    public static NpyHeader ReadHeader(string path) => Guard(path, () =>
    {
        using var stream = File.OpenRead(path);
        return NpyHeaderText.Read(stream, path);
    });

    /// <summary>Reads a whole file.</summary>
    /// <typeparam name="T">The element type that the file must have.</typeparam>
    /// <param name="path">The file.</param>
    /// <returns>Data and shape.</returns>
    /// <exception cref="KitException">The file cannot be read, is not a sound .npy file, or holds another type.</exception>
    public static NpyArray<T> Read<T>(string path)
        where T : unmanaged => Guard(path, () =>
        {
            using var stream = File.OpenRead(path);
            var header = Expect<T>(NpyHeaderText.Read(stream, path), path);
            if (header.Count * Marshal.SizeOf<T>() > Array.MaxLength)
            {
                throw new KitException("is too large to be read at once", path, cure: "Use Npy.Map.");
            }

            var data = new T[header.Count];
            stream.Position = header.DataOffset;
            stream.ReadExactly(MemoryMarshal.AsBytes(data.AsSpan()));
            return new NpyArray<T>(data, header.Shape);
        });

    /// <summary>Maps a file into memory for reading.</summary>
    /// <typeparam name="T">The element type that the file must have.</typeparam>
    /// <param name="path">The file.</param>
    /// <returns>The map; dispose it.</returns>
    /// <exception cref="KitException">The file cannot be read, is not a sound .npy file, or holds another type.</exception>
    public static NpyMap Map<T>(string path)
        where T : unmanaged
    {
        var header = Expect<T>(ReadHeader(path), path);
        return Guard(path, () => new NpyMap(path, header));
    }

    /// <summary>Writes an array, atomically (<see cref="AtomicFile"/>).</summary>
    /// <typeparam name="T">Element type.</typeparam>
    /// <param name="path">The file.</param>
    /// <param name="data">All elements, last axis fastest.</param>
    /// <param name="shape">Lengths of the axes; their product is the number of elements.</param>
    /// <exception cref="ArgumentException">The shape does not fit the data.</exception>
    /// <exception cref="KitException">The file cannot be written.</exception>
    public static void Write<T>(string path, ReadOnlySpan<T> data, params IReadOnlyList<int> shape)
        where T : unmanaged
    {
        ArgumentNullException.ThrowIfNull(shape);
        if (shape.Aggregate(1L, (product, length) => product * length) != data.Length)
        {
            throw new ArgumentException($"The shape ({string.Join(", ", shape)}) does not fit {data.Length} elements.", nameof(shape));
        }

        var head = NpyHeaderText.Compose(TypeOf<T>(), shape);
        unsafe
        {
            fixed (T* first = data)
            {
                var (start, bytes) = ((nint)first, (long)data.Length * sizeof(T));
                AtomicFile.Write(path, stream =>
                {
                    stream.Write(head);
                    for (long at = 0; at < bytes; at += 1 << 24) stream.Write(new ReadOnlySpan<byte>((byte*)start + at, (int)Math.Min(1 << 24, bytes - at)));
                });
            }
        }
    }

    private static NpyHeader Expect<T>(NpyHeader header, string path)
        where T : unmanaged => header.Type == TypeOf<T>()
        ? header
        : throw new KitException($"holds elements of type {header.Type}", path, TypeOf<T>(), "Convert it with NumPy: array.astype(...).");

    private static T Guard<T>(string path, Func<T> read)
    {
        KitException.ThrowIfEmpty(path, "an array");
        try
        {
            return read();
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new KitException($"cannot be read: {error.Message}", path, "a .npy file", inner: error);
        }
    }
}
