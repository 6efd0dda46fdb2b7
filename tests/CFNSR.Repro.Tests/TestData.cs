using System.Globalization;

namespace CFNSR.Repro.Tests;

/// <summary>Where test files lie. Reference sound and large golden files are outside the repository, in <c>../shared</c>; without them a test is skipped.</summary>
internal static class TestData
{
    /// <summary>The repository's root.</summary>
    public static string Root { get; } = FindRoot();

    /// <summary>A committed file below tests/golden.</summary>
    public static string Golden(params string[] parts) => Path.Combine([Root, "tests", "golden", .. parts]);

    /// <summary>A file or folder below ../shared; skips the test where it is absent.</summary>
    public static string Shared(params string[] parts)
    {
        string path = Path.GetFullPath(Path.Combine([Root, "..", "shared", .. parts]));
        Assert.SkipUnless(Path.Exists(path), $"needs {Path.Combine(["../shared", .. parts])}");
        return path;
    }

    /// <summary>Real RAVDESS clips: the folder named by RAVDESS, else the published WAV files of ../shared; skips the test without either.</summary>
    public static string Ravdess() =>
        Environment.GetEnvironmentVariable("RAVDESS") is { Length: > 0 } named ? named : Shared("ravdess", "original-wav");

    /// <summary>Debian's Python with NumPy; skips the test where it is absent.</summary>
    public static string Python()
    {
        const string python = "/usr/bin/python3";
        Assert.SkipUnless(File.Exists(python) && Directory.Exists("/usr/lib/python3/dist-packages/numpy"), "needs Debian's python3-numpy");
        return python;
    }

    /// <summary>Runs something as on a computer in another country.</summary>
    public static void InCulture(string culture, Action action)
    {
        var before = CultureInfo.CurrentCulture;
        try
        {
            CultureInfo.CurrentCulture = CultureInfo.GetCultureInfo(culture);
            action();
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }

    private static string FindRoot()
    {
        string? folder = AppContext.BaseDirectory;
        while (folder is not null && !File.Exists(Path.Combine(folder, "CFNSR.Repro.sln"))) folder = Path.GetDirectoryName(folder);
        return folder ?? throw new InvalidOperationException("the tests run outside the repository");
    }
}
