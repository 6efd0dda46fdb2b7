using System.Diagnostics;
using System.Text.Json.Nodes;
using CFNSR.Repro.Data;
using CFNSR.Repro.Features;
using TorchSharp;

namespace CFNSR.Repro.Benchmarks;

/// <summary>What the paired measurements ask for, through the kit's public parts.</summary>
internal sealed class Work : IDisposable
{
    private readonly Lazy<AudioFeatures> audio = new(() => new AudioFeatures());
    private TrainingStep? training;

    public JsonObject Threads(int count)
    {
        Devices.SetThreads(count);
        return new JsonObject { ["threads"] = torch.get_num_threads(), ["torch"] = torch.__version__ };
    }

    /// <summary>Builds a network with a batch of input.</summary>
    public JsonObject Open(string system, int batch, int frames, int size, int width, int cardinality, string blocks, bool dropout)
    {
        training?.Dispose();
        training = new TrainingStep(system, batch, frames, size, width, cardinality, blocks, dropout);
        return new JsonObject { ["parameters"] = training.Model.ParameterCount() };
    }

    /// <summary>Writes the network's weights for the peer to load.</summary>
    public JsonObject Export(string weights)
    {
        Directory.CreateDirectory(weights);
        foreach (var (name, tensor) in training!.Model.state_dict())
        {
            if (name.EndsWith("num_batches_tracked", StringComparison.Ordinal)) continue;
            using var values = tensor.data<float>();
            Npy.Write<float>(Path.Combine(weights, name + ".npy"), values.ToArray(), [.. tensor.shape.Select(axis => (int)axis)]);
        }

        return [];
    }

    public JsonObject Step(int count)
    {
        var losses = new JsonArray();
        JsonObject answer = Timed(count, () => losses.Add(training!.Run().Loss));
        answer["loss"] = losses;
        return answer;
    }

    public JsonObject Mfcc(string file, int count, string? output)
    {
        var signal = new AudioSignal(Npy.Read<float>(file).Data, 44100);
        float[] result = [];
        JsonObject answer = Timed(count, () => result = audio.Value.Mfcc(signal));
        if (output is not null) Npy.Write<float>(output, result, 13, result.Length / 13);
        return answer;
    }

    public JsonObject Decode(string file)
    {
        long start = Stopwatch.GetTimestamp();
        using VideoFile video = VideoFile.Open(file);
        return new JsonObject { ["ms"] = new JsonArray(Stopwatch.GetElapsedTime(start).TotalMilliseconds), ["frames"] = video.FrameCount };
    }

    public JsonObject Prepare(string data, string store, string box, int frames, int size, int workers)
    {
        var options = new PrepareOptions
        {
            Frames = box == "sound" ? null : new FrameOptions { Frames = frames, Size = size, FaceBox = Enum.Parse<FaceBoxKind>(box, ignoreCase: true) }, Workers = workers,
        };
        PrepareReport? report = null;
        JsonObject answer = Timed(1, () => report = ClipPreparer.Prepare(ClipIndex.Scan(data), store, options));
        if (report!.Failures.Count > 0) throw new InvalidOperationException(report.Failures[0].ToString());
        answer["clips"] = report.Made;
        return answer;
    }

    public JsonObject Load(string store, int workers, int batch, bool augment, int epoch)
    {
        using ClipStore clips = ClipStore.Open(store);
        var loader = new BatchLoader(clips, [.. Enumerable.Range(0, clips.Count)], new BatchOptions
        {
            BatchSize = batch, Shuffle = true, Workers = workers, Frames = !clips.Has(StoreArray.Frames) ? null : augment ? FrameAugmentation.Create(1) : ImageNet.Normalise(),
        });
        int seen = 0;
        JsonObject answer = Timed(1, () =>
        {
            foreach (Batch b in loader.Epoch(epoch))
            {
                using (b) seen += b.Clips.Length;
            }
        });
        answer["clips"] = seen;
        return answer;
    }

    /// <summary>Wall and processor milliseconds of each repetition.</summary>
    private static JsonObject Timed(int count, Action action)
    {
        var (ms, cpu) = (new JsonArray(), new JsonArray());
        for (int i = 0; i < count; i++)
        {
            TimeSpan busy = Environment.CpuUsage.TotalTime;
            long start = Stopwatch.GetTimestamp();
            action();
            ms.Add(Stopwatch.GetElapsedTime(start).TotalMilliseconds);
            cpu.Add((Environment.CpuUsage.TotalTime - busy).TotalMilliseconds);
        }

        return new JsonObject { ["ms"] = ms, ["cpu"] = cpu };
    }

    public void Dispose()
    {
        training?.Dispose();
        if (audio.IsValueCreated) audio.Value.Dispose();
    }
}
