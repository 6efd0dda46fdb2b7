using System.Reflection;
using System.Runtime.InteropServices;
using System.Text;

namespace TorchSharp.Native;

/// <summary>Finds libcfnsr_torch beside the assembly or in the artifacts/native folder of a parent.</summary>
internal static class NativeLoader
{
    private const string File = "libcfnsr_torch.so";

    internal static void Load()
    {
        var trace = new StringBuilder();
        foreach (var path in Candidates())
        {
            if (!System.IO.File.Exists(path)) { trace.AppendLine($"    {path}: not there"); continue; }
            try
            {
                var handle = NativeLibrary.Load(path);
                NativeLibrary.SetDllImportResolver(typeof(NativeLoader).Assembly, (name, _, _) => name == "cfnsr_torch" ? handle : 0);
                NativeMethods.cfnsr_init();
                return;
            }
            catch (DllNotFoundException e) { trace.AppendLine($"    {path}: {e.Message}"); }
        }
        Console.WriteLine("TorchSharp: the native library did not load:");
        Console.WriteLine(trace);
        throw new NotSupportedException($"The libtorch binaries could not be loaded. Build environment/native (environment/setup.sh). Tried:\n{trace}");
    }

    private static IEnumerable<string> Candidates()
    {
        var seen = new HashSet<string>();
        foreach (var start in new[] { Path.GetDirectoryName(Assembly.GetExecutingAssembly().Location), AppContext.BaseDirectory })
        {
            if (string.IsNullOrEmpty(start)) continue;
            if (seen.Add(Path.Combine(start, File))) yield return Path.Combine(start, File);
            for (var up = new DirectoryInfo(start); up is not null; up = up.Parent)
            {
                var path = Path.Combine(up.FullName, "artifacts", "native", File);
                if (Directory.Exists(Path.GetDirectoryName(path)) && seen.Add(path)) yield return path;
            }
        }
    }
}
