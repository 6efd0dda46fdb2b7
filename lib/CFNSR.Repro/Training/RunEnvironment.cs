using System.Globalization;
using System.Reflection;
using System.Runtime.InteropServices;
using static TorchSharp.torch;

namespace CFNSR.Repro.Training;

/// <summary>Where a run was made: the text of <c>environment.txt</c>. It holds no path and no name of the machine or its user.</summary>
public static class RunEnvironment
{
    /// <summary>The kit's version and commit, e.g. <c>1.0.0+0a1b2c3d…</c>.</summary>
    public static string Version { get; } =
        typeof(RunEnvironment).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion ?? "unknown";

    /// <summary>The commit that the kit was built from, or "unknown" outside a git checkout.</summary>
    public static string Commit { get; } = CommitOf(Version);

    /// <summary>The processor's name with the number of logical cores.</summary>
    public static string Processor
    {
        get
        {
            const string List = "/proc/cpuinfo";
            string? line = File.Exists(List) ? File.ReadLines(List).FirstOrDefault(l => l.StartsWith("model name", StringComparison.Ordinal)) : null;
            string name = line?[(line.IndexOf(':', StringComparison.Ordinal) + 1)..].Trim() ?? RuntimeInformation.ProcessArchitecture.ToString();
            return string.Create(CultureInfo.InvariantCulture, $"{name}, {Environment.ProcessorCount} cores");
        }
    }

    /// <summary>The commit in a version text, or "unknown".</summary>
    internal static string CommitOf(string version) => version.Contains('+', StringComparison.Ordinal) ? version[(version.IndexOf('+', StringComparison.Ordinal) + 1)..] : "unknown";

    /// <summary>The environment, one <c>key: value</c> a line.</summary>
    /// <param name="device">Where the tensors live.</param>
    public static string Describe(Device device) => string.Create(CultureInfo.InvariantCulture, $"""
        date: {DateTime.UtcNow:yyyy-MM-dd HH:mm} UTC
        kit: {Version}
        os: {RuntimeInformation.OSDescription}
        cpu: {Processor}
        device: {device}
        threads: {get_num_threads()}
        dotnet: {Environment.Version}
        torchsharp: {typeof(Tensor).Assembly.GetName().Version}
        libtorch: {__version__}

        """).ReplaceLineEndings("\n");
}
