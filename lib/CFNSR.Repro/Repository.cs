namespace CFNSR.Repro;

/// <summary>The clone that a notebook runs in: the folder with <c>lib</c>, <c>data</c>, <c>notebooks</c> and <c>artifacts</c>.</summary>
public static class Repository
{
    private const string Mark = "CFNSR.Repro.sln";

    /// <summary>The clone's folder, sought upwards from the current folder, then from where the kit's DLL lies.</summary>
    /// <exception cref="KitException">Neither is inside a clone.</exception>
    public static string Root => Above(Environment.CurrentDirectory) ?? Above(Path.GetDirectoryName(typeof(Repository).Assembly.Location)!)
        ?? throw new KitException($"is not inside a clone of the kit: no {Mark} here or above", Environment.CurrentDirectory, cure: "Open the notebook where it lies in the clone.");

    /// <summary>The path of a file or folder of the clone, which need not exist.</summary>
    /// <param name="parts">For example "data", "results", "audio-mfcc-raw", "summary.json".</param>
    /// <exception cref="KitException">There is no clone.</exception>
    public static string At(params string[] parts) => Path.Combine([Root, .. parts]);

    private static string? Above(string folder)
    {
        for (string? at = folder; at is not null; at = Path.GetDirectoryName(at))
            if (File.Exists(Path.Combine(at, Mark))) return at;
        return null;
    }
}
