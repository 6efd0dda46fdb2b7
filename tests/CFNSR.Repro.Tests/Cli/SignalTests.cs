using System.Diagnostics;
using System.Globalization;
using CFNSR.Repro.Tests.Training;
using CFNSR.Repro.Training;

namespace CFNSR.Repro.Tests.Cli;

/// <summary>Ctrl-C, and the notice that a batch system gives before it kills.</summary>
public class SignalTests
{
    [Theory]
    [InlineData("INT")]
    [InlineData("TERM")]
    public async Task A_signal_ends_training_with_a_checkpoint_and_says_how_to_go_on(string signal)
    {
        Assert.SkipWhen(IsIgnored(signal), $"SIG{signal} is ignored by whatever started the tests, and so by every child");
        using var folder = new TemporaryFolder();
        string store = TinyStore.Make(folder["store"]), version = Path.Combine(folder["runs"], "long", "fold-1", "seed-0", "version_0");
        using var process = Start("train", "audio", "--store", store, "--runs", folder["runs"], "--preset", "audio", "name=long", "fold=1", "epochs=100000", "validation=none");
        string metrics = Path.Combine(version, "metrics.csv");
        for (int wait = 0; wait < 600 && !(File.Exists(metrics) && File.ReadLines(metrics).Count() > 2); wait++)
            await Task.Delay(100, TestContext.Current.CancellationToken);
        Assert.False(process.HasExited);
        Process.Start("kill", ["-" + signal, process.Id.ToString(CultureInfo.InvariantCulture)]).WaitForExit();
        using var patience = new CancellationTokenSource(TimeSpan.FromMinutes(2));
        string error;
        try
        {
            error = await process.StandardError.ReadToEndAsync(patience.Token);
            await process.WaitForExitAsync(patience.Token);
        }
        finally
        {
            process.Kill();
        }

        Assert.Equal(1, process.ExitCode);
        Assert.Contains("stopped; what was finished is kept, the same command goes on from there", error, StringComparison.Ordinal);
        Assert.True(Directory.Exists(Path.Combine(version, "checkpoints", "last")));
        Assert.False(RunReader.Open(version).Finished);
    }

    /// <summary>A shell's background job starts with SIGINT ignored.</summary>
    private static bool IsIgnored(string signal)
    {
        string mask = File.ReadLines("/proc/self/status").First(line => line.StartsWith("SigIgn:", StringComparison.Ordinal))[7..].Trim();
        int number = signal == "INT" ? 2 : 15;
        return (ulong.Parse(mask, NumberStyles.HexNumber, CultureInfo.InvariantCulture) >> (number - 1) & 1) != 0;
    }

    private static Process Start(params string[] args)
    {
        var start = new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, "cfnsr.dll"), .. args])
        {
            RedirectStandardError = true, RedirectStandardOutput = true,
        };
        var process = Process.Start(start)!;
        process.OutputDataReceived += (_, _) => { };
        process.BeginOutputReadLine();
        return process;
    }
}
