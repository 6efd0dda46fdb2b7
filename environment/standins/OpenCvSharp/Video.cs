namespace OpenCvSharp;

public unsafe class VideoCapture : CvObject
{
    public VideoCapture()
    {
        Native.Check(Native.capture_new(out var p));
        Own(p, Native.capture_delete);
    }

    public VideoCapture(string fileName, VideoCaptureAPIs apiPreference = VideoCaptureAPIs.ANY) : this() => Open(fileName, apiPreference);

    public bool Open(string fileName, VideoCaptureAPIs apiPreference = VideoCaptureAPIs.ANY)
    {
        ArgumentException.ThrowIfNullOrEmpty(fileName);
        Native.Check(Native.capture_open(Handle, fileName, (int)apiPreference, out var done));
        return done != 0;
    }

    public bool IsOpened() => Native.capture_is_opened(Handle) != 0;
    public int FrameCount => (int)Get(VideoCaptureProperties.FrameCount);
    public int FrameWidth { get => (int)Get(VideoCaptureProperties.FrameWidth); set => Set(VideoCaptureProperties.FrameWidth, value); }
    public int FrameHeight { get => (int)Get(VideoCaptureProperties.FrameHeight); set => Set(VideoCaptureProperties.FrameHeight, value); }
    public double Fps { get => Get(VideoCaptureProperties.Fps); set => Set(VideoCaptureProperties.Fps, value); }
    public int PosFrames { get => (int)Get(VideoCaptureProperties.PosFrames); set => Set(VideoCaptureProperties.PosFrames, value); }
    public int PosMsec { get => (int)Get(VideoCaptureProperties.PosMsec); set => Set(VideoCaptureProperties.PosMsec, value); }

    public bool Read(Mat image)
    {
        Native.Check(Native.capture_read(Handle, image.Handle, out var done));
        return done != 0;
    }

    public bool Read(OutputArray image) => Read(image.Mat);

    public bool Grab()
    {
        Native.Check(Native.capture_grab(Handle, out var done));
        return done != 0;
    }

    public bool Retrieve(Mat image, int flag = 0)
    {
        Native.Check(Native.capture_retrieve(Handle, image.Handle, flag, out var done));
        return done != 0;
    }

    public bool Retrieve(OutputArray image, int flag = 0) => Retrieve(image.Mat, flag);

    public double Get(VideoCaptureProperties propertyId) => Get((int)propertyId);

    public double Get(int propertyId)
    {
        Native.Check(Native.capture_get(Handle, propertyId, out var value));
        return value;
    }

    public bool Set(VideoCaptureProperties propertyId, double value) => Set((int)propertyId, value);

    public bool Set(int propertyId, double value)
    {
        Native.Check(Native.capture_set(Handle, propertyId, value, out var done));
        return done != 0;
    }

    public string GetBackendName()
    {
        Native.Check(Native.capture_backend(Handle, out var name));
        return Native.Text(name);
    }

    public void Release() => Native.Check(Native.capture_release(Handle));
}

public class VideoWriter : CvObject
{
    public VideoWriter()
    {
        Native.Check(Native.writer_new(out var p));
        Own(p, Native.writer_delete);
    }

    public VideoWriter(string fileName, FourCC fourcc, double fps, Size frameSize, bool isColor = true)
        : this(fileName, VideoCaptureAPIs.ANY, fourcc, fps, frameSize, isColor)
    {
    }

    public VideoWriter(string fileName, VideoCaptureAPIs apiPreference, FourCC fourcc, double fps, Size frameSize, bool isColor = true) : this() =>
        Open(fileName, apiPreference, fourcc, fps, frameSize, isColor);

    public bool Open(string fileName, FourCC fourcc, double fps, Size frameSize, bool isColor = true) =>
        Open(fileName, VideoCaptureAPIs.ANY, fourcc, fps, frameSize, isColor);

    public bool Open(string fileName, VideoCaptureAPIs apiPreference, FourCC fourcc, double fps, Size frameSize, bool isColor = true)
    {
        ArgumentNullException.ThrowIfNull(fileName);
        Native.Check(Native.writer_open(Handle, fileName, (int)apiPreference, fourcc.Value, fps, frameSize.Width, frameSize.Height, isColor ? 1 : 0, out var done));
        return done != 0;
    }

    public bool IsOpened() => Native.writer_is_opened(Handle) != 0;
    public void Write(InputArray image) => Native.Check(Native.writer_write(Handle, image.Mat.Handle));
    public void Release() => Native.Check(Native.writer_release(Handle));

    public static int FourCC(char c1, char c2, char c3, char c4) => (c1 & 255) | (c2 & 255) << 8 | (c3 & 255) << 16 | (c4 & 255) << 24;

    public static int FourCC(string code)
    {
        ArgumentNullException.ThrowIfNull(code);
        if (code.Length != 4) throw new ArgumentException("code.Length != 4", nameof(code));
        return FourCC(code[0], code[1], code[2], code[3]);
    }
}

public readonly struct FourCC : IEquatable<FourCC>
{
    public static readonly int AVC = FromString("AVC");
    public static readonly int MJPG = FromString("MJPG");
    public static readonly int MP4V = FromString("MP4V");
    public static readonly int XVID = FromString("XVID");

    public readonly int Value;

    public FourCC(int value) => Value = value;

    public static FourCC FromFourChars(char c1, char c2, char c3, char c4) => new(VideoWriter.FourCC(c1, c2, c3, c4));
    public static FourCC FromString(string code) => new(VideoWriter.FourCC(code.PadRight(4)));
    public static implicit operator int(FourCC fourcc) => fourcc.Value;
    public static implicit operator FourCC(int code) => new(code);
    public bool Equals(FourCC other) => Value == other.Value;
    public override bool Equals(object? obj) => obj is FourCC other && Equals(other);
    public override int GetHashCode() => Value.GetHashCode();
    public static bool operator ==(FourCC left, FourCC right) => left.Equals(right);
    public static bool operator !=(FourCC left, FourCC right) => !left.Equals(right);
}
