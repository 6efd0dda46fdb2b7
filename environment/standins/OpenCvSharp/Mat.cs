using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace OpenCvSharp;

public unsafe class Mat : CvObject
{
    private static readonly Dictionary<Type, MatType[]> Elements = new()
    {
        [typeof(byte)] = [MatType.CV_8UC1, MatType.CV_8SC1],
        [typeof(sbyte)] = [MatType.CV_8UC1, MatType.CV_8SC1],
        [typeof(short)] = [MatType.CV_16SC1, MatType.CV_16UC1],
        [typeof(ushort)] = [MatType.CV_16SC1, MatType.CV_16UC1],
        [typeof(int)] = [MatType.CV_32SC1],
        [typeof(float)] = [MatType.CV_32FC1],
        [typeof(double)] = [MatType.CV_64FC1],
        [typeof(Point)] = [MatType.CV_32SC2],
        [typeof(Point2f)] = [MatType.CV_32FC2],
        [typeof(Vec3b)] = [MatType.CV_8UC3],
    };

    internal Mat(nint pointer, Pin? pin = null) => Own(pointer, Native.mat_delete, pin);

    public Mat()
    {
        Native.Check(Native.mat_new(out var p));
        Own(p, Native.mat_delete);
    }

    public Mat(string fileName, ImreadModes flags = ImreadModes.Color)
    {
        ArgumentException.ThrowIfNullOrEmpty(fileName);
        Native.Check(Native.cv_imread(fileName, (int)flags, out var p));
        Own(p, Native.mat_delete);
    }

    public Mat(int rows, int cols, MatType type)
    {
        Native.Check(Native.mat_new_size(rows, cols, type.Value, null, out var p));
        Own(p, Native.mat_delete);
    }

    public Mat(int rows, int cols, MatType type, Scalar s)
    {
        Native.Check(Native.mat_new_size(rows, cols, type.Value, (double*)&s, out var p));
        Own(p, Native.mat_delete);
    }

    public Mat(Size size, MatType type) : this(size.Height, size.Width, type)
    {
    }

    public Mat(Size size, MatType type, Scalar s) : this(size.Height, size.Width, type, s)
    {
    }

    public Mat(Mat m, Rect roi)
    {
        Native.Check(Native.mat_new_rect(m.Handle, roi.X, roi.Y, roi.Width, roi.Height, out var p));
        Own(p, Native.mat_delete, m.Pin);
    }

    public Mat(Mat m, Range rowRange, Range? colRange = null)
    {
        var cols = colRange ?? Range.All;
        Native.Check(Native.mat_new_ranges(m.Handle, rowRange.Start, rowRange.End, cols.Start, cols.End, out var p));
        Own(p, Native.mat_delete, m.Pin);
    }

    public static Mat FromPixelData(int rows, int cols, MatType type, nint data, long step = 0)
    {
        Native.Check(Native.mat_new_data(rows, cols, type.Value, data, step, out var p));
        return new Mat(p);
    }

    public static Mat FromPixelData(int rows, int cols, MatType type, Array data, long step = 0)
    {
        ArgumentNullException.ThrowIfNull(data);
        var pin = new Pin(data);
        try
        {
            Native.Check(Native.mat_new_data(rows, cols, type.Value, pin.Address, step, out var p));
            return new Mat(p, pin);
        }
        catch
        {
            pin.Free();
            throw;
        }
    }

    public static Mat ImDecode(byte[] imageBytes, ImreadModes mode = ImreadModes.Color) => Cv2.ImDecode(imageBytes, mode);

    public int Rows => Native.mat_rows(Handle);
    public int Cols => Native.mat_cols(Handle);
    public int Height => Rows;
    public int Width => Cols;
    public int Dims => Native.mat_dims(Handle);
    public nint Data => Native.mat_data(Handle);
    public byte* DataPointer => (byte*)Data;

    public MatType Type() => Native.mat_type(Handle);
    public int Channels() => Type().Channels;
    public int Depth() => Type().Depth;
    public int ElemSize() => Native.mat_elem_size(Handle);
    public bool Empty() => Native.mat_empty(Handle) != 0;
    public bool IsContinuous() => Native.mat_continuous(Handle) != 0;
    public bool IsSubmatrix() => Native.mat_submatrix(Handle) != 0;
    public long Total() => Native.mat_total(Handle);
    public long Step() => Native.mat_step(Handle, 0);
    public long Step(int i) => Native.mat_step(Handle, i);
    public Size Size() => new(Cols, Rows);

    public nint Ptr(int i0) => Data + (nint)Step(0) * i0;
    public nint Ptr(int i0, int i1) => Ptr(i0) + (nint)Step(1) * i1;

    public ref T At<T>(int i0, int i1) where T : unmanaged => ref Unsafe.AsRef<T>((void*)Ptr(i0, i1));
    public T Get<T>(int i0, int i1) where T : struct => Marshal.PtrToStructure<T>(Ptr(i0, i1));
    public void Set<T>(int i0, int i1, T value) where T : struct => Marshal.StructureToPtr(value, Ptr(i0, i1), false);

