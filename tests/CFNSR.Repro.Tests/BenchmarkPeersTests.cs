using System.Diagnostics;

namespace CFNSR.Repro.Tests;

public sealed class BenchmarkPeersTests
{
    private const string Python = "/usr/bin/python3";

    [Fact]
    public void Kit_and_Python_peer_give_the_same_losses_and_MFCC()
    {
        string root = Repository.Root;
        if (!File.Exists(Path.Combine(root, "artifacts", "bin", "CFNSR.Repro.Benchmarks", "release_linux-x64", "CFNSR.Repro.Benchmarks.dll")))
            Assert.Skip("tests/benchmarks is not built (Release)");
        if (!File.Exists(Python) || Run(Python, "-c", "import torch, torchaudio, numpy").Code != 0)
            Assert.Skip("Debian's python3-torch, python3-torchaudio and python3-numpy are not installed");
        (int code, string text) = Run(Python, Path.Combine(root, "tests", "benchmarks", "run.py"), "check");
        Assert.True(code == 0, text);
        Assert.Equal(3, text.Split("same numbers").Length - 1);
    }

    private static (int Code, string Text) Run(string program, params string[] arguments)
    {
        using Process process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true })!;
        Task<string> errors = process.StandardError.ReadToEndAsync();
        string output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return (process.ExitCode, output + errors.Result);
    }
}
