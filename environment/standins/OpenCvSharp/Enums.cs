namespace OpenCvSharp;

[Flags]
public enum InterpolationFlags
{
    Nearest = 0,
    Linear = 1,
    Cubic = 2,
    Area = 3,
    Lanczos4 = 4,
    LinearExact = 5,
    Max = 7,
    WarpFillOutliers = 8,
    WarpInverseMap = 16,
}

public enum LineTypes
{
    Link8 = 8,
    Link4 = 4,
    AntiAlias = 16,
}

public enum BorderTypes
{
    Constant = 0,
    Replicate = 1,
    Reflect = 2,
    Wrap = 3,
    Reflect101 = 4,
    Transparent = 5,
    Default = 4,
    Isolated = 16,
}

[Flags]
public enum ImreadModes
{
    Unchanged = -1,
    Grayscale = 0,
    Color = 1,
    AnyDepth = 2,
    AnyColor = 4,
    LoadGdal = 8,
    ReducedGrayscale2 = 16,
    ReducedColor2 = 17,
    ReducedGrayscale4 = 32,
    ReducedColor4 = 33,
    ReducedGrayscale8 = 64,
    ReducedColor8 = 65,
    IgnoreOrientation = 128,
}

[Flags]
public enum HaarDetectionTypes
{
    DoCannyPruning = 1,
    ScaleImage = 2,
    FindBiggestObject = 4,
    DoRoughSearch = 8,
}

public enum FlipMode
{
    X = 0,
    Y = 1,
    XY = -1,
}

[Flags]
public enum NormTypes
{
    INF = 1,
    L1 = 2,
    L2 = 4,
    L2SQR = 5,
    Hamming = 6,
    Hamming2 = 7,
    Relative = 8,
    MinMax = 32,
}

[Flags]
public enum HersheyFonts
{
    HersheySimplex = 0,
    HersheyPlain = 1,
    HersheyDuplex = 2,
    HersheyComplex = 3,
    HersheyTriplex = 4,
    HersheyComplexSmall = 5,
    HersheyScriptSimplex = 6,
    HersheyScriptComplex = 7,
    Italic = 16,
}

public enum ImwriteFlags
{
    JpegQuality = 1,
    PngCompression = 16,
    WebPQuality = 64,
}

public enum VideoCaptureAPIs
{
    ANY = 0,
    GSTREAMER = 1800,
    FFMPEG = 1900,
    IMAGES = 2000,
    OPENCV_MJPEG = 2200,
}

public enum VideoCaptureProperties
{
    PosMsec = 0,
    PosFrames = 1,
    PosAviRatio = 2,
    FrameWidth = 3,
    FrameHeight = 4,
    Fps = 5,
    FourCC = 6,
    FrameCount = 7,
    Format = 8,
    Mode = 9,
    ConvertRgb = 16,
    OrientationMeta = 48,
    OrientationAuto = 49,
}

public enum ColorConversionCodes
{
    BGR2BGRA = 0,
    BGRA2BGR = 1,
    BGR2RGB = 4,
    RGB2BGR = 4,
    BGR2GRAY = 6,
    RGB2GRAY = 7,
    GRAY2BGR = 8,
    GRAY2RGB = 8,
    BGR2YCrCb = 36,
    YCrCb2BGR = 38,
    BGR2HSV = 40,
    RGB2HSV = 41,
    BGR2Lab = 44,
    HSV2BGR = 54,
    HSV2RGB = 55,
    Lab2BGR = 56,
    BGR2YUV_I420 = 128,
}

public enum ErrorCode
{
    StsOk = 0,
    StsBackTrace = -1,
    StsError = -2,
    StsInternal = -3,
    StsNoMem = -4,
    StsBadArg = -5,
    StsBadFunc = -6,
    StsNoConv = -7,
    StsAutoTrace = -8,
    HeaderIsNull = -9,
    BadImageSize = -10,
    BadOffset = -11,
    BadDataPtr = -12,
    BadStep = -13,
    BadModelOrChSeq = -14,
    BadNumChannels = -15,
    BadNumChannel1U = -16,
    BadDepth = -17,
    BadAlphaChannel = -18,
    BadOrder = -19,
    BadOrigin = -20,
    BadAlign = -21,
    BadCallBack = -22,
    BadTileSize = -23,
    BadCOI = -24,
    BadROISize = -25,
    MaskIsTiled = -26,
    StsNullPtr = -27,
    StsVecLengthErr = -28,
    StsFilterStructContentErr = -29,
    StsKernelStructContentErr = -30,
    StsFilterOffsetErr = -31,
    StsBadSize = -201,
    StsDivByZero = -202,
    StsInplaceNotSupported = -203,
    StsObjectNotFound = -204,
    StsUnmatchedFormats = -205,
    StsBadFlag = -206,
    StsBadPoint = -207,
    StsBadMask = -208,
    StsUnmatchedSizes = -209,
    StsUnsupportedFormat = -210,
    StsOutOfRange = -211,
    StsParseError = -212,
    StsNotImplemented = -213,
    StsBadMemBlock = -214,
    StsAssert = -215,
    GpuNotSupported = -216,
    GpuApiCallError = -217,
    OpenGlNotSupported = -218,
    OpenGlApiCallError = -219,
    OpenCLApiCallError = -220,
    OpenCLDoubleNotSupported = -221,
    OpenCLInitError = -222,
    OpenCLNoAMDBlasFft = -223,
}
