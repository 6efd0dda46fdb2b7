using System.Diagnostics;
using CFNSR.Repro.Data;
using CFNSR.Repro.Tests.Cli;
using CFNSR.Repro.Tests.Training;
using CFNSR.Repro.Training;

namespace CFNSR.Repro.Tests.Faults;

/// <summary>Two processes at the same work: the second is refused by name, and nothing is lost.</summary>
public sealed class TwoProcessesTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void A_run_and_a_store_that_another_holds_are_refused_and_free_when_it_is_gone()
    {
        string store = TinyStore.Make(folder["store"]);
        string[] compare = ["compare", "--systems", "audio", "--store", store, "--runs", folder["runs"], "--preset", "smoke", "--folds", "1", "epochs=1"];
        Experiment settings = Folds.Of(SystemsRunner.Of(Presets.Get("smoke") with { Store = store, Epochs = 1 }, "audio", folder["runs"]), 1, 0);
        using (var held = RunFolder.Create(folder["runs"], settings, [], RunInputs.Of(settings)))
        {
            CliRun second = CliRun.Of(compare);
            Assert.Equal(3, second.Exit);
            Assert.Contains($"{held.FullPath}: is being trained by another process", second.Error, StringComparison.Ordinal);
        }

        CliRun alone = CliRun.Of(compare);
        Assert.True(alone.Exit == 0, alone.Error);
        Assert.Single(RunFolder.Versions(folder["runs"], settings.Name)); // taken up, not begun anew

        string data = KillTests.Clips(folder, movies: 0, sounds: 1);
        string[] prepare = ["prepare", "--data", data, "--store", folder["made"], "--preset", "audio"];
        using (ClipStoreWriter.Open(folder["made"], [ClipName.SpeechOf(1)[0]], []))
        {
            CliRun second = CliRun.Of(prepare);
            Assert.Equal(3, second.Exit);
            Assert.Contains($"{folder["made"]}: is being written by another process", second.Error, StringComparison.Ordinal);
        }

        Assert.Equal(0, CliRun.Of(prepare).Exit);
    }

    [Fact]
    public async Task Two_comparisons_started_together_end_with_the_table_of_one()
    {
        string store = TinyStore.Make(folder["store"]);
        string[] Compare(string runs) => ["compare", "--systems", "audio", "--store", store, "--runs", folder[runs], "--preset", "smoke", "--folds", "1,2", "epochs=2", "threads=1"];
        Assert.Equal(0, CliRun.Of(Compare("alone")).Exit);
        Process[] both = [Start(Compare("both")), Start(Compare("both"))];
        var errors = both.Select(process => process.StandardError.ReadToEndAsync()).ToArray();
        for (int i = 0; i < both.Length; i++)
        {
            await both[i].StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
            string error = await errors[i];
            await both[i].WaitForExitAsync(TestContext.Current.CancellationToken);
            Assert.True(both[i].ExitCode == 0 || (both[i].ExitCode == 3 && error.Contains("another process", StringComparison.Ordinal)), error);
        }

        Assert.Contains(both, process => process.ExitCode == 0);
        Assert.Equal(Table("alone"), Table("both"));
        foreach (var process in both) process.Dispose();

        string Table(string runs) => string.Join('\n', File.ReadLines(folder[runs, "smoke", "table2.md"]).Select(line => line[..(line.TrimEnd('|').LastIndexOf('|') + 1)]));
    }

    private static Process Start(string[] arguments) => Process.Start(
        new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, "cfnsr.dll"), .. arguments]) { RedirectStandardError = true, RedirectStandardOutput = true })!;
}
