using CFNSR.Repro.Data;
using CFNSR.Repro.Features;

namespace CFNSR.Repro.Tests.Features;

public class SpecAugmentTests
{
    private const int Bands = 16, Frames = 30;

    [Fact]
    public void Two_masks_each_way_no_wider_than_asked_and_nothing_else_changes()
    {
        var transform = SpecAugment.Create(5, new SpecAugmentOptions { TimeMask = 6, MelMask = 3 }, Plain());
        float[] ones = [.. Enumerable.Repeat(1f, Bands * Frames)], output = new float[Bands * Frames];
        int most = 0, mostFrames = 0;
        for (int clip = 0; clip < 500; clip++)
        {
            transform(ones, 1, clip, output);
            Assert.All(output, value => Assert.True(value is 0 or 1));
            int[] bands = [.. Enumerable.Range(0, Bands).Where(b => output.AsSpan(b * Frames, Frames).IndexOf(1f) < 0)];
            int[] frames = [.. Enumerable.Range(0, Frames).Where(t => Enumerable.Range(0, Bands).All(b => output[(b * Frames) + t] == 0))];
            Assert.InRange(bands.Length, 0, 6);
            Assert.InRange(frames.Length, 0, 12);
            Assert.InRange(Pieces(bands), 0, 2);
            Assert.InRange(Pieces(frames), 0, 2);
            for (int i = 0; i < output.Length; i++) Assert.Equal(output[i] == 0, bands.Contains(i / Frames) || frames.Contains(i % Frames));
            (most, mostFrames) = (Math.Max(most, bands.Length), Math.Max(mostFrames, frames.Length));
        }

        Assert.Equal((6, 12), (most, mostFrames)); // the widest do occur
    }

    [Fact]
    public void Every_width_and_every_place_that_fits_is_drawn_about_equally_often()
    {
        var random = KeyedRandom.For(0, 0, 0, "test");
        int[] widths = new int[5];
        var places = new HashSet<(int, int)>();
        for (int i = 0; i < 20000; i++)
        {
            var (start, width) = SpecAugment.Draw(ref random, 10, 4);
            Assert.InRange(start, 0, 10 - width);
            widths[width]++;
            places.Add((start, width));
        }

        Assert.All(widths, count => Assert.InRange(count, 3800, 4200));
        Assert.Equal(11 + 10 + 9 + 8 + 7, places.Count);
        Assert.Equal((0, 3), Enumerable.Range(0, 1000).Select(_ => SpecAugment.Draw(ref random, 3, 50)).MaxBy(mask => mask.Width)); // never beyond the clip
    }

    [Fact]
    public void It_depends_on_seed_epoch_and_clip_and_on_nothing_else()
    {
        var options = new SpecAugmentOptions { TimeMask = 10, MelMask = 5, TimeShift = 4, MelShift = 2 };
        var (transform, same, other) = (SpecAugment.Create(5, options, Plain()), SpecAugment.Create(5, options, Plain()), SpecAugment.Create(6, options, Plain()));
        float[] input = Numbered();
        float[] Of(FeatureTransform t, int epoch, int clip)
        {
            float[] output = new float[input.Length];
            t(input, epoch, clip, output);
            return output;
        }

        float[] expected = Of(transform, 3, 7);
        Of(transform, 9, 9);
        Assert.Equal(expected, Of(transform, 3, 7));
        Assert.Equal(expected, Of(same, 3, 7));
        Assert.NotEqual(expected, Of(other, 3, 7));
        Assert.NotEqual(expected, Of(transform, 4, 7));
        Assert.NotEqual(expected, Of(transform, 3, 8));
        Assert.Equal(Numbered(), input);
    }

    [Fact]
    public void Shifts_go_round_in_time_and_repeat_the_edge_in_frequency()
    {
        float[] from = [1, 2, 3, 4, 5, 6, 7, 8, 9], to = new float[9]; // (3, 3)
        SpecAugment.Shift(from, 3, 3, 1, 0, to);
        Assert.Equal([1f, 2, 3, 1, 2, 3, 4, 5, 6], to);
        SpecAugment.Shift(from, 3, 3, -2, 1, to);
        Assert.Equal([9f, 7, 8, 9, 7, 8, 9, 7, 8], to);
        SpecAugment.Shift(from, 3, 3, 0, -4, to);
        Assert.Equal([2f, 3, 1, 5, 6, 4, 8, 9, 7], to);
    }

    [Fact]
    public void A_band_is_standardised_with_the_numbers_of_where_it_came_to()
    {
        using var folder = new TemporaryFolder();
        var standardizer = Standardizer.Load(folder.Write("s.json", """{"mode":"TrainFold","array":"logmel","coefficients":3,"mean":[10,20,30],"deviation":[1,2,4]}"""));
        var transform = SpecAugment.Create(0, new SpecAugmentOptions { MelShift = 1 }, standardizer);
        float[] input = [12, 24, 38], output = new float[3]; // (3, 1)
        var seen = new HashSet<string>();
        for (int clip = 0; clip < 60; clip++)
        {
            transform(input, 1, clip, output);
            seen.Add(string.Join(' ', output));
        }

        // moved down, left alone, moved up
        Assert.Equal(["14 9 2", "2 -4 -1.5", "2 2 2"], seen.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Without_any_part_it_only_standardises()
    {
        Assert.True(new SpecAugmentOptions().IsOff);
        Assert.False(new SpecAugmentOptions { MelShift = 1 }.IsOff);
        float[] output = new float[Bands * Frames];
        SpecAugment.Create(0, new SpecAugmentOptions(), Plain())(Numbered(), 1, 1, output);
        Assert.Equal(Numbered(), output);
    }

    private static float[] Numbered() => [.. Enumerable.Range(1, Bands * Frames).Select(i => (float)i)];

    private static int Pieces(int[] sorted) => sorted.Where((value, i) => i == 0 || value != sorted[i - 1] + 1).Count();

    private static Standardizer Plain()
    {
        using var folder = new TemporaryFolder();
        return Standardizer.Load(folder.Write("s.json", $$"""{"mode":"None","array":"logmel","coefficients":{{Bands}},"mean":[],"deviation":[]}"""));
    }
}