    public Span<T> AsSpan<T>() where T : unmanaged =>
        IsContinuous() ? new Span<T>(DataPointer, (int)Total() * ElemSize() / sizeof(T)) : [];

    public Span<T> RowSpan<T>(int row) where T : unmanaged
    {
        if (Dims != 2) throw new InvalidOperationException("RowSpan is only supported for 2D matrices.");
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual((uint)row, (uint)Rows, nameof(row));
        return new Span<T>((void*)Ptr(row), Cols * ElemSize() / sizeof(T));
    }

    public bool GetArray<T>(out T[] data) where T : unmanaged
    {
        RequireElement<T>();
        data = new T[(long)Rows * Cols];
        for (var row = 0; row < Rows; row++) RowSpan<T>(row).CopyTo(data.AsSpan(row * Cols));
        return true;
    }

    public bool SetArray<T>(params T[] data) where T : unmanaged
    {
        ArgumentNullException.ThrowIfNull(data);
        RequireElement<T>();
        if (data.Length != (long)Rows * Cols) throw new OpenCvSharpException($"Provided data element number ({data.Length}) should be that of the Mat ({Rows}*{Cols})");
        for (var row = 0; row < Rows; row++) data.AsSpan(row * Cols, Cols).CopyTo(RowSpan<T>(row));
        return true;
    }

    private void RequireElement<T>()
    {
        if (!Elements.TryGetValue(typeof(T), out var types)) throw new ArgumentException($"Type argument {typeof(T)} is not supported");
        if (!types.Contains(Type())) throw new OpenCvSharpException("Mat data type is not compatible: " + Type());
    }

    public Mat Clone()
    {
        Native.Check(Native.mat_clone(Handle, out var p));
        return new Mat(p);
    }

    public Mat Clone(Rect roi)
    {
        using var part = SubMat(roi);
        return part.Clone();
    }

    public void CopyTo(Mat m, InputArray? mask = null)
    {
        ArgumentNullException.ThrowIfNull(m);
        Native.Check(Native.mat_copy_to(Handle, m.Handle, Cv2.Pointer(mask)));
    }

    public void CopyTo(OutputArray m, InputArray? mask = null) => CopyTo(m.Mat, mask);

    public void ConvertTo(OutputArray m, MatType rtype, double alpha = 1.0, double beta = 0.0) =>
        Native.Check(Native.mat_convert_to(Handle, m.Mat.Handle, rtype.Value, alpha, beta));

    public Mat SetTo(Scalar value, Mat? mask = null) => SetTo(InputArray.Create(value), mask);

    public Mat SetTo(InputArray value, Mat? mask = null)
    {
        Native.Check(Native.mat_set_to(Handle, value.Mat.Handle, mask?.Handle ?? NativeHandle.None));
        return this;
    }

    public void Create(int rows, int cols, MatType type) => Native.Check(Native.mat_create(Handle, rows, cols, type.Value));
    public void Create(Size size, MatType type) => Create(size.Height, size.Width, type);
    public void Release() => Native.Check(Native.mat_release(Handle));

    public Mat Reshape(int cn, int rows = 0)
    {
        Native.Check(Native.mat_reshape(Handle, cn, rows, out var p));
        return new Mat(p, Pin);
    }

    public Mat SubMat(Rect roi) => new(this, roi);
    public Mat SubMat(Range rowRange, Range colRange) => new(this, rowRange, colRange);
    public Mat SubMat(int rowStart, int rowEnd, int colStart, int colEnd) => new(this, new Range(rowStart, rowEnd), new Range(colStart, colEnd));

    public Mat this[Rect roi]
    {
        get => SubMat(roi);
        set => Assign(SubMat(roi), value);
    }

    public Mat this[Range rowRange, Range colRange]
    {
        get => SubMat(rowRange, colRange);
        set => Assign(SubMat(rowRange, colRange), value);
    }

    public Mat this[int rowStart, int rowEnd, int colStart, int colEnd]
    {
        get => SubMat(rowStart, rowEnd, colStart, colEnd);
        set => Assign(SubMat(rowStart, rowEnd, colStart, colEnd), value);
    }

    private static void Assign(Mat part, Mat value)
    {
        using (part)
        {
            if (part.Size() != value.Size()) throw new ArgumentException("Specified ROI != mat.Size()");
            value.CopyTo(part);
        }
    }

    public byte[] ToBytes(string ext = ".png", int[]? prms = null) => Cv2.ImEncode(ext, this, out var bytes, prms) ? bytes : [];

    public override string ToString() => IsDisposed
        ? "Mat [disposed]"
        : $"Mat [ {Rows}*{Cols}*{Type()}, IsContinuous={IsContinuous()}, IsSubmatrix={IsSubmatrix()}, Ptr=0x{CvPtr:x}, Data=0x{Data:x} ]";
}
