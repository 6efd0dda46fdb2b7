using CFNSR.Repro.Data;
using CFNSR.Repro.Training;

namespace CFNSR.Repro.Tests.Training;

/// <summary>Training on face tracking.</summary>
public sealed class TrackingTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void Made_up_units_are_learnt_from_means_and_from_their_course()
    {
        string store = TinyStore.Make(folder["store"], units: true);
        foreach (string encoder in new[] { "mlp", "tokens", "sequence" })
        {
            var e = TinyStore.Tracking(store) with { System = "video", VideoEncoder = encoder, Name = encoder, Epochs = 60, Validation = "none", Lr = 0.01 };
            Assert.InRange(Trainer.Start(e, folder["runs"]).Last.Test.Accuracy, 0.9, 1);
        }
    }

    [Fact]
    public void A_store_without_tracking_and_one_with_means_alone_are_refused_by_name()
    {
        string sound = TinyStore.Make(folder["sound"]);
        var error = Assert.Throws<KitException>(() => Trainer.Start(TinyStore.Tracking(sound), folder["runs"]));
        Assert.Equal((sound, "holds no face tracking"), (error.File, error.What));

        string means = MeansAlone();
        error = Assert.Throws<KitException>(() => Trainer.Start(TinyStore.Tracking(means) with { VideoEncoder = "sequence" }, folder["runs"]));
        Assert.Equal((means, "holds means of action units, no face tracking frame by frame"), (error.File, error.What));
        Assert.Contains("video_encoder=mlp", error.Cure, StringComparison.Ordinal);

        error = Assert.Throws<KitException>(() => Trainer.Start(TinyStore.Fusion(TinyStore.Make(folder["seen"], video: true)) with { Video = "avatars" }, folder["runs"]));
        Assert.Equal("holds no drawn faces", error.What);
        Assert.False(Directory.Exists(folder["runs"]));
    }

    [Fact]
    public void On_tracking_a_fusion_starts_from_random_weights_and_mctn_from_the_stream_it_translates_into()
    {
        var basis = Presets.Get("tracking");
        Assert.Equal(("", ""), (SystemsRunner.Of(basis, "concat-fc", "runs").InitVideo, SystemsRunner.Of(basis, "concat-fc", "runs").InitAudio));
        Assert.EndsWith(Path.Combine("audio", "fold-{fold}", "seed-{seed}"), SystemsRunner.Of(basis, "mctn", "runs").InitAudio, StringComparison.Ordinal);
        Assert.NotEqual("", SystemsRunner.Of(basis with { Video = "frames" }, "concat-fc", "runs").InitVideo);
    }

    /// <summary>The smallest and largest value of the training clips become 0 and 1, also where the test clips go beyond; a unit that never moves becomes 0.</summary>
    [Fact]
    public void Units_are_scaled_by_the_training_fold()
    {
        using var store = ClipStore.Open(TinyStore.Make(folder["store"], units: true));
        int[] train = [.. Enumerable.Range(16, 32)];
        var scale = CFNSR.Repro.Features.Standardizer.Fit(store, train, CFNSR.Repro.Features.FeatureNorm.MinMax, StoreArray.Units);
        float[][] scaled = [.. Enumerable.Range(0, 48).Select(clip =>
        {
            var output = new float[35];
            scale.Apply(store.Features(StoreArray.Units, clip), output);
            return output;
        })];
        for (int unit = 0; unit < 35; unit++)
        {
            Assert.Equal((0, 1), (train.Min(clip => scaled[clip][unit]), train.Max(clip => scaled[clip][unit])));
            float low = train.Min(clip => store.Features(StoreArray.Units, clip)[unit]), high = train.Max(clip => store.Features(StoreArray.Units, clip)[unit]);
            Assert.Equal((store.Features(StoreArray.Units, 3)[unit] - low) / (high - low), scaled[3][unit], 1e-5);
        }
    }

    private string MeansAlone()
    {
        string whole = TinyStore.Make(folder["whole"], units: true);
        using var open = ClipStore.Open(whole);
        using var writer = ClipStoreWriter.Open(folder["means"], open.Names, [.. open.Arrays.Where(array => array.Name != StoreArray.UnitFrames)]);
        var stamp = new SourceStamp("made-up.csv", 0, "", new string('0', 64));
        for (int clip = 0; clip < open.Count; clip++)
        {
            foreach (string array in new[] { StoreArray.Mfcc, StoreArray.Units })
                writer.Write(open.Names[clip], array, stamp, System.Runtime.InteropServices.MemoryMarshal.AsBytes(open.Features(array, clip)));
        }

        writer.Complete();
        return folder["means"];
    }
}
