namespace OpenCvSharp;

public unsafe class CascadeClassifier : CvObject
{
    public CascadeClassifier()
    {
        Native.Check(Native.cascade_new(null, out var p));
        Own(p, Native.cascade_delete);
    }

    public CascadeClassifier(string fileName)
    {
        ArgumentException.ThrowIfNullOrEmpty(fileName);
        if (!File.Exists(fileName)) throw new FileNotFoundException("\"" + fileName + "\"not found", fileName);
        Native.Check(Native.cascade_new(fileName, out var p));
        Own(p, Native.cascade_delete);
    }

    public bool Load(string fileName)
    {
        Native.Check(Native.cascade_load(Handle, fileName, out var done));
        return done != 0;
    }

    public virtual bool Empty() => Native.cascade_empty(Handle) != 0;

    public virtual Rect[] DetectMultiScale(Mat image, double scaleFactor = 1.1, int minNeighbors = 3, HaarDetectionTypes flags = 0, Size? minSize = null, Size? maxSize = null)
    {
        Size least = minSize ?? default, most = maxSize ?? default;
        Native.Check(Native.cascade_detect(Handle, image.Handle, scaleFactor, minNeighbors, (int)flags, least.Width, least.Height, most.Width, most.Height, out var rects));
        try
        {
            return new ReadOnlySpan<Rect>(Native.rects_data(rects), (int)Native.rects_size(rects)).ToArray();
        }
        finally
        {
            Native.rects_delete(rects);
        }
    }
}
