using System.Diagnostics;

namespace CFNSR.Repro.Tests;

/// <summary>A file system of a given size, for tests of what happens when a disk is full. The test is skipped where it cannot be mounted.</summary>
internal sealed class SmallDisk : IDisposable
{
    private readonly TemporaryFolder folder = new();

    /// <param name="size">Such as 256k or 1m.</param>
    public SmallDisk(string size)
    {
        bool mounted = Environment.UserName == "root" && OperatingSystem.IsLinux() && Run("mount", "-t", "tmpfs", "-o", $"size={size}", "tmpfs", Path) == 0;
        if (mounted) return;
        folder.Dispose();
        Assert.Skip("needs the right to mount a small disk");
    }

    public string Path => folder.Path;

    /// <summary>From now on nothing can be written there, not even by root.</summary>
    public void MakeReadOnly() => Assert.SkipUnless(Run("mount", "-o", "remount,ro", Path) == 0, "needs the right to mount");

    public void Dispose()
    {
        Run("umount", Path);
        folder.Dispose();
    }

    private static int Run(string program, params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardError = true })!;
        process.WaitForExit();
        return process.ExitCode;
    }
}
