using System.Diagnostics;
using CFNSR.Repro.Tests.Training;
using CFNSR.Repro.Training;

namespace CFNSR.Repro.Tests.Cli;

/// <summary>Several runs at a time in processes of their own.</summary>
public sealed class JobsTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void Two_jobs_train_what_one_trains_bit_for_bit()
    {
        string store = TinyStore.Make(folder["store"], units: true);
        string[] command = ["compare", "--systems", "concat-fc", "--store", store, "--preset", "tracking", "--folds", "1,2", "--seeds", "0,1", "epochs=2", "batch=8", "validation_actors=1", "name=t"];
        Run([.. command, "--runs", folder["one"], "threads=1"]);
        string said = Run([.. command, "--runs", folder["two"], "--jobs", "2"]);
        Assert.Contains("concat-fc", said, StringComparison.Ordinal);
        string[] runs = [.. from system in new[] { "audio", "video", "concat-fc" } from fold in new[] { 1, 2 } from seed in new[] { 0, 1 } select $"t/{system}/fold-{fold}/seed-{seed}/version_0"];
        foreach (string run in runs)
        {
            ResumeTests.AssertSameRun(folder["one", run], folder["two", run]);
            Assert.Contains("threads=1", File.ReadAllText(Path.Combine(folder["two"], run, "overrides.txt")), StringComparison.Ordinal); // by a share, not by the command itself
        }

        Assert.Equal(runs.Length, Directory.GetFiles(folder["two"], "metrics.json", SearchOption.AllDirectories).Length);
    }

    [Fact]
    public async Task Shares_stop_with_the_command_that_started_them()
    {
        string store = TinyStore.Make(folder["store"], units: true);
        using Process process = Start(["compare", "--systems", "concat-fc", "--store", store, "--preset", "tracking", "--folds", "1,2", "--runs", folder["runs"], "--jobs", "2", "epochs=100000", "validation=none", "name=t"]);
        string[] metrics = [folder["runs", "t/audio/fold-1/seed-0/version_0/metrics.csv"], folder["runs", "t/audio/fold-2/seed-0/version_0/metrics.csv"]];
        for (int wait = 0; wait < 600 && !metrics.All(File.Exists); wait++) await Task.Delay(100, TestContext.Current.CancellationToken);
        Assert.All(metrics, file => Assert.True(File.Exists(file)));
        process.Kill(entireProcessTree: false);
        foreach (string run in metrics.Select(file => Path.GetDirectoryName(file)!))
        {
            bool free = false;
            for (int wait = 0; wait < 300 && !free; wait++)
            {
                await Task.Delay(100, TestContext.Current.CancellationToken);
                try
                {
                    RunFolder.Open(run).Dispose(); // refused while a process trains it
                    free = true;
                }
                catch (KitException)
                {
                    // still at its step
                }
            }

            Assert.True(free, run);
            Assert.True(Directory.Exists(Path.Combine(run, "checkpoints", "last")));
        }
    }

    private static string Run(string[] arguments)
    {
        using Process process = Start(arguments);
        Task<string> error = process.StandardError.ReadToEndAsync();
        string output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        Assert.True(process.ExitCode == 0, error.Result);
        return output;
    }

    private static Process Start(string[] arguments) => Process.Start(new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, "cfnsr.dll"), .. arguments])
    {
        RedirectStandardError = true, RedirectStandardOutput = true,
    })!;
}
