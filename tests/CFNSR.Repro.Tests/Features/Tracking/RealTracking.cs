using System.Diagnostics;

namespace CFNSR.Repro.Tests.Features.Tracking;

/// <summary>Face tracking of real clips, which is outside the repository; without it a test is skipped.</summary>
internal static class RealTracking
{
    /// <summary>A table of the means of 1,200 clips.</summary>
    public static string Means() => TestData.Shared("ravdess", "visual", "action-units-mean.csv");

    /// <summary>Unpacks the tables of 300 clips, frame by frame.</summary>
    /// <returns>The folder that holds them.</returns>
    public static string ByFrame(TemporaryFolder folder)
    {
        string archive = TestData.Shared("ravdess", "visual", "action-units-by-frame.tar.xz");
        using Process tar = Process.Start(new ProcessStartInfo("tar", ["-xJf", archive, "-C", folder.Path]))!;
        tar.WaitForExit();
        Assert.SkipUnless(tar.ExitCode == 0, "needs tar and xz");
        return folder["action-units"];
    }
}
