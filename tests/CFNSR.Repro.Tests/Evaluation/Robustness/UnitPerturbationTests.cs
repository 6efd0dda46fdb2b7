using CFNSR.Repro.Data;
using CFNSR.Repro.Evaluation.Robustness;
using CFNSR.Repro.Features.Tracking;

namespace CFNSR.Repro.Tests.Evaluation.Robustness;

public class UnitPerturbationTests
{
    private const int Points = 78;

    /// <summary>Unit u at point t has the value u + t / 100.</summary>
    private static readonly float[] Units = [.. Enumerable.Range(0, ActionUnits.Count * Points).Select(i => (i / Points) + (i % Points / 100f))];

    private static readonly double[] Range = [.. Enumerable.Range(0, ActionUnits.Count).Select(unit => 0.5 * unit)];

    [Fact]
    public void No_jitter_changes_nothing_bit_for_bit() => Assert.Equal(Units, UnitPerturbation.Jitter(Units, Range, 0, 0, 3));

    [Fact]
    public void Jitter_is_normal_with_a_share_of_the_units_range_and_a_function_of_seed_and_clip()
    {
        var noise = Enumerable.Range(0, 100).SelectMany(clip => UnitPerturbation.Jitter(Units, Range, 0.2, 0, clip).Zip(Units, (a, b) => a - b)
            .Select((value, i) => (Unit: i / Points, Value: (double)value))).ToLookup(pair => pair.Unit, pair => pair.Value);
        Assert.All(noise[0], value => Assert.Equal(0, value)); // a unit that never moves
        foreach (int unit in new[] { 1, 10, 34 })
        {
            Assert.Equal(0, noise[unit].Average(), 0.02 * Range[unit]);
            Assert.Equal(0.2 * Range[unit], Math.Sqrt(noise[unit].Average(value => value * value)), 0.01 * Range[unit]);
        }

        Assert.Equal(UnitPerturbation.Jitter(Units, Range, 0.2, 1, 5), UnitPerturbation.Jitter(Units, Range, 0.2, 1, 5));
        Assert.NotEqual(UnitPerturbation.Jitter(Units, Range, 0.2, 1, 5), UnitPerturbation.Jitter(Units, Range, 0.2, 1, 6));
        Assert.NotEqual(UnitPerturbation.Jitter(Units, Range, 0.2, 1, 5), UnitPerturbation.Jitter(Units, Range, 0.2, 2, 5));
    }

    [Fact]
    public void A_share_of_the_frames_is_lost_never_all_and_a_higher_share_loses_more_of_the_same()
    {
        bool[] before = new bool[20];
        foreach (var (share, lost) in new[] { (0.0, 0), (0.25, 5), (0.5, 10), (0.95, 19), (1, 19) })
        {
            bool[] now = UnitPerturbation.Lost(share, 0, 7, 20);
            Assert.Equal(lost, now.Count(gone => gone));
            Assert.All(before.Zip(now), pair => Assert.True(pair.Second || !pair.First));
            before = now;
        }

        Assert.NotEqual(UnitPerturbation.Lost(0.5, 0, 7, 20), UnitPerturbation.Lost(0.5, 0, 8, 20));
        Assert.Equal([false], UnitPerturbation.Lost(1, 0, 7, 1));
    }

    [Fact]
    public void The_nearest_point_stands_in_for_a_lost_one()
    {
        float[] two = [.. Enumerable.Range(0, 6).Select(i => (float)i), .. Enumerable.Range(0, 6).Select(i => 10f * i)];
        bool[] lost = [true, false, true, true, false, true];
        Assert.Equal([1, 1, 1, 4, 4, 4, 10, 10, 10, 40, 40, 40], UnitPerturbation.Nearest(two, lost));
        Assert.Equal(two, UnitPerturbation.Nearest(two, new bool[6]));
        Assert.Equal([0, 0, 2], UnitPerturbation.Nearest([0, 1, 2], [false, true, false])); // equally near: the earlier
    }

    [Fact]
    public void Late_units_are_moved_and_the_ends_stand()
    {
        Assert.Equal(Units, UnitPerturbation.Late(Units, 0));
        float[] late = UnitPerturbation.Late(Units, 2.5), early = UnitPerturbation.Late(Units, -1);
        Assert.Equal([0, 0, 0, 0.005f, 0.015f], late[..5].Select(value => MathF.Round(value, 6)));
        Assert.Equal([4, 4, 4, 4.005f], late[(4 * Points)..((4 * Points) + 4)].Select(value => MathF.Round(value, 6)));
        Assert.Equal([0.01f, 0.02f], early[..2].Select(value => MathF.Round(value, 6)));
        Assert.Equal([0.77f, 0.77f], early[(Points - 2)..Points].Select(value => MathF.Round(value, 6)));
    }

    [Fact]
    public void A_missing_unit_is_the_folds_mean_in_both_of_its_columns()
    {
        double[] mean = [.. Enumerable.Range(0, ActionUnits.Count).Select(unit => 100.0 + unit)];
        float[] rest = UnitPerturbation.Without(Units, mean, [12]);
        for (int i = 0; i < rest.Length; i++)
        {
            bool gone = ActionUnits.Columns[i / Points] is "AU12_r" or "AU12_c";
            Assert.Equal(gone ? (float)mean[i / Points] : Units[i], rest[i]);
        }
    }

    [Fact]
    public void The_three_parts_of_the_face_hold_every_unit_once()
    {
        using var folder = new TemporaryFolder();
        using var store = ClipStore.Open(Training.TinyStore.Make(folder["store"], units: true));
        int[] all = [.. Enumerable.Range(0, store.Count)];
        var units = new ClipUnits(store, StoreArray.Units, new FoldClips(all[16..], [], all[..16]));
        var gone = new[] { PerturbationKinds.MissingBrowsEyes, PerturbationKinds.MissingNoseCheeks, PerturbationKinds.MissingMouth }
            .Select(kind => units.Units(new Perturbation(kind, 1), 0)[3].Index().Where(u => u.Item != units.Clean(3)[u.Index]).Select(u => u.Index).ToArray())
            .ToArray();
        Assert.Equal([12, 4, 19], gone.Select(part => part.Length)); // two columns a unit; AU28 has one
        Assert.Equal(Enumerable.Range(0, 35), gone.SelectMany(part => part).Order());

        // the training fold alone decides what stands in
        double mean = all[16..].Average(clip => (double)store.Features(StoreArray.Units, clip)[8]);
        Assert.Equal("AU12_r", ActionUnits.Columns[8]);
        Assert.Equal((float)mean, units.Units(new Perturbation(PerturbationKinds.MissingUnit, 12), 0)[3][8], 1e-6f);
        Assert.Equal(
            all[16..].Max(clip => store.Features(StoreArray.Units, clip)[8]) - all[16..].Min(clip => store.Features(StoreArray.Units, clip)[8]),
            units.Range[8], 1e-6);
    }
}
