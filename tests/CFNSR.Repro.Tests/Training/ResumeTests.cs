using System.Diagnostics;
using System.Text.Json.Nodes;
using CFNSR.Repro.Tests.Faults;
using CFNSR.Repro.Training;

namespace CFNSR.Repro.Tests.Training;

public class ResumeTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("cfnsr-resume-").FullName;

    [Fact]
    public void A_run_killed_again_and_again_ends_bit_equal_to_one_that_was_not()
    {
        var experiment = TinyStore.Audio(TinyStore.Make(In("store"))) with { Epochs = 12, Batch = 4 };
        File.WriteAllText(In("experiment.json"), experiment.ToJson());
        Assert.True(RunChild("whole", null));
        var random = new Random(20);
        int kills = 0, rounds = 0, wanted = Disturbance.Wanted(3);
        while (kills < wanted)
        {
            string root = FormattableString.Invariant($"killed-{++rounds}");
            int before = kills;
            while (!RunChild(root, random))
            {
                kills++;
                Assert.True(kills - before < 30, "the run makes no headway");
            }

            AssertSameRun(Version("whole"), Version(root));
        }

        string outcome = FormattableString.Invariant($"{kills} kills some steps and milliseconds after the start, {rounds} times repeated to the end, {rounds} results equal");
        TestContext.Current.TestOutputHelper?.WriteLine(outcome);
        LongReport.Kills.Write("training, within and between steps", outcome);
    }

    [Theory]
    [InlineData("")]
    [InlineData("mixup=0.3 time_mask=20 time_shift=9 schedule=one-cycle optimizer=adamw weight_decay=0.01 label_smoothing=0.05")]
    public void Ctrl_c_within_an_epoch_goes_on_at_the_next_step(string changes)
    {
        var experiment = TinyStore.Audio(TinyStore.Make(In("store"))) with { Epochs = 3, Batch = 4 };
        experiment = Overrides.Apply(experiment, changes.Split(' ', StringSplitOptions.RemoveEmptyEntries));
        Trainer.Start(experiment, In("whole"));
        string run = Path.Combine(In("stopped"), "tiny", "version_0");
        for (int stops = 0; ; stops++)
        {
            using var cancel = new CancellationTokenSource();
            int steps = 0;
            var progress = new Direct(_ =>
            {
                if (++steps == 4) cancel.Cancel(); // in the middle of an epoch of six steps
            });
            try
            {
                if (stops == 0) Trainer.Start(experiment, In("stopped"), null, progress, cancel.Token);
                else Trainer.Resume(run, progress, cancel.Token);
                Assert.InRange(stops, 3, 6);
                break;
            }
            catch (TrainingInterruptedException stopped)
            {
                Assert.Contains("--resume", stopped.Message);
                Assert.Equal(run, stopped.Folder);
            }
        }

        AssertSameRun(Path.Combine(In("whole"), "tiny", "version_0"), run);
    }

    /// <summary>What libtorch says of a scalar that the garbage collector freed while it was read, seen under load.</summary>
    [Theory]
    [InlineData("Unknown scalar type.")]
    [InlineData("Expected false to be true, but got false. (Could this error message be improved?) toFloat at Scalar.h:140")]
    public void A_number_lost_to_the_garbage_collector_costs_a_few_steps_and_changes_nothing(string message)
    {
        var experiment = TinyStore.Audio(TinyStore.Make(In("store"))) with { Epochs = 3, Batch = 4 };
        Trainer.Start(experiment, In("whole"));
        int steps = 0;
        var notes = new List<string>();
        Trainer.Start(experiment, In("lost"), null, new Direct(p =>
        {
            if (p.Note is not null) notes.Add(p.Note);
            else if (++steps is 3 or 12) throw new System.Runtime.InteropServices.ExternalException(message);
        }));
        Assert.Equal(2, notes.Count);
        AssertSameRun(Path.Combine(In("whole"), "tiny", "version_0"), Path.Combine(In("lost"), "tiny", "version_0"));
    }

    /// <summary>What libtorch says on a processor and on a graphics card; its stack, which follows, may hold the word scalar.</summary>
    [Theory]
    [InlineData("[enforce fail at alloc_cpu.cpp:127] err == 0. DefaultCPUAllocator: can't allocate memory.\nframe #1: mul.Scalar")]
    [InlineData("CUDA out of memory. Tried to allocate 20.00 MiB (GPU 0; 5.93 GiB total capacity)\nframe #1: mul.Scalar")]
    public void Full_memory_ends_the_run_at_once_with_what_to_do(string message)
    {
        var experiment = TinyStore.Audio(TinyStore.Make(In("store"))) with { Epochs = 3, Batch = 4 };
        var full = new Direct(_ => throw new System.Runtime.InteropServices.ExternalException(message));
        var error = Assert.Throws<KitException>(() => Trainer.Start(experiment, In("full"), null, full));
        Assert.Equal(("the memory is full", Path.Combine(In("full"), "tiny", "version_0")), (error.What, error.File));
        Assert.StartsWith("Lower batch", error.Cure, StringComparison.Ordinal);
    }

    [Fact]
    public void An_error_of_libtorch_that_stays_ends_the_run()
    {
        var experiment = TinyStore.Audio(TinyStore.Make(In("store"))) with { Epochs = 3, Batch = 4 };
        int tries = 0;
        var always = new Direct(p =>
        {
            if (p.Note is not null) return;
            tries++;
            throw new System.Runtime.InteropServices.ExternalException("Unknown scalar type.");
        });
        Assert.Throws<System.Runtime.InteropServices.ExternalException>(() => Trainer.Start(experiment, In("stays"), null, always));
        Assert.Equal(6, tries);
        tries = 0;
        var other = new Direct(_ => { tries++; throw new System.Runtime.InteropServices.ExternalException("mat1 and mat2 shapes cannot be multiplied"); });
        Assert.Throws<System.Runtime.InteropServices.ExternalException>(() => Trainer.Start(experiment, In("other"), null, other));
        Assert.Equal(1, tries);
    }

    [Fact]
    public void A_finished_run_is_not_trained_again()
    {
        var experiment = TinyStore.Audio(TinyStore.Make(In("store"))) with { Epochs = 1 };
        var report = Trainer.Start(experiment, In("runs"));
        string run = Path.Combine(In("runs"), "tiny", "version_0");
        var written = File.GetLastWriteTimeUtc(Path.Combine(run, "metrics.json"));
        Assert.Equal(report.ToJson(), Trainer.Resume(run).ToJson());
        Assert.Equal(written, File.GetLastWriteTimeUtc(Path.Combine(run, "metrics.json")));
    }

    [Fact]
    public void A_run_does_not_go_on_with_other_data()
    {
        var experiment = TinyStore.Audio(TinyStore.Make(In("store"))) with { Epochs = 1 };
        Trainer.Start(experiment, In("runs"));
        string run = Path.Combine(In("runs"), "tiny", "version_0");
        File.Delete(Path.Combine(run, "metrics.json"));
        Directory.Delete(In("store"), recursive: true);
        TinyStore.Make(In("store"), noise: 19);
        Assert.Contains("has changed since the run began", Assert.Throws<KitException>(() => Trainer.Resume(run)).Message);
    }

    /// <summary>Everything but wall times and dates must be equal, to the last bit.</summary>
    internal static void AssertSameRun(string expected, string actual)
    {
        foreach (string file in new[] { "checkpoints/last/model.dat", "checkpoints/last/optimizer.dat", "checkpoints/best/model.dat" })
            Assert.True(File.ReadAllBytes(Path.Combine(expected, file)).AsSpan().SequenceEqual(File.ReadAllBytes(Path.Combine(actual, file))), file + " differs");
        foreach (string file in new[] { "predictions.csv", "confusion.csv", "config.json" })
            Assert.Equal(File.ReadAllText(Path.Combine(expected, file)), File.ReadAllText(Path.Combine(actual, file)));
        Assert.Equal(WithoutSeconds(Path.Combine(expected, "metrics.csv")), WithoutSeconds(Path.Combine(actual, "metrics.csv")));
        Assert.Equal(Metrics(expected), Metrics(actual));
    }

    public void Dispose() => Directory.Delete(folder, recursive: true);

    private static string[] WithoutSeconds(string file) => File.ReadAllLines(file).Select(line => line[..line.LastIndexOf(',')]).ToArray();

    private static string Metrics(string run)
    {
        var node = JsonNode.Parse(File.ReadAllText(Path.Combine(run, "metrics.json")))!.AsObject();
        node.Remove("seconds");
        return node.ToJsonString();
    }

    private string Version(string root) => Path.Combine(In(root), "tiny", "fold-1", "seed-0", "version_0");

    private string In(string name) => Path.Combine(folder, name);

    /// <summary>
    /// Runs the test process and kills it with SIGKILL some steps and milliseconds later: within a step, between steps, while it judges or while
    /// it writes a checkpoint. Returns whether it finished before.
    /// </summary>
    private bool RunChild(string root, Random? random)
    {
        string program = Path.Combine(AppContext.BaseDirectory, "CFNSR.Repro.TestProcess.dll");
        var start = new ProcessStartInfo("dotnet", [program, In(root), In("experiment.json")]) { RedirectStandardError = true, RedirectStandardOutput = true };
        using var child = Process.Start(start)!;
        var errors = child.StandardError.ReadToEndAsync();
        if (random is not null)
        {
            int steps = random.Next(8, 30);
            while (steps > 0 && child.StandardOutput.ReadLine() is not null) steps--;
            if (!child.WaitForExit(TimeSpan.FromMilliseconds(random.Next(0, 30)))) child.Kill();
        }

        child.StandardOutput.ReadToEnd();
        child.WaitForExit();
        bool killed = child.ExitCode == 128 + 9;
        Assert.True(killed || child.ExitCode == 0, errors.Result);
        return !killed;
    }

    /// <summary>Reports at once, on the same thread (Progress would post).</summary>
    internal sealed class Direct(Action<TrainingProgress> action) : IProgress<TrainingProgress>
    {
        public void Report(TrainingProgress value) => action(value);
    }
}
