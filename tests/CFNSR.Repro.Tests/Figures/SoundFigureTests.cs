using System.Text.Json.Nodes;
using CFNSR.Repro.Features;
using CFNSR.Repro.Figures;
using Plotly.NET;

namespace CFNSR.Repro.Tests.Figures;

public class SoundFigureTests
{
    private static JsonArray Data(GenericChart chart) => JsonNode.Parse(GenericChart.toFigureJson(chart))!["data"]!.AsArray();

    private static double[] Numbers(JsonNode? array) => [.. array!.AsArray().Select(v => (double)v!)];

    [Fact]
    public void A_long_wave_keeps_its_peaks()
    {
        var samples = new float[100_000];
        (samples[70_000], samples[70_001]) = (0.9f, -0.7f);
        var trace = Data(SoundFigure.Wave(samples, 50_000))[0]!;
        Assert.Equal((0.9, -0.7), (Numbers(trace["y"]).Max(), Numbers(trace["y"]).Min()));
        Assert.Equal(1000, Numbers(trace["x"]).Length);
        Assert.Equal(1.4, Numbers(trace["x"])[Array.IndexOf(Numbers(trace["y"]), 0.9)], 1e-3);
    }

    [Fact]
    public void Many_bands_are_shown_as_means_of_neighbours()
    {
        var values = new float[300, 2];
        for (int k = 0; k < 300; k++) (values[k, 0], values[k, 1]) = (k, -k);
        var trace = Data(SoundFigure.Bands(values, 0.5, "t", top: 299))[0]!;
        Assert.Equal(100, trace["z"]!.AsArray().Count);
        Assert.Equal([1, -1], Numbers(trace["z"]![0]));
        Assert.Equal([298, -298], Numbers(trace["z"]![99]));
        Assert.Equal([0, 0.5], Numbers(trace["x"]));
        Assert.Equal([1, 4, 7], Numbers(trace["y"])[..3]);
        Assert.Throws<KitException>(() => SoundFigure.Bands(new float[0, 3], 1, "t"));
    }

    [Fact]
    public void A_filter_is_drawn_with_its_feet_on_the_ground()
    {
        var traces = Data(SoundFigure.Filters(MelFilters.Slaney(44100, 2048, 128), 44100));
        Assert.Equal(16, traces.Count);
        Assert.All(traces, trace => Assert.Equal(0, Numbers(trace!["y"])[^1]));
        Assert.True(Numbers(traces[15]!["x"])[^1] - Numbers(traces[15]!["x"])[0] > 5 * (Numbers(traces[0]!["x"])[^1] - Numbers(traces[0]!["x"])[0]));
    }
}
