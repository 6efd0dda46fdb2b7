using CFNSR.Repro.Models;
using CFNSR.Repro.Training;
using TorchSharp;
using static TorchSharp.torch;

namespace CFNSR.Repro.Tests.Training;

/// <summary>Every system of the zoo trains one epoch at preset smoke, on made-up clips of that preset's size.</summary>
public sealed class SystemsSmokeTests(SystemsSmokeTests.SmokeStore store) : IClassFixture<SystemsSmokeTests.SmokeStore>
{
    public static TheoryData<string> Systems => [.. ModelZoo.Systems];

    [Theory]
    [MemberData(nameof(Systems))]
    public void Trains_one_epoch(string system)
    {
        Experiment smoke = Presets.Get("smoke");
        Experiment experiment = smoke with { Name = "smoke/" + system, System = system, Store = store.Clips, Epochs = 1, Threads = 1 };
        RunReport report = Trainer.Start(experiment, store.Runs);
        var run = RunReader.Open(Path.Combine(store.Runs, "smoke", system));
        EpochRecord epoch = run.History.Single();
        Assert.Equal((system, 1, 24, 8, 16), (report.System, report.Epochs, report.TrainClips, report.ValidationClips, report.TestClips));
        Assert.Equal(3, epoch.Step);
        Assert.InRange(epoch.TrainLoss, 0.1, 20);
        Assert.InRange(epoch.TestLoss, 0.1, 100);
        Assert.All(run.Predictions.Values.SelectMany(part => part.Predictions), p => Assert.Equal(1, p.Probabilities.Sum(), 1e-4));
        using EmotionModel model = ModelZoo.Create(experiment.ToModelOptions());
        Assert.Equal(model.ParameterCount(), report.Parameters);
        Assert.Equal(system == "mctn" ? model.ParameterCount() - model.Encoders[1].parameters().Sum(p => p.numel()) : report.Parameters, report.TrainedParameters);
    }

    /// <summary>The same on sound and face tracking, and each that sees also on the course of the units over time.</summary>
    [Theory]
    [MemberData(nameof(Systems))]
    public void Trains_one_epoch_on_face_tracking(string system)
    {
        foreach (string encoder in system is "audio" or "erann" ? new[] { "auto" } : ["auto", "sequence"])
        {
            Experiment experiment = TinyStore.Tracking(store.Tracking) with
            {
                Name = $"tracking/{system}/{encoder}", System = system, VideoEncoder = encoder, Epochs = 1, AudioLayers = 1,
            };
            RunReport report = Trainer.Start(experiment, store.Runs);
            Assert.Equal((system, 24, 8, 16, false), (report.System, report.TrainClips, report.ValidationClips, report.TestClips, report.Synthetic));
            Assert.All(RunReader.Open(Path.Combine(store.Runs, experiment.Name)).Predictions.Values.SelectMany(part => part.Predictions), p => Assert.Equal(1, p.Probabilities.Sum(), 1e-4));
        }
    }

    /// <summary>In a comparison every fusion starts from the unimodal runs; the target of mctn keeps their weights.</summary>
    [Fact]
    public void Mctn_keeps_the_weights_of_its_target()
    {
        Experiment basis = Presets.Get("smoke") with { Name = "cyclic", Store = store.Clips, Epochs = 1, Threads = 1 };
        var done = SystemsRunner.Train(["mctn"], basis, store.Runs, [1], [0]);
        Assert.Equal(["audio", "video", "mctn"], done.Select(d => d.System));
        using var scope = NewDisposeScope();
        var (start, end) = (Encoder("audio", Checkpoint.Best, 0), Encoder("mctn", Checkpoint.Last, 1));
        foreach (var (name, parameter) in end.named_parameters()) Assert.True(parameter.eq(start.get_parameter(name)!).all().ToBoolean(), name);
        var (videoStart, videoEnd) = (Encoder("video", Checkpoint.Best, 0), Encoder("mctn", Checkpoint.Last, 0));
        Assert.Contains(videoEnd.named_parameters(), p => !p.parameter.eq(videoStart.get_parameter(p.name)!).all().ToBoolean());

        nn.Module Encoder(string system, string checkpoint, int encoder)
        {
            RunReader run = done.Single(d => d.System == system).Runs.Single();
            EmotionModel model = ModelZoo.Create(run.Experiment.ToModelOptions());
            Checkpoint.Load(Path.Combine(run.FullPath, "checkpoints", checkpoint), model);
            return model.Encoders[encoder];
        }
    }

    public sealed class SmokeStore : IDisposable
    {
        private readonly string folder = Directory.CreateTempSubdirectory("cfnsr-smoke-").FullName;

        public SmokeStore()
        {
            Experiment smoke = Presets.Get("smoke");
            Clips = TinyStore.Make(Path.Combine(folder, "store"), video: true, frames: smoke.Frames, size: smoke.ImageSize, logMel: true);
        }

        public string Clips { get; }

        /// <summary>Sound and face tracking.</summary>
        public string Tracking => Directory.Exists(Path.Combine(folder, "tracking")) ? Path.Combine(folder, "tracking")
            : TinyStore.Make(Path.Combine(folder, "tracking"), logMel: true, units: true);

        public string Runs => Path.Combine(folder, "runs");

        public void Dispose() => Directory.Delete(folder, recursive: true);
    }
}
