using System.Diagnostics;
using System.Text.Json;

namespace CFNSR.Repro.Tests.Packages;

/// <summary>Which packages the projects ask for, evaluated by MSBuild without restoring them.</summary>
public sealed class ReferencesTests
{
    [Theory]
    [InlineData("cuda", "TorchSharp-cuda-linux", "TorchSharp-cpu")]
    [InlineData("cpu", "TorchSharp-cpu", "TorchSharp-cuda-linux")]
    public void KitTorch_chooses_one_libtorch_and_changes_nothing_else(string kitTorch, string chosen, string other)
    {
        Dictionary<string, string> references = References(kitTorch);
        Assert.Equal("0.107.0", references[chosen]);
        Assert.DoesNotContain(other, references);
        Assert.Equal(
            ["MathNet.Numerics", "Microsoft.DotNet.Interactive", "Microsoft.DotNet.Interactive.Formatting", "NAudio", "OpenCvSharp4", "OpenCvSharp4.official.runtime.linux-x64", "Plotly.NET", "Plotly.NET.CSharp", "Sep"],
            references.Keys.Where(k => k != chosen).Order(StringComparer.Ordinal));
    }

    /// <summary>A card is found by its driver; without an override, this machine's own choice is one of the two.</summary>
    [Fact]
    public void Without_an_override_the_driver_decides() =>
        Assert.Contains(Devices.HasNvidiaDriver ? "TorchSharp-cuda-linux" : "TorchSharp-cpu", References(null));

    /// <summary>Python's bindings, back ends for phones and libtorch's own tests are left out of every output folder; what is left loads.</summary>
    [Fact]
    public void The_output_folder_holds_the_natives_that_are_loaded_and_no_others() => Assert.Equal(
        ["libLibTorchSharp.so", "libOpenCvSharpExtern.so", "libc10.so", "libgomp-98b21ff3.so.1", "libtorch.so", "libtorch_cpu.so", "libtorch_global_deps.so"],
        Directory.GetFiles(AppContext.BaseDirectory, "lib*.so*").Select(Path.GetFileName).Order(StringComparer.Ordinal));

    private static Dictionary<string, string> References(string? kitTorch)
    {
        string[] choice = kitTorch is null ? [] : [$"-p:KitTorch={kitTorch}"];
        JsonElement items = Evaluate([Path.Combine(TestData.Root, "lib", "CFNSR.Repro", "CFNSR.Repro.csproj"), "-getItem:PackageReference", "-getItem:PackageVersion", .. choice]).GetProperty("Items");
        var versions = items.GetProperty("PackageVersion").EnumerateArray().ToDictionary(v => v.GetProperty("Identity").GetString()!, v => v.GetProperty("Version").GetString()!);
        return items.GetProperty("PackageReference").EnumerateArray().Select(r => r.GetProperty("Identity").GetString()!).ToDictionary(name => name, name => versions[name]);
    }

    private static JsonElement Evaluate(IReadOnlyList<string> arguments)
    {
        using var msbuild = Process.Start(new ProcessStartInfo("dotnet", ["msbuild", .. arguments]) { RedirectStandardOutput = true, Environment = { ["KitTorch"] = "" } })!;
        string text = msbuild.StandardOutput.ReadToEnd();
        msbuild.WaitForExit();
        Assert.True(msbuild.ExitCode == 0, text);
        return JsonDocument.Parse(text).RootElement;
    }
}
