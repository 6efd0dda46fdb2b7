using CFNSR.Repro.Tests.Cli;
using CFNSR.Repro.Tests.Training;

namespace CFNSR.Repro.Tests.Faults;

/// <summary>Preparing, comparing and reporting on a disk that is full or read-only from a random moment on, and with a clock that jumps.</summary>
public sealed class DiskTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void A_disk_that_fills_up_or_turns_read_only_is_named_and_costs_nothing_that_was_done()
    {
        string data = KillTests.Clips(folder, movies: 0, sounds: 4), store = TinyStore.Make(folder["store"]);
        var work = new Disturbance(folder, run =>
        [
            ["prepare", "--data", data, "--store", Path.Combine(run, "store"), "--preset", "audio"],
            ["compare", "--systems", "audio", "--store", store, "--runs", Path.Combine(run, "runs"), "--preset", "smoke", "--folds", "1,2", "epochs=1", "threads=1"],
            ["report", "--store", store, "--runs", Path.Combine(run, "runs"), "--out", Path.Combine(run, "report")],
        ]);
        var output = TestContext.Current.TestOutputHelper;
        output?.WriteLine("full: " + work.Survive(Disturbance.Wanted(2), 11, "full"));
        output?.WriteLine("read-only: " + work.Survive(Disturbance.Wanted(1), 12, "readonly"));
        work.SurviveClockAndLanguage();
    }

    [Fact]
    public void From_a_read_only_disk_data_are_read_and_to_it_nothing_is_promised()
    {
        using var disk = new SmallDisk("8m");
        string store = TinyStore.Make(Path.Combine(disk.Path, "store")), data = Path.Combine(disk.Path, "data");
        Directory.Move(KillTests.Clips(folder, movies: 0, sounds: 1), folder["sounds"]);
        Directory.CreateDirectory(data);
        foreach (string sound in Directory.GetFiles(folder["sounds"])) File.Copy(sound, Path.Combine(data, Path.GetFileName(sound)));
        disk.MakeReadOnly();

        string[] Train(string runs) => ["train", "audio", "--store", store, "--runs", runs, "--preset", "smoke", "--folds", "1", "epochs=1"];
        Assert.Equal(0, CliRun.Of(Train(folder["runs"])).Exit);
        Assert.Equal(0, CliRun.Of("prepare", "--data", data, "--store", folder["made"], "--preset", "audio").Exit);
        foreach (string[] refused in (string[][])
        [
            Train(Path.Combine(disk.Path, "runs")),
            ["prepare", "--data", data, "--store", Path.Combine(disk.Path, "made"), "--preset", "audio"],
            ["report", "--runs", folder["runs"], "--store", store, "--out", Path.Combine(disk.Path, "report")],
        ])
        {
            CliRun run = CliRun.Of(refused);
            Assert.Equal(3, run.Exit);
            Assert.Contains("Read-only file system", run.Error, StringComparison.Ordinal);
            Assert.Contains(disk.Path, run.Error, StringComparison.Ordinal);
        }

        using var small = new SmallDisk("64k"); // told before the first clip is made
        CliRun full = CliRun.Of("prepare", "--data", data, "--store", Path.Combine(small.Path, "made"), "--preset", "classroom");
        Assert.Equal(3, full.Exit);
        Assert.Matches("the disk has 0.0 GB free; expected 0.0 GB for these clips. Choose another folder", full.Error);
    }
}
