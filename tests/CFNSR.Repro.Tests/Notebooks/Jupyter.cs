using System.Diagnostics;

namespace CFNSR.Repro.Tests.Notebooks;

/// <summary>Debian's Jupyter with both kernels, run as environment/jupyter.sh runs it, on the kit that these tests are built with.</summary>
internal static class Jupyter
{
    /// <summary>The real .NET Interactive, which the notebooks name.</summary>
    public const string Interactive = ".net-csharp";

    /// <summary>The kit's own engine.</summary>
    public const string OwnKernel = "cfnsr-csharp";

    /// <summary>Skips the test where Jupyter is absent.</summary>
    public static void Need() => Assert.SkipUnless(File.Exists("/usr/bin/jupyter-notebook"), "needs Debian's jupyter-notebook (environment/jupyter.sh --install)");

    /// <summary>A process that finds the kernel, keeps its own files in a folder and has nothing to read.</summary>
    /// <param name="program">What to start.</param>
    /// <param name="folder">Where it starts and keeps its files.</param>
    /// <param name="arguments">Its arguments.</param>
    public static ProcessStartInfo Start(string program, string folder, params string[] arguments)
    {
        var start = new ProcessStartInfo(program, arguments) { WorkingDirectory = folder, RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true };
        start.Environment["KitPath"] = Path.Combine(AppContext.BaseDirectory, "cfnsr");
        start.Environment["JUPYTER_PATH"] = Path.Combine(TestData.Root, "environment", "jupyter");
        start.Environment["JUPYTER_DATA_DIR"] = start.Environment["JUPYTER_CONFIG_DIR"] = start.Environment["IPYTHONDIR"] = Path.Combine(folder, ".own");
        return start;
    }
}
