using BenchmarkDotNet.Attributes;
using CFNSR.Repro.Data;
using CFNSR.Repro.Features;
using CFNSR.Repro.Models;
using static TorchSharp.torch;

namespace CFNSR.Repro.Benchmarks;

/// <summary>MFCC of one clip of noise, from samples at 44.1 kHz and from 48 kHz (resampled first).</summary>
[MemoryDiagnoser]
public class MfccBenchmark
{
    private readonly AudioFeatures features = new();
    private AudioSignal sound = new([], 44100);

    [Params(44100, 48000)]
    public int Rate { get; set; }

    [GlobalSetup]
    public void Setup()
    {
        set_num_threads(1);
        var random = new Random(1);
        sound = new AudioSignal([.. Enumerable.Range(0, (int)(2.45 * Rate)).Select(_ => random.NextSingle() - 0.5f)], Rate);
    }

    [Benchmark]
    public float[] Mfcc() => features.Mfcc(sound);
}

/// <summary>A training step of each system at smoke size, batch 8: what the kit itself costs around small tensors.</summary>
[MemoryDiagnoser]
public class StepBenchmark
{
    private TrainingStep? step;

    [ParamsSource(nameof(Systems))]
    public string System { get; set; } = "";

    public static IEnumerable<string> Systems => ModelZoo.Systems.Where(name => name is not "erann"); // it hears log-mel

    [GlobalSetup]
    public void Setup()
    {
        set_num_threads(1);
        step = new TrainingStep(System, 8, 4, 32, 4, 2, "1,1,1,1");
    }

    [Benchmark]
    public double Step() => step!.Run().Loss;

    [GlobalCleanup]
    public void Cleanup() => step!.Dispose();
}

/// <summary>One small operator: the price of crossing into libtorch, with and without a gradient to record.</summary>
[MemoryDiagnoser]
public class OperatorBenchmark
{
    private readonly Tensor a = ones(4), b = ones(4), weight = ones([4], requires_grad: true);

    [Benchmark]
    public void Add()
    {
        using Tensor sum = a + b;
    }

    [Benchmark]
    public void AddRecorded()
    {
        using Tensor sum = a + weight;
    }

    [Benchmark]
    public void AddInPlace() => a.add_(b);

    [Benchmark]
    public void Scope()
    {
        using var scope = NewDisposeScope();
        _ = a + b;
    }
}

/// <summary>From a clip's stored bytes to what the network reads, 30 frames of 224 pixels.</summary>
public class FrameTransformBenchmark
{
    private static readonly FrameShape Shape = new(30, 224, 224);
    private readonly FrameTransform normalise = ImageNet.Normalise(), augment = FrameAugmentation.Create(1);
    private readonly byte[] frames = new byte[Shape.Length];
    private readonly float[] output = new float[Shape.Length];
    private int epoch;

    [GlobalSetup]
    public void Setup() => new Random(1).NextBytes(frames);

    [Benchmark]
    public void Normalise() => normalise(frames, Shape, 1, 0, output);

    [Benchmark]
    public void Augment() => augment(frames, Shape, ++epoch, 0, output);
}

/// <summary>Decoding of one video, CFNSR_BENCH_VIDEO, and thirty pictures of it.</summary>
public class DecodeBenchmark
{
    private readonly string file = Environment.GetEnvironmentVariable("CFNSR_BENCH_VIDEO") ?? "";

    [Benchmark]
    public int CountFrames()
    {
        using VideoFile video = VideoFile.Open(file);
        return video.FrameCount;
    }

    [Benchmark]
    public int ThirtyPictures()
    {
        using var extractor = new FrameExtractor(new FrameOptions { FaceBox = FaceBoxKind.Centre });
        return extractor.Extract(file).Pixels.Length;
    }
}
