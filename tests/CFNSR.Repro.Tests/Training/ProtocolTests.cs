using CFNSR.Repro.Data;
using CFNSR.Repro.Training;

namespace CFNSR.Repro.Tests.Training;

/// <summary>
/// The protocol as properties: whatever the test clips hold and however they are labelled, not a bit of a run's weights, validation scores
/// and chosen epoch changes; nor of its weights and test scores, whatever the validation actors' clips hold.
/// </summary>
public sealed class ProtocolTests : IDisposable
{
    private static readonly int[] TestActors = [1, 2]; // fold 1 of msaf6

    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    /// <summary>Every way in which clips reach the weights.</summary>
    public static TheoryData<string> Ways =>
    [
        "sound", "sound, no validation", "sound, early stopping", "sound, shuffled labels", "log-mel",
        "both", "both, frozen", "both, as published",
    ];

    /// <summary>Those in which validation actors do no more than choose an epoch.</summary>
    public static TheoryData<string> WaysWithValidation =>
        [.. Ways.Select(way => way.Data).Where(way => way is not ("sound, no validation" or "sound, early stopping"))];

    /// <summary>What becomes of the clips that may not count.</summary>
    private static readonly IReadOnlyDictionary<string, Action<float[], int>> Contents = new Dictionary<string, Action<float[], int>>
    {
        ["silence"] = (values, _) => Array.Clear(values),
        ["noise"] = (values, label) =>
        {
            var random = KeyedRandom.For(11, 0, label, "protocol");
            for (int i = 0; i < values.Length; i++) values[i] = (float)(1000 * random.NextNormal());
        },
        ["another emotion"] = (values, _) => Array.Reverse(values), // what was the mark of one class is that of another
    };

    [Theory, MemberData(nameof(Ways))]
    public void Nothing_of_a_run_depends_on_its_test_clips(string way)
    {
        var (experiment, store) = Way(way);
        var usual = Trained(experiment);
        foreach (var (name, alter) in Contents)
        {
            string altered = TinyStore.Altered(store, folder["store " + name], TestActors, alter);
            var other = Trained(experiment with { Store = altered, Name = name });
            Assert.NotEqual(usual.Test, other.Test); // the change was seen
            Assert.Equal(usual.Weights, other.Weights);
            Assert.Equal(usual.ChosenWeights, other.ChosenWeights);
            Assert.Equal(usual.Training, other.Training);
            Assert.Equal(usual.Validation, other.Validation);
            Assert.Equal(usual.Chosen, other.Chosen);
        }
    }

    [Theory, MemberData(nameof(WaysWithValidation))]
    public void Validation_actors_choose_an_epoch_and_nothing_else(string way)
    {
        var (experiment, store) = Way(way);
        var usual = Trained(experiment);
        foreach (var (name, alter) in Contents)
        {
            string altered = TinyStore.Altered(store, folder["store " + name], usual.ValidationActors, alter);
            var other = Trained(experiment with { Store = altered, Name = name });
            Assert.NotEqual(usual.Validation, other.Validation);
            Assert.Equal(usual.Weights, other.Weights);
            Assert.Equal(usual.Training, other.Training);
            Assert.Equal(usual.Test, other.Test);
        }
    }

    [Fact]
    public void Other_names_and_so_other_labels_of_the_test_clips_change_nothing()
    {
        var sound = TinyStore.Audio(TinyStore.Make(folder["store"])) with { Epochs = 3 };
        int clip = 0;
        string happy = TinyStore.Make(folder["happy"], rename: name => TestActors.Contains(name.Actor) ? Happy(name, clip++) : name);
        var (usual, other) = (Trained(sound), Trained(sound with { Store = happy, Name = "happy" }));
        Assert.NotEqual(usual.Test, other.Test);
        Assert.Equal(usual.Weights, other.Weights);
        Assert.Equal(usual.ChosenWeights, other.ChosenWeights);
        Assert.Equal((usual.Training, usual.Validation, usual.Chosen), (other.Training, other.Validation, other.Chosen));

        static ClipName Happy(ClipName name, int i) => name with
        {
            Emotion = Emotion.Happy, Intensity = 1 + (i / 4 % 2), Statement = 1 + (i / 2 % 2), Repetition = 1 + (i % 2),
        };
    }

