using System.Diagnostics;
using System.Globalization;
using CFNSR.Repro.Data;
using CFNSR.Repro.Features.Tracking;
using CFNSR.Repro.Notebooks;
using CFNSR.Repro.Tests.Data;
using CFNSR.Repro.Tests.Faults;
using CFNSR.Repro.Tests.Features.Tracking;
using CFNSR.Repro.Tests.Training;
using CFNSR.Repro.Training;
using FsCheck;
using FsCheck.Fluent;

namespace CFNSR.Repro.Tests.Fuzz;

/// <summary>
/// Every reader of files, given whole files that were spoilt a little: it reads them or throws the one exception type, quickly, without taking
/// much more memory than the file has. CFNSR_FUZZ=N sets the number of spoilt files a reader (300), and keeps the outcome in data/results/faults/fuzz.md.
/// </summary>
public sealed class FuzzTests : IDisposable
{
    private const int Usual = 300;
    private static readonly int Runs = Environment.GetEnvironmentVariable("CFNSR_FUZZ") is { } text ? int.Parse(text, CultureInfo.InvariantCulture) : Usual;
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void Sound() => Spoil(
        new WavBytes().Chunk("bext", [1, 2, 3]).Format(1, 2, 48000, 16).Chunk("data", new byte[4000]).Chunk("LIST", new byte[8]).ToArray(),
        "a.wav", file => AudioFile.Read(file, 0.01, 0.02));

    [Fact]
    public void Landmarks() => Spoil(string.Join('\n', LandmarkFileTests.Csv(6)), "a.csv", file => LandmarkFile.Read(file));

    [Fact]
    public void Face_tracking()
    {
        Spoil(TrackingCsv.Text(TrackingCsv.OpenFace, 4), "01-01-01-01-01-01-01.csv", file => TrackingFile.Read(file));
        string means = "clip," + string.Join(',', ActionUnits.Columns) + "\n" + UnitMeanTableTests.Row("01-01-01-01-01-01-02");
        Spoil(means, "means.csv", file => UnitMeanTable.Read(file));
        byte[] archive = TrackingFilesTests.ZipBytes(("01-01-01-01-01-01-03.csv", TrackingCsv.Text(TrackingCsv.Ravdess, 4)));
        Spoil(archive, Path.Combine("archive", "FacialTracking.zip"), file =>
        {
            foreach (TrackingSource source in TrackingFiles.Find(Path.GetDirectoryName(file)!).Sources.Values.Take(1)) source.Read();
        });
    }

    [Fact]
    public void Arrays()
    {
        Npy.Write<float>(folder["whole.npy"], new float[60], 3, 20);
        byte[] whole = File.ReadAllBytes(folder["whole.npy"]);
        Spoil(whole, "a.npy", file => Npy.Read<float>(file));
        Spoil(whole, "b.npy", file =>
        {
            using var map = Npy.Map<float>(file);
        });
    }

    [Fact]
    public void Splits() => Spoil(File.ReadAllText(Path.Combine(TestData.Root, "data", "splits", "luna5.json")), "split.json", file => Split.Load(file));

    [Fact]
    public void Settings() => Spoil(new Experiment().ToJson(), "config.json", file => Experiment.FromJson(File.ReadAllText(file), file));

    [Fact]
    public void Overrides() => Spoil("epochs=10 lr=1e-3 name=a/b system=cfn-sr", "overrides", file =>
        CFNSR.Repro.Training.Overrides.Apply(new Experiment(), File.ReadAllText(file).Split(' ')));

    [Fact]
    public void Notebooks() => Spoil(File.ReadAllText(Path.Combine(TestData.Root, "notebooks", "00-Welcome.ipynb")), "a.ipynb", file => Notebook.Read(file));

