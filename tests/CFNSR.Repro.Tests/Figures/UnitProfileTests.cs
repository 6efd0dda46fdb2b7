using System.Text.Json.Nodes;
using CFNSR.Repro.Data;
using CFNSR.Repro.Features.Tracking;
using CFNSR.Repro.Figures;
using Plotly.NET;

namespace CFNSR.Repro.Tests.Figures;

public class UnitProfileTests
{
    /// <summary>AU12 is 1 and 3 in happy clips, 0 in two sad ones; AU45 is 2 in all.</summary>
    internal static UnitProfile Sample() => UnitProfile.Of(
        [(Emotion.Sad, Units(0)), (Emotion.Happy, Units(1)), (Emotion.Happy, Units(3)), (Emotion.Sad, Units(0))]);

    private static float[] Units(float smile)
    {
        var units = new float[ActionUnits.Count];
        (units[8], units[16]) = (smile, 2);
        return units;
    }

    [Fact]
    public void Emotions_with_clips_have_means_and_deviations_over_all_clips()
    {
        UnitProfile profile = Sample();
        Assert.Equal([Emotion.Happy, Emotion.Sad], profile.Shown);
        Assert.Equal((2.0, 0.0), (profile.Means[0, 8], profile.Means[1, 8]));
        double spread = Math.Sqrt(1.5); // of 0, 0, 1, 3 around 1
        Assert.Equal(1 / spread, profile.Deviations[0, 8], 1e-9);
        Assert.Equal(-1 / spread, profile.Deviations[1, 8], 1e-9);
        Assert.Equal((2.0, 0.0), (profile.Means[0, 16], profile.Deviations[0, 16]));
        FigureTable table = profile.ToTable();
        Assert.Equal(["unit", "Happy", "Sad"], table.Head);
        Assert.Equal(["AU12 lip corner puller", "2.00", "0.00"], table.Rows[8]);
        Assert.Equal(35, table.Rows.Count);
    }

    [Fact]
    public void The_figure_is_white_in_the_middle_and_names_the_furthest_unit_of_each_emotion()
    {
        JsonNode trace = JsonNode.Parse(GenericChart.toFigureJson(UnitProfileFigure.Create(Sample())))!["data"]![0]!;
        Assert.Equal(["Happy", "Sad"], trace["x"]!.AsArray().Select(name => (string?)name));
        Assert.Equal("AU12 lip corner puller", (string?)trace["y"]![35 - 1 - 8]);
        Assert.Equal([0.816, -0.816], trace["z"]![35 - 1 - 8]!.AsArray().Select(v => (double)v!));
        Assert.Equal(0, (double)trace["zmid"]!);
        Assert.EndsWith("Happy AU12 lip corner puller +0.82; Sad AU12 lip corner puller -0.82.",
            UnitProfileFigure.Describe(Sample()), StringComparison.Ordinal);
    }
}