    /// <summary>Where a stream has no validation actors, its best epoch is the test fold's, and a fusion must not start from it.</summary>
    [Fact]
    public void A_fusion_does_not_start_from_an_epoch_that_the_test_fold_chose()
    {
        string store = TinyStore.Make(folder["store"]);
        string altered = TinyStore.Altered(store, folder["altered"], TestActors, Contents["another emotion"]);
        var (usual, other) = (Started("usual", store), Started("other", altered));
        Assert.NotEqual(usual.Best, other.Best); // another epoch was best on test
        Assert.Equal(usual.Weights, other.Weights);

        (int Best, byte[] Weights) Started(string name, string clips)
        {
            Experiment stream = TinyStore.Audio(clips) with { Name = name, Epochs = 8, Validation = "none" };
            int best = Trainer.Start(stream, folder.Path).BestTest.Epoch;
            return (best, Trained(stream with { Name = name + " fusion", Epochs = 1, InitAudio = folder[name] }).Weights);
        }
    }

    /// <summary>The tests above see a leak where there is one: a training clip that changes changes everything.</summary>
    [Fact]
    public void A_training_clip_counts()
    {
        var (experiment, store) = Way("sound");
        var usual = Trained(experiment);
        int actor = new[] { 5, 6, 9, 10 }.Except(usual.ValidationActors).First();
        string altered = TinyStore.Altered(store, folder["other"], [actor], Contents["noise"]);
        var other = Trained(experiment with { Store = altered, Name = "other" });
        Assert.NotEqual(usual.Weights, other.Weights);
        Assert.NotEqual(usual.Training, other.Training);
        Assert.NotEqual(usual.Validation, other.Validation);
    }

    private (Experiment Experiment, string Store) Way(string way)
    {
        bool video = way.StartsWith("both", StringComparison.Ordinal);
        string store = TinyStore.Make(folder["store"], video, logMel: way == "log-mel");
        Experiment sound = TinyStore.Audio(store) with { Epochs = 3 }, both = TinyStore.Fusion(store) with { Epochs = 2 };
        return (way switch
        {
            "sound" => sound,
            "sound, no validation" => sound with { Validation = "none" },
            "sound, early stopping" => sound with { Epochs = 12, EarlyStopping = 2 },
            "sound, shuffled labels" => sound with { ShuffleLabels = true, TimeMask = 20, TimeShift = 5 },
            "log-mel" => Presets.Get("erann") with
            {
                Store = store, Threads = 1, Workers = 1, Epochs = 2, Batch = 8, ValidationActors = 1, Mixup = 0.5, LogMel = "small",
            },
            "both" => both with { Augment = true, ModalityDropout = 0.5, TimeMask = 20 },
            "both, frozen" => both with { FreezeEncoders = true, Encodings = folder["encodings"] },
            "both, as published" => both with { System = "cfn-sr", BatchAttention = "as-published", MfccNorm = "per-clip" },
            _ => throw new ArgumentOutOfRangeException(nameof(way)),
        }, store);
    }

    private Outcome Trained(Experiment experiment)
    {
        var report = Trainer.Start(experiment, folder["runs"]);
        Assert.Equal(TestActors, report.TestActors);
        var run = RunReader.Open(folder["runs", experiment.Name]);
        string Columns(Func<EpochRecord, object?> of) => string.Join('\n', run.History.Select(line => of(line)!.ToString()));
        byte[] Saved(string checkpoint, string name) => File.ReadAllBytes(Path.Combine(run.FullPath, "checkpoints", checkpoint, name));
        return new Outcome(
            [.. Saved(Checkpoint.Last, "model.dat"), .. Saved(Checkpoint.Last, "optimizer.dat")],
            report.Validation is null ? [] : Saved(Checkpoint.Best, "model.dat"),
            report.Validation?.Epoch, report.ValidationActors,
            Columns(line => (line.Epoch, line.Step, line.TrainLoss, line.TrainAccuracy, line.Lr)),
            Columns(line => (line.ValLoss, line.ValAccuracy, line.ValUar)),
            Columns(line => (line.TestLoss, line.TestAccuracy, line.TestUar)) + $" {report.BestTest.Epoch} {report.Last}");
    }

    /// <summary>What a run leaves: bytes of the checkpoints, and columns of its history in full precision.</summary>
    private sealed record Outcome(
        byte[] Weights, byte[] ChosenWeights, int? Chosen, IReadOnlyList<int> ValidationActors,
        string Training, string Validation, string Test);
}
