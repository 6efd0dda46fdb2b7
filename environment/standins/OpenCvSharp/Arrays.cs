namespace OpenCvSharp;

public class InputArray : CvObject
{
    private readonly Mat _mat;
    private readonly bool _own;

    private InputArray(Mat mat, bool own)
    {
        mat.ThrowIfDisposed();
        (_mat, _own) = (mat, own);
    }

    public static InputArray Create(Mat mat)
    {
        ArgumentNullException.ThrowIfNull(mat);
        return new InputArray(mat, own: false);
    }

    public static InputArray Create(Scalar val)
    {
        var mat = new Mat(4, 1, MatType.CV_64FC1);
        mat.SetArray(val.Val0, val.Val1, val.Val2, val.Val3);
        return new InputArray(mat, own: true);
    }

    public static InputArray Create(double val)
    {
        var mat = new Mat(1, 1, MatType.CV_64FC1);
        mat.Set(0, 0, val);
        return new InputArray(mat, own: true);
    }

    public static implicit operator InputArray(Mat mat) => Create(mat);
    public static implicit operator InputArray(Scalar val) => Create(val);
    public static implicit operator InputArray(double val) => Create(val);

    internal Mat Mat
    {
        get
        {
            ThrowIfDisposed();
            return _mat;
        }
    }

    protected override void DisposeManaged()
    {
        if (_own) _mat.Dispose();
        base.DisposeManaged();
    }
}

public class OutputArray : CvObject
{
    internal OutputArray(Mat mat)
    {
        ArgumentNullException.ThrowIfNull(mat);
        mat.ThrowIfDisposed();
        Mat = mat;
    }

    internal Mat Mat { get; }

    public static OutputArray Create(Mat mat) => new(mat);
    public static implicit operator OutputArray(Mat mat) => new(mat);
}

public class InputOutputArray : OutputArray
{
    internal InputOutputArray(Mat mat) : base(mat)
    {
    }

    public static new InputOutputArray Create(Mat mat) => new(mat);
    public static implicit operator InputOutputArray(Mat mat) => new(mat);
}
