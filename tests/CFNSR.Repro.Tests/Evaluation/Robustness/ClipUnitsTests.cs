using CFNSR.Repro.Data;
using CFNSR.Repro.Evaluation.Robustness;
using CFNSR.Repro.Features;
using CFNSR.Repro.Features.Tracking;
using CFNSR.Repro.Tests.Data;
using CFNSR.Repro.Tests.Features.Tracking;

namespace CFNSR.Repro.Tests.Evaluation.Robustness;

public sealed class ClipUnitsTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void A_mean_over_what_is_left_of_the_frames()
    {
        using var store = Prepare();
        var units = new ClipUnits(store, StoreArray.Units, new FoldClips([0, 1, 2], [], [0, 1, 2]));
        units.Read(TrackingFiles.Find(folder["data"]));
        for (int clip = 0; clip < 3; clip++) Assert.Equal(store.Features(StoreArray.Units, clip).ToArray(), units.Untracked(0, 5, clip));

        // frame 4 of clip 1 was not tracked: of the nine others five are left
        bool[] lost = UnitPerturbation.Lost(0.5, 5, 1, 9);
        int[] left = [.. Enumerable.Range(0, 10).Where(frame => frame != 4).Where((_, i) => !lost[i])];
        Assert.Equal(5, left.Length);
        float[] expected = [.. Enumerable.Range(0, 35).Select(unit => (float)left.Average(frame => (double)TrackingCsv.Unit(frame, unit)))];
        Assert.All(expected.Zip(units.Untracked(0.5, 5, 1)), pair => Assert.Equal(pair.First, pair.Second, 1e-6f));
        Assert.Equal(units.Untracked(0.5, 5, 1), units.Units(new Perturbation(PerturbationKinds.Untracked, 0.5), 5)[1]);
    }

    [Fact]
    public void Over_time_the_nearest_point_stands_in_and_the_store_is_enough()
    {
        using var store = Prepare();
        var units = new ClipUnits(store, StoreArray.UnitFrames, new FoldClips([0, 1, 2], [], [0, 1, 2]));
        Assert.Equal(store.Features(StoreArray.UnitFrames, 0).ToArray(), units.Untracked(0, 5, 0));
        Assert.Equal(UnitPerturbation.Nearest(units.Clean(0), UnitPerturbation.Lost(0.75, 5, 0, 78)), units.Untracked(0.75, 5, 0));
        Assert.Equal(1000 * 512 / 44100.0 * 8 / 3, units.Step, 1e-9);
    }

    [Fact]
    public void Another_tracking_than_the_stores_and_a_mean_are_named()
    {
        using var store = Prepare();
        var units = new ClipUnits(store, StoreArray.Units, new FoldClips([0, 1, 2], [], [0, 1, 2]));
        string file = folder["data", $"{store.Names[1] with { Modality = Modality.AudioVisual }}.csv"];
        File.WriteAllText(file, TrackingCsv.Text(TrackingCsv.OpenFace, 12));
        var error = Assert.Throws<KitException>(() => units.Read(TrackingFiles.Find(folder["data"])));
        Assert.Equal((file, $"holds another face tracking of clip {store.Names[1]} than the store"), (error.File, error.What));

        File.WriteAllText(folder["data", "means.csv"], $"clip,{string.Join(',', ActionUnits.Columns)}\n"
            + $"{store.Names[1] with { Modality = Modality.AudioVisual }},{string.Join(',', Enumerable.Repeat("0", 35))}\n");
        File.Delete(file);
        Assert.Contains("has means alone", Assert.Throws<KitException>(() => units.Read(TrackingFiles.Find(folder["data"]))).Message, StringComparison.Ordinal);
    }

    /// <summary>Three clips of ten frames, the fourth of which was not tracked in the second clip.</summary>
    private ClipStore Prepare()
    {
        Directory.CreateDirectory(folder["data"]);
        foreach (var (i, name) in ClipName.SpeechOf(1).Take(3).Index())
        {
            short[] sound = [.. Enumerable.Range(0, 16000).Select(t => (short)(5000 * Math.Sin(t * (0.05 + (0.01 * i)))))];
            File.WriteAllBytes(folder["data", $"{name with { Modality = Modality.AudioOnly }}.wav"], WavBytes.Pcm16(16000, 1, sound));
            File.WriteAllText(folder["data", $"{name}.csv"], TrackingCsv.Text(TrackingCsv.OpenFace, 10, (column, frame) =>
                i == 1 && frame == 4 && column == "confidence" ? "0.1" : null));
        }

        var options = new PrepareOptions { Frames = null, Workers = 1, Tracking = TrackingFiles.Find(folder["data"]) };
        ClipPreparer.Prepare(ClipIndex.Scan(folder["data"]), folder["store"], options);
        return ClipStore.Open(folder["store"]);
    }
}
