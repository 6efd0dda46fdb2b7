namespace CFNSR.Repro.Data;

/// <summary>One array of a clip store: a .npy file of shape (clips, shape...).</summary>
/// <param name="Name">Name of the array; the file is this with ".npy".</param>
/// <param name="Type">NumPy's element type: "|u1" for frames, "&lt;f4" for features.</param>
/// <param name="Shape">Shape of one clip's part, for example [30, 224, 224, 3] or [13, 212].</param>
/// <param name="Parameters">Everything the content depends on besides the source file; a change makes all of the array stale.</param>
public sealed record StoreArray(string Name, string Type, IReadOnlyList<int> Shape, IReadOnlyDictionary<string, string> Parameters)
{
    /// <summary>Name of the array of frames, bytes (T, H, W, 3) in RGB order.</summary>
    public const string Frames = "frames";

    /// <summary>Name of the array of MFCC features, floats (13, 212).</summary>
    public const string Mfcc = "mfcc";

    /// <summary>Name of the array of log-mel features, floats (mels, frames).</summary>
    public const string LogMel = "logmel";

    /// <summary>Name of the array of mean action units, floats (35, 1).</summary>
    public const string Units = "units";

    /// <summary>Name of the array of action units over time, floats (35, 78), on the sound's clock.</summary>
    public const string UnitFrames = "unit-frames";

    /// <summary>Name of the file in the store's folder.</summary>
    internal string FileName => Name + ".npy";

    /// <summary>Elements of one clip's part.</summary>
    internal int RowElements => checked((int)Shape.Aggregate(1L, (product, axis) => checked(product * axis)));

    /// <summary>Bytes of one clip's part.</summary>
    internal int RowBytes => checked(RowElements * (Type[2] - '0'));

    /// <summary>Same type, shape and parameters.</summary>
    internal bool SameAs(StoreArray other) => SameLayout(other) && Parameters.Count == other.Parameters.Count
        && Parameters.All(pair => other.Parameters.TryGetValue(pair.Key, out var value) && value == pair.Value);

    /// <summary>Same type and shape: the file can be kept.</summary>
    internal bool SameLayout(StoreArray other) => Name == other.Name && Type == other.Type && Shape.SequenceEqual(other.Shape);
}
