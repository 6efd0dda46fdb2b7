using System.Runtime.InteropServices;

namespace OpenCvSharp;

[StructLayout(LayoutKind.Sequential)]
public record struct Size(int Width, int Height)
{
    public int Width = Width;
    public int Height = Height;

    public Size(double width, double height) : this((int)width, (int)height)
    {
    }
}

[StructLayout(LayoutKind.Sequential)]
public record struct Point(int X, int Y)
{
    public int X = X;
    public int Y = Y;

    public Point(double x, double y) : this((int)x, (int)y)
    {
    }

    public static Point operator +(Point p1, Point p2) => new(p1.X + p2.X, p1.Y + p2.Y);
    public static Point operator -(Point p1, Point p2) => new(p1.X - p2.X, p1.Y - p2.Y);
    public static Point operator *(Point pt, double scale) => new(pt.X * scale, pt.Y * scale);
    public double DistanceTo(Point p) => Math.Sqrt(Math.Pow(p.X - X, 2) + Math.Pow(p.Y - Y, 2));
}

[StructLayout(LayoutKind.Sequential)]
public record struct Point2f(float X, float Y)
{
    public float X = X;
    public float Y = Y;

    public static implicit operator Point2f(Point point) => new(point.X, point.Y);
    public static explicit operator Point(Point2f self) => new(self.X, self.Y);
    public static Point2f operator +(Point2f p1, Point2f p2) => new(p1.X + p2.X, p1.Y + p2.Y);
    public static Point2f operator -(Point2f p1, Point2f p2) => new(p1.X - p2.X, p1.Y - p2.Y);
    public static Point2f operator *(Point2f pt, double scale) => new((float)(pt.X * scale), (float)(pt.Y * scale));
}

[StructLayout(LayoutKind.Sequential)]
public readonly record struct Range(int Start, int End)
{
    public readonly int Start = Start;
    public readonly int End = End;

    public static Range All => new(int.MinValue, int.MaxValue);
}

[StructLayout(LayoutKind.Sequential)]
public record struct Rect(int X, int Y, int Width, int Height)
{
    public int X = X;
    public int Y = Y;
    public int Width = Width;
    public int Height = Height;

    public Rect(Point location, Size size) : this(location.X, location.Y, size.Width, size.Height)
    {
    }

    public int Left { get => X; set => X = value; }
    public int Top { get => Y; set => Y = value; }
    public int Right => X + Width;
    public int Bottom => Y + Height;
    public Point Location { get => new(X, Y); set => (X, Y) = (value.X, value.Y); }
    public Size Size { get => new(Width, Height); set => (Width, Height) = (value.Width, value.Height); }
    public Point TopLeft => new(X, Y);
    public Point BottomRight => new(X + Width, Y + Height);

    public static Rect FromLTRB(int left, int top, int right, int bottom)
    {
        if (right < left) throw new ArgumentException("right > left");
        if (bottom < top) throw new ArgumentException("bottom > top");
        return new(left, top, right - left, bottom - top);
    }

    public bool Contains(int x, int y) => X <= x && Y <= y && X + Width > x && Y + Height > y;
    public bool Contains(Point pt) => Contains(pt.X, pt.Y);
    public bool Contains(Rect rect) => X <= rect.X && rect.Right <= Right && Y <= rect.Y && rect.Bottom <= Bottom;

    public static Rect Intersect(Rect a, Rect b)
    {
        int left = Math.Max(a.X, b.X), right = Math.Min(a.Right, b.Right), top = Math.Max(a.Y, b.Y), bottom = Math.Min(a.Bottom, b.Bottom);
        return right >= left && bottom >= top ? new(left, top, right - left, bottom - top) : default;
    }

    public Rect Intersect(Rect rect) => Intersect(this, rect);
    public static Rect operator &(Rect a, Rect b) => Intersect(a, b);

    public static Rect Union(Rect a, Rect b) =>
        FromLTRB(Math.Min(a.X, b.X), Math.Min(a.Y, b.Y), Math.Max(a.Right, b.Right), Math.Max(a.Bottom, b.Bottom));

    public Rect Union(Rect rect) => Union(this, rect);
    public static Rect operator |(Rect a, Rect b) => Union(a, b);
}

[StructLayout(LayoutKind.Sequential)]
public record struct Scalar(double Val0, double Val1, double Val2, double Val3)
{
    public double Val0 = Val0;
    public double Val1 = Val1;
    public double Val2 = Val2;
    public double Val3 = Val3;

    public Scalar(double val0) : this(val0, 0, 0, 0)
    {
    }

    public Scalar(double val0, double val1) : this(val0, val1, 0, 0)
    {
    }

    public Scalar(double val0, double val1, double val2) : this(val0, val1, val2, 0)
    {
    }

    public static readonly Scalar Black = FromRgb(0, 0, 0);
    public static readonly Scalar White = FromRgb(255, 255, 255);
    public static readonly Scalar Red = FromRgb(255, 0, 0);
    public static readonly Scalar Lime = FromRgb(0, 255, 0);
    public static readonly Scalar Blue = FromRgb(0, 0, 255);

    public static Scalar All(double v) => new(v, v, v, v);
    public static Scalar FromRgb(int r, int g, int b) => new(b, g, r);
    public static explicit operator Scalar(double val) => new(val);
}

[StructLayout(LayoutKind.Sequential)]
public struct Vec3b : IEquatable<Vec3b>
{
    public byte Item0;
    public byte Item1;
    public byte Item2;

    public Vec3b(byte item0, byte item1, byte item2) => (Item0, Item1, Item2) = (item0, item1, item2);

    public byte this[int i]
    {
        get => i switch { 0 => Item0, 1 => Item1, 2 => Item2, _ => throw new ArgumentOutOfRangeException(nameof(i)) };
        set
        {
            switch (i)
            {
                case 0: Item0 = value; break;
                case 1: Item1 = value; break;
                case 2: Item2 = value; break;
                default: throw new ArgumentOutOfRangeException(nameof(i));
            }
        }
    }

    public void Deconstruct(out byte item0, out byte item1, out byte item2) => (item0, item1, item2) = (Item0, Item1, Item2);
    public bool Equals(Vec3b other) => Item0 == other.Item0 && Item1 == other.Item1 && Item2 == other.Item2;
    public override bool Equals(object? obj) => obj is Vec3b other && Equals(other);
    public override int GetHashCode() => HashCode.Combine(Item0, Item1, Item2);
    public override string ToString() => $"{nameof(Vec3b)} ({Item0}, {Item1}, {Item2})";
    public static bool operator ==(Vec3b a, Vec3b b) => a.Equals(b);
    public static bool operator !=(Vec3b a, Vec3b b) => !a.Equals(b);
}
