using CFNSR.Repro.Features;

namespace CFNSR.Repro.Tests.Features;

public class MelFiltersTests
{
    [Theory]
    [InlineData(44100)]
    [InlineData(48000)]
    public void The_filters_are_the_golden_ones(int rate)
    {
        var golden = new float[128, 1025];
        double[] index = GoldenArray.Read(TestData.Golden("audio", $"mel_{rate}_index.npy")).Values;
        float[] value = GoldenArray.Read(TestData.Golden("audio", $"mel_{rate}_value.npy")).Floats;
        for (int i = 0; i < index.Length; i++) golden[(int)index[i] / 1025, (int)index[i] % 1025] = value[i];
        Compare(golden, MelFilters.Slaney(rate, 2048, 128));
    }

    [Theory]
    [InlineData(44100)]
    [InlineData(48000)]
    public void The_filters_are_the_references(int rate)
    {
        GoldenArray file = GoldenArray.Read(TestData.Shared("golden", $"mel_filters_{rate}.npy"));
        Assert.Equal([128, 1025], file.Shape);
        var golden = new float[128, 1025];
        for (int i = 0; i < file.Values.Length; i++) golden[i / 1025, i % 1025] = (float)file.Values[i];
        Compare(golden, MelFilters.Slaney(rate, 2048, 128));
    }

    [Fact]
    public void The_scale_is_linear_below_1_kHz_and_logarithmic_above()
    {
        Assert.Equal(7.5, MelFilters.ToMel(500), 1e-12);
        Assert.Equal(15, MelFilters.ToMel(1000), 1e-12);
        Assert.Equal(42, MelFilters.ToMel(6400), 1e-12);
        Assert.Equal(59.992475, MelFilters.ToMel(22050), 1e-6);
        double[] edges = [.. Enumerable.Range(0, 130).Select(i => MelFilters.ToHertz(MelFilters.ToMel(22050) * i / 129))];
        Assert.Equal([0, 31.00386, 62.00773, 93.01159], edges[..4].Select(f => Math.Round(f, 5)));
        Assert.Equal([20684.104, 21356.135, 22050], edges[^3..].Select(f => Math.Round(f, 3)));
    }

    [Fact]
    public void The_first_and_last_filter_are_those_of_the_definition()
    {
        float[,] filters = MelFilters.Slaney(44100, 2048, 128);
        Assert.Equal((0, 0.0224015, 0.0197051, 0), (filters[0, 0], Math.Round(filters[0, 1], 7), Math.Round(filters[0, 2], 7), filters[0, 3]));
        Assert.Equal(63, Enumerable.Range(0, 1025).Count(k => filters[127, k] > 1e-9f));
        Assert.Equal(0.0321513, filters.Cast<float>().Max(), 1e-7);
        for (int m = 0; m < 128; m++) Assert.Contains(Enumerable.Range(0, 1025), k => filters[m, k] > 0);
    }

    private static void Compare(float[,] expected, float[,] actual)
    {
        Assert.Equal((expected.GetLength(0), expected.GetLength(1)), (actual.GetLength(0), actual.GetLength(1)));
        double worst = 0;
        for (int m = 0; m < expected.GetLength(0); m++)
        {
            for (int k = 0; k < expected.GetLength(1); k++) worst = Math.Max(worst, Math.Abs(expected[m, k] - actual[m, k]));
        }
        Assert.InRange(worst, 0, 1e-8);
    }
}
