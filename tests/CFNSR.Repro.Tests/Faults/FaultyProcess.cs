using System.Diagnostics;
using System.Globalization;

namespace CFNSR.Repro.Tests.Faults;

/// <summary>
/// `cfnsr` in a process of its own that meets a fault at its n-th change of files (<c>faultpoint.c</c>, preloaded): killed, the disk full, or
/// the disk read-only from there on. So the moment of a fault is a number, and does not depend on how fast the machine is.
/// </summary>
/// <param name="Exit">The exit code; 137 when it was killed.</param>
/// <param name="Error">What it wrote to standard error.</param>
/// <param name="Changes">The number of changes it made; 0 when it was killed.</param>
internal sealed record FaultyProcess(int Exit, string Error, int Changes)
{
    private const int KilledExit = 128 + 9;

    private static readonly Lazy<string?> Library = new(Compile);

    public bool Killed => Exit == KilledExit;

    /// <summary>Runs one command line.</summary>
    /// <param name="arguments">The arguments of cfnsr.</param>
    /// <param name="paths">A change counts when the file's path holds one of these words, separated by |.</param>
    /// <param name="at">The number of the change that meets the fault; 0 for none.</param>
    /// <param name="kind">kill, full or readonly.</param>
    /// <param name="clock">Whether the wall clock jumps to and fro.</param>
    /// <param name="language">The system's language, such as tr_TR.UTF-8; null for the tests' own.</param>
    public static FaultyProcess Run(string[] arguments, string paths, int at = 0, string kind = "kill", bool clock = false, string? language = null)
    {
        Assert.SkipWhen(Library.Value is null, "needs Linux and a C compiler");
        string count = Path.GetTempFileName();
        try
        {
            var start = new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, "cfnsr.dll"), .. arguments])
            {
                RedirectStandardError = true, RedirectStandardOutput = true,
                Environment =
                {
                    ["LD_PRELOAD"] = Library.Value, ["FAULT_PATHS"] = paths, ["FAULT_AT"] = at.ToString(CultureInfo.InvariantCulture),
                    ["FAULT_KIND"] = kind, ["FAULT_COUNT"] = count, ["OMP_NUM_THREADS"] = "1", ["DOTNET_TieredPGO"] = "0", // starts sooner
                },
            };
            if (clock) start.Environment["FAULT_CLOCK"] = "1";
            if (language is not null) start.Environment["LC_ALL"] = language;
            using var process = Process.Start(start)!;
            var output = process.StandardOutput.ReadToEndAsync();
            var error = process.StandardError.ReadToEndAsync();
            if (!process.WaitForExit(TimeSpan.FromMinutes(5)))
            {
                process.Kill();
                Assert.Fail("the process hangs: " + string.Join(' ', arguments));
            }

            process.WaitForExit();
            _ = output.Result;
            int.TryParse(File.ReadAllText(count), NumberStyles.None, CultureInfo.InvariantCulture, out int changes);
            return new FaultyProcess(process.ExitCode, error.Result, changes);
        }
        finally
        {
            File.Delete(count);
        }
    }

    private static string? Compile()
    {
        if (!OperatingSystem.IsLinux()) return null;
        string library = Path.Combine(AppContext.BaseDirectory, "faultpoint.so");
        string source = Path.Combine(TestData.Root, "tests", "CFNSR.Repro.Tests", "Faults", "faultpoint.c");
        try
        {
            using var compiler = Process.Start(new ProcessStartInfo("cc", ["-shared", "-fPIC", "-O1", "-o", library, source, "-ldl"]))!;
            compiler.WaitForExit();
            return compiler.ExitCode == 0 ? library : null;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return null;
        }
    }
}
