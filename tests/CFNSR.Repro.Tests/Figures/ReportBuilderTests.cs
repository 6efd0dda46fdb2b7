using CFNSR.Repro.Data;
using CFNSR.Repro.Figures;
using CFNSR.Repro.Tests.Training;
using CFNSR.Repro.Training;

namespace CFNSR.Repro.Tests.Figures;

public sealed class ReportBuilderTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void A_store_with_tracking_shows_units_and_is_real_even_beside_avatars()
    {
        string store = TinyStore.Make(folder["store"], units: true, actors: 4);
        folder.Write(Path.Combine("store", "avatars.json"), "{}");
        using (ClipStore open = ClipStore.Open(store)) Assert.Equal("32 clips of RAVDESS, sound and face tracking", open.Words);
        Folds.Train(TinyStore.Audio(store) with { Epochs = 1 }, folder["runs"], [1], [0]);
        ReportData data = ReportBuilder.Build(folder["runs"], store, "");
        Assert.Equal((false, "Here: 32 clips of 4 actors of RAVDESS, sound and face tracking."), (data.SyntheticPicture, data.DataSet));
        Assert.DoesNotContain(data.Deviations, deviation => deviation.What == "clips");
        float[,] face = data.Clip!.Face!.Units; // of the first clip, as there is no strong happy one
        using ClipStore units = ClipStore.Open(store);
        double[] unit = [.. Enumerable.Range(0, units.Count).Select(clip => (double)units.Features(StoreArray.Units, clip)[5])];
        double own = unit.Where((_, clip) => units.Names[clip].Label == 5).Average(), mean = unit.Average();
        float[] course = units.Features(StoreArray.UnitFrames, 0).ToArray(); // (35, 78)
        Assert.Equal(new[] { course[0], course[78], course[77] }, new[] { face[0, 0], face[0, 1], face[77, 0] });
        Assert.Equal(own, data.Units!.Means[5, 5], 1e-6);
        Assert.Equal((own - mean) / Math.Sqrt(unit.Average(value => (value - mean) * (value - mean))), data.Units.Deviations[5, 5], 1e-5);
    }

    [Fact]
    public void A_store_of_sound_shows_none()
    {
        string store = TinyStore.Make(folder["store"], actors: 4);
        Folds.Train(TinyStore.Audio(store) with { Epochs = 1 }, folder["runs"], [1], [0]);
        ReportData data = ReportBuilder.Build(folder["runs"], store, "");
        Assert.Equal((null, null, "Here: 32 clips of 4 actors of RAVDESS."), (data.Units, data.Clip!.Face, data.DataSet));
    }
}
