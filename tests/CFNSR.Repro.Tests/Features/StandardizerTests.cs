using System.Runtime.InteropServices;
using CFNSR.Repro.Data;
using CFNSR.Repro.Features;

namespace CFNSR.Repro.Tests.Features;

public class StandardizerTests
{
    private static readonly StoreArray Mfcc = new("mfcc", "<f4", [3, 5], new Dictionary<string, string>());
    private static readonly ClipName[] Clips = [.. ClipName.SpeechOf(1).Take(6)];

    [Fact]
    public void Training_clips_get_mean_0_and_deviation_1_per_coefficient()
    {
        using var folder = new TemporaryFolder();
        using var store = Store(folder, testShift: 0);
        int[] train = [0, 1, 3, 4];
        var standardizer = Standardizer.Fit(store, train);
        var output = new float[15];
        var values = new List<float>[] { [], [], [] };
        foreach (var clip in train)
        {
            standardizer.Apply(store.Mfcc(clip), output);
            for (var c = 0; c < 3; c++) values[c].AddRange(output[(5 * c)..(5 * c + 5)]);
        }

        Assert.All(values[..2], coefficient =>
        {
            Assert.Equal(0, coefficient.Average(), 1e-5);
            Assert.Equal(1, coefficient.Average(value => (double)value * value), 1e-5);
        });
        Assert.All(values[2], value => Assert.Equal(0, value)); // never varies
        var c0 = train.SelectMany(clip => store.Mfcc(clip)[..5].ToArray()).Select(value => (double)value).ToList();
        Assert.Equal(c0.Average(), standardizer.Mean[0], 1e-9);
        Assert.Equal(Math.Sqrt(c0.Average(value => Math.Pow(value - c0.Average(), 2))), standardizer.Deviation[0], 1e-9);
    }

    [Fact]
    public void A_changed_test_clip_changes_nothing()
    {
        using var folder = new TemporaryFolder();
        using var other = new TemporaryFolder();
        using var store = Store(folder, testShift: 0);
        using var changed = Store(other, testShift: 1000);
        int[] train = [0, 1, 3, 4];
        Assert.NotEqual(store.Mfcc(5).ToArray(), changed.Mfcc(5).ToArray());
        Assert.Equal(Standardizer.Fit(store, train).Mean, Standardizer.Fit(changed, train).Mean);
        Assert.Equal(Standardizer.Fit(store, train).Deviation, Standardizer.Fit(changed, train).Deviation);
        Assert.NotEqual(Standardizer.Fit(store, [.. train, 5]).Mean, Standardizer.Fit(changed, [.. train, 5]).Mean);
    }

    [Fact]
    public void None_leaves_the_features_and_per_clip_uses_the_clip_alone()
    {
        using var folder = new TemporaryFolder();
        using var store = Store(folder, testShift: 0);
        var output = new float[15];
        Standardizer.Fit(store, [0], FeatureNorm.None).Transform(store.Mfcc(5), 0, 5, output);
        Assert.Equal(store.Mfcc(5).ToArray(), output);
        Standardizer.Fit(store, [0], FeatureNorm.PerClip).Transform(store.Mfcc(5), 0, 5, output);
        Assert.Equal(0, output[..5].Average(), 1e-5);
        Assert.Equal(1, output[..5].Average(value => value * value), 1e-4);
    }

    [Theory]
    [InlineData(FeatureNorm.TrainFold, "")]
    [InlineData(FeatureNorm.TrainFold, "de-DE")]
    [InlineData(FeatureNorm.TrainFold, "tr-TR")]
    [InlineData(FeatureNorm.None, "fa-IR")]
    [InlineData(FeatureNorm.PerClip, "tr-TR")]
    public void It_loads_as_saved_bit_for_bit_in_every_country(FeatureNorm mode, string culture)
    {
        using var folder = new TemporaryFolder();
        using var store = Store(folder, testShift: 0);
        var saved = Standardizer.Fit(store, [0, 1, 2], mode);
        saved.Save(folder["here.json"]);
        TestData.InCulture(culture, () => saved.Save(folder["there.json"]));
        Assert.Equal(File.ReadAllBytes(folder["here.json"]), File.ReadAllBytes(folder["there.json"]));
        TestData.InCulture(culture, () =>
        {
            var loaded = Standardizer.Load(folder["here.json"]);
            Assert.Equal((saved.Mode, saved.Array), (loaded.Mode, loaded.Array));
            Assert.Equal(saved.Mean, loaded.Mean);
            Assert.Equal(saved.Deviation, loaded.Deviation);
        });
    }

    [Theory]
    [InlineData("")]
    [InlineData("{}")]
    [InlineData("""{"mode":"TrainFold","array":"mfcc","coefficients":2,"mean":[1],"deviation":[1,2]}""")]
    [InlineData("""{"mode":"Sometimes","array":"mfcc","coefficients":1,"mean":[],"deviation":[]}""")]
    public void A_bad_file_is_the_kits_error(string text)
    {
        using var folder = new TemporaryFolder();
        Assert.Equal(folder["s.json"], Assert.Throws<KitException>(() => Standardizer.Load(folder.Write("s.json", text))).File);
        Assert.Throws<KitException>(() => Standardizer.Load(folder["none.json"]));
    }

    // Coefficient 0 lies around -500, coefficient 2 is constant; clips 2 and 5 are the test clips.
    private static ClipStore Store(TemporaryFolder folder, float testShift)
    {
        using (var writer = ClipStoreWriter.Open(folder["store"], Clips, [Mfcc]))
        {
            for (var clip = 0; clip < Clips.Length; clip++)
            {
                var random = KeyedRandom.For(0, 0, clip, "features");
                var row = new float[15];
                for (var i = 0; i < 15; i++) row[i] = i < 5 ? -500 + 20 * (float)random.NextNormal() : i < 10 ? (float)random.NextNormal() : 3;
                if (clip is 2 or 5) row[0] += testShift;
                writer.Write(Clips[clip], "mfcc", Data.ClipStoreTests.Stamp(Clips[clip]), MemoryMarshal.AsBytes(row.AsSpan()));
            }

            writer.Complete();
        }

        return ClipStore.Open(folder["store"]);
    }
}
