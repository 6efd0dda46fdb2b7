namespace CFNSR.Repro.Data;

/// <summary>
/// The eight emotions of RAVDESS. The value is the class index of the paper's Table 1: the third field of a file name minus one.
/// </summary>
public enum Emotion
{
    /// <summary>Class 0, file field 01.</summary>
    Neutral,

    /// <summary>Class 1, file field 02.</summary>
    Calm,

    /// <summary>Class 2, file field 03.</summary>
    Happy,

    /// <summary>Class 3, file field 04.</summary>
    Sad,

    /// <summary>Class 4, file field 05.</summary>
    Angry,

    /// <summary>Class 5, file field 06.</summary>
    Fearful,

    /// <summary>Class 6, file field 07.</summary>
    Disgust,

    /// <summary>Class 7, file field 08.</summary>
    Surprised,
}
