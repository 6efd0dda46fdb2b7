using System.Text.Json.Nodes;
using CFNSR.Repro.Features.Tracking;
using CFNSR.Repro.Figures;
using Plotly.NET;

namespace CFNSR.Repro.Tests.Figures;

public class UnitFigureTests
{
    private static JsonNode Json(GenericChart chart) => JsonNode.Parse(GenericChart.toFigureJson(chart))!;

    private static double[] Numbers(JsonNode? array) => [.. array!.AsArray().Select(v => (double)v!)];

    /// <summary>A face whose AU12 rises from 0 to 5 and whose AU12 is present from the second frame on.</summary>
    internal static FaceTracking Face(int frames = 3)
    {
        var units = new float[frames, ActionUnits.Count];
        for (int t = 0; t < frames; t++) (units[t, 8], units[t, 25]) = (5f * t / Math.Max(1, frames - 1), t > 0 ? 1 : 0);
        return new FaceTracking("a", [.. Enumerable.Range(0, frames).Select(t => t / 2.0)], [.. Enumerable.Repeat(1f, frames)], units);
    }

    [Fact]
    public void Units_are_shares_of_their_range_above_the_MFCC_on_one_clock()
    {
        JsonNode figure = Json(UnitFigure.Create(Face(), SampleReport.Mfcc()));
        JsonNode units = figure["data"]![0]!, mfcc = figure["data"]![1]!;
        Assert.Equal("AU12 lip corner puller", (string?)units["y"]![35 - 1 - 8]);
        Assert.Equal([0, 0.5, 1], Numbers(units["z"]![35 - 1 - 8]));
        Assert.Equal([0, 1, 1], Numbers(units["z"]![35 - 1 - 25]));
        Assert.Equal([0, 0.5, 1], Numbers(units["x"]));
        Assert.Equal(("y2", 13), ((string?)mfcc["yaxis"], mfcc["z"]!.AsArray().Count));
        Assert.Equal(0.5, Numbers(mfcc["x"])[0]);
        Assert.Equal(0.5 + (211 * 512 / 44100.0), Numbers(mfcc["x"])[211], 1e-4);
        Assert.False((bool)mfcc["showscale"]!);
        Assert.Equal(
            "Heat map of the face of clip 01-x: 35 action units, 3 points in time; " +
            "strongest on average (0 to 5): AU12 lip corner puller 2.50, AU01 inner brow raiser 0.00, AU02 outer brow raiser 0.00. Below, the 13 mel-frequency cepstral coefficients of its sound.",
            UnitFigure.Describe("01-x", Face()));
    }

    [Fact]
    public void Means_are_one_column_over_the_excerpt()
    {
        JsonNode units = Json(UnitFigure.Create(Face(1), SampleReport.Mfcc()))["data"]![0]!;
        Assert.Equal([0.5, 2.95], Numbers(units["x"]).Select(x => Math.Round(x, 9)));
        Assert.Single(units["z"]![0]!.AsArray());
        Assert.Contains("35 action units, means over the clip;", UnitFigure.Describe("01-x", Face(1)), StringComparison.Ordinal);
    }
}