    [Fact]
    public void Clip_stores()
    {
        string store = TinyStore.Make(folder["store"]), manifest = Path.Combine(store, "manifest.json");
        SpoilInPlace(manifest, () =>
        {
            using var open = ClipStore.Open(store);
        });
        SpoilInPlace(Path.Combine(store, "mfcc.npy"), () =>
        {
            using var open = ClipStore.Open(store);
            _ = open.Mfcc(0).Length;
        });
    }

    [Fact]
    public void Run_folders()
    {
        string runs = folder["runs"];
        Trainer.Start(TinyStore.Audio(TinyStore.Make(folder["store"])) with { Epochs = 1 }, runs);
        string version = RunFolder.Versions(runs, "tiny")[^1].Path;
        foreach (string name in (string[])["config.json", "metrics.json", "metrics.csv", "predictions.csv", "environment.txt"])
        {
            SpoilInPlace(Path.Combine(version, name), () =>
            {
                RunReader run = RunReader.Open(version);
                if (run.Finished) _ = (run.Experiment, run.Report, run.History, run.Predictions, run.Environment);
            });
        }
    }

    [Fact]
    public void Checkpoints()
    {
        string runs = folder["runs"];
        Experiment settings = TinyStore.Audio(TinyStore.Make(folder["store"])) with { Epochs = 1 };
        Trainer.Start(settings, runs);
        string last = Path.Combine(RunFolder.Versions(runs, "tiny")[^1].Path, "checkpoints", "last");
        using var model = CFNSR.Repro.Models.ModelZoo.Create(settings.ToModelOptions());
        foreach (string name in (string[])["state.json", "sha256.txt", "model.dat"])
            SpoilInPlace(Path.Combine(last, name), () => Checkpoint.Load(last, model), usual: 100);
    }

    private void Spoil(string text, string name, Action<string> read) => Spoil(System.Text.Encoding.UTF8.GetBytes(text), name, read);

    private void Spoil(byte[] whole, string name, Action<string> read)
    {
        string file = folder.Write(name, whole);
        SpoilInPlace(file, () => read(file));
    }

    /// <summary>Spoils a file again and again, reads, and puts it back.</summary>
    private static void SpoilInPlace(string file, Action read, int usual = Usual)
    {
        byte[] whole = File.ReadAllBytes(file);
        read(); // the whole file is fine
        var (refused, slowest) = (0, TimeSpan.Zero);
        int runs = Runs == Usual ? usual : Runs;
        Config config = Config.QuickThrowOnFailure.WithMaxTest(runs).WithQuietOnSuccess(true);
        if (Runs == Usual) config = config.WithReplay(20, 21); // the same files every time; a long run draws its own
        Check.One(config, Prop.ForAll(Mutation.Several, mutations =>
        {
            byte[] spoilt = mutations.Aggregate(whole, (content, mutation) => mutation.Apply(content));
            File.WriteAllBytes(file, spoilt);
            var clock = Stopwatch.StartNew();
            long before = GC.GetAllocatedBytesForCurrentThread();
            try
            {
                read();
            }
            catch (KitException error)
            {
                if (string.IsNullOrWhiteSpace(error.Message)) throw new InvalidOperationException("an error without a message", error);
                refused++;
            }

            slowest = clock.Elapsed > slowest ? clock.Elapsed : slowest;
            long allocated = GC.GetAllocatedBytesForCurrentThread() - before;
            return (clock.Elapsed < TimeSpan.FromSeconds(5)).Label($"took {clock.Elapsed}")
                .And((allocated < 64_000_000 + (50L * spoilt.Length)).Label($"allocated {allocated} bytes"));
        }));
        File.WriteAllBytes(file, whole);
        LongReport.Fuzz.Write($"{TestContext.Current.TestMethod!.MethodName}: {Path.GetFileName(file)}",
            string.Create(CultureInfo.InvariantCulture, $"{runs} spoilt files, {refused} refused, {runs - refused} read; the slowest took {slowest.TotalMilliseconds:F0} ms"));
    }
}
