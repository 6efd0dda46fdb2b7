using System.Diagnostics;
using System.Globalization;
using CFNSR.Repro.Data;
using CFNSR.Repro.Features;
using CFNSR.Repro.Tests.Training;
using CFNSR.Repro.Training;

namespace CFNSR.Repro.Tests.Faults;

/// <summary>Memory: what the doctor says a training needs is about what it takes, and the loader takes no more for a larger store.</summary>
public sealed class MemoryTests : IDisposable
{
    private const double GiB = 1024.0 * 1024 * 1024;
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void Training_takes_what_the_estimate_says_at_two_sizes()
    {
        var settings = TinyStore.Fusion(TinyStore.Make(folder["store"], video: true, frames: 16, size: 96)) with
        {
            System = "video", Frames = 16, ImageSize = 96, VideoWidth = 8, Cardinality = 2, Epochs = 1, LimitTrainBatches = 1, EvalBatch = 1, Validation = "none",
        };
        var (small, large) = (settings with { Batch = 4 }, settings with { Batch = 32 });
        double[] taken = [Taken(small, "small"), Taken(large, "large")], said = [MemoryEstimate.GiB(small), MemoryEstimate.GiB(large)];
        string numbers = FormattableString.Invariant($"taken {taken[0]:F2} and {taken[1]:F2} GiB, estimated {said[0]:F2} and {said[1]:F2} GiB");
        TestContext.Current.TestOutputHelper?.WriteLine(numbers);
        for (int i = 0; i < 2; i++) Assert.True(taken[i] <= said[i] && taken[i] >= 0.4 * said[i], numbers);
        Assert.InRange((taken[1] - taken[0]) / (said[1] - said[0]), 0.5, 1.25); // what a clip adds
    }

    [Fact]
    public void The_loader_takes_no_more_memory_for_a_store_much_larger_than_its_bound()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "needs /proc");
        var shape = new FrameShape(16, 64, 64);
        int bytes = shape.T * shape.H * shape.W * FrameShape.Channels; // 196,608 a clip, four times that in a batch
        ClipName[] names = [.. Enumerable.Range(1, 4).SelectMany(actor => ClipName.SpeechOf(actor))];
        using (var writer = ClipStoreWriter.Open(folder.Path, names, [new StoreArray(StoreArray.Frames, "|u1", [shape.T, shape.H, shape.W, 3], new Dictionary<string, string>())]))
        {
            var row = new byte[bytes];
            for (int clip = 0; clip < names.Length; clip++)
            {
                row.AsSpan().Fill((byte)clip);
                writer.Write(names[clip], StoreArray.Frames, new SourceStamp("made-up.mp4", 0, "", ""), row);
            }
        }

        using var store = ClipStore.Open(folder.Path);
        var options = new BatchOptions { BatchSize = 4, Workers = 1, Prefetch = 2, AudioArray = null, Frames = ImageNet.Normalise() };
        long few = Peak(40, epochs: 12), all = Peak(240, epochs: 2); // the same number of batches; one worker, as the allocator keeps memory for every thread
        Assert.Equal(240, store.Count);
        Assert.True(all - few < 4L * 240 * bytes * 2 / 3, $"{few >> 20} MiB with 40 clips, {all >> 20} MiB with 240, which are {4L * 240 * bytes >> 20} MiB");

        long Peak(int clips, int epochs)
        {
            GC.Collect(); // what earlier tests left behind is not the loader's
            GC.WaitForPendingFinalizers();
            GC.Collect();
            var loader = new BatchLoader(store, [.. Enumerable.Range(0, clips)], options);
            long peak = 0;
            for (int epoch = 0; epoch < epochs; epoch++)
            {
                foreach (var batch in loader.Epoch(epoch))
                {
                    using (batch) peak = Math.Max(peak, Anonymous());
                }
            }

            return peak;
        }
    }

    /// <summary>Memory of this process that is not a mapped file; bytes.</summary>
    private static long Anonymous() => 1024 * long.Parse(
        File.ReadLines("/proc/self/status").First(line => line.StartsWith("RssAnon:", StringComparison.Ordinal))[8..^2].Trim(), CultureInfo.InvariantCulture);

    /// <summary>The most that a training in a process of its own had in memory; GiB.</summary>
    private double Taken(Experiment experiment, string name)
    {
        string file = folder.Write(name + ".json", experiment.ToJson());
        using var process = Process.Start(new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, "CFNSR.Repro.TestProcess.dll"), folder[name], file])
        {
            RedirectStandardOutput = true,
        })!;
        string last = process.StandardOutput.ReadToEnd().TrimEnd().Split('\n')[^1];
        process.WaitForExit();
        Assert.StartsWith("peak ", last, StringComparison.Ordinal);
        return long.Parse(last[5..], CultureInfo.InvariantCulture) / GiB;
    }
}
