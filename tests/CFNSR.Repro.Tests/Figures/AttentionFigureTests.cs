using System.Text.Json.Nodes;
using CFNSR.Repro.Data;
using CFNSR.Repro.Features.Tracking;
using CFNSR.Repro.Figures;
using CFNSR.Repro.Models;
using Plotly.NET;
using static TorchSharp.torch;

namespace CFNSR.Repro.Tests.Figures;

public class AttentionFigureTests
{
    private static readonly AudioSignal Sound = new([.. Enumerable.Range(0, 35_000).Select(i => (float)Math.Sin(i / 50.0))], 10_000);

    private static JsonNode Json(GenericChart chart) => JsonNode.Parse(GenericChart.toFigureJson(chart))!;

    private static string[] Texts(JsonNode? array) => [.. array!.AsArray().Select(v => (string)v!)];

    private static double[] Numbers(JsonNode? array) => [.. array!.AsArray().Select(v => (double)v!)];

    /// <summary>The sound's last token reads AU12 with 0.5, everything else is even.</summary>
    private static Tensor SoundReadsUnits()
    {
        var map = new float[26, 35];
        for (int at = 0; at < map.Length; at++) map[at / 35, at % 35] = at == (25 * 35) + 8 ? 0.5f : 1 / 35f;
        return from_array(map);
    }

    [Fact]
    public void Units_stand_by_name_over_the_wave_on_one_axis_in_seconds()
    {
        using Tensor map = SoundReadsUnits();
        JsonNode figure = Json(AttentionFigure.OverSound(map, VideoInput.UnitTokens, soundReads: true, Sound));
        JsonNode heat = figure["data"]![0]!, wave = figure["data"]![1]!;
        Assert.Equal(ActionUnits.All.Select(unit => unit.Label), Texts(heat["y"]).Reverse()); // plotly counts from below
        Assert.Equal(0.5, Numbers(heat["z"]![35 - 1 - 8])[25]);
        // token t is the middle of MFCC frames 8 t + 2 to 8 t + 9, from 0.5 s on
        Assert.Equal(0.5 + (5.5 * 512 / 44100), Numbers(heat["x"])[0], 1e-4);
        Assert.Equal(0.5 + (205.5 * 512 / 44100), Numbers(heat["x"])[25], 1e-4);
        Assert.Equal(3.5, Numbers(wave["x"])[^1], 0.01);
        Assert.Equal("y2", (string?)wave["yaxis"]);
        Assert.Equal("y2", (string?)figure["layout"]!["xaxis"]!["anchor"]);
        Assert.Equal([0, 0.15], Numbers(figure["layout"]!["yaxis2"]!["domain"]));
        Assert.Equal([0.18, 1], Numbers(figure["layout"]!["yaxis"]!["domain"]));
        Assert.Equal(
            "Heat map of attention weights over the sound wave, sound reads face: 35 rows by 26 moments from 0.56 to 2.89 s; " +
            "the largest weight is 0.500, of AU12 lip corner puller and 2.89 s, an even spread would give 0.029.",
            AttentionFigure.DescribeOverSound(map, VideoInput.UnitTokens, soundReads: true));
    }

    [Fact]
    public void In_the_other_direction_the_units_are_the_queries()
    {
        using Tensor map = SoundReadsUnits(), turned = map.t();
        Assert.Equal(
            Json(AttentionFigure.OverSound(map, VideoInput.UnitTokens, soundReads: true, Sound))["data"]!.ToJsonString(),
            Json(AttentionFigure.OverSound(turned, VideoInput.UnitTokens, soundReads: false, Sound))["data"]!.ToJsonString());
        Assert.EndsWith("an even spread would give 0.038.",
            AttentionFigure.DescribeOverSound(turned, VideoInput.UnitTokens, soundReads: false), StringComparison.Ordinal);
    }

    [Fact]
    public void Rows_of_a_sequence_are_moments_and_another_number_of_rows_is_refused()
    {
        using Tensor moments = ones(26, 26), units = SoundReadsUnits();
        JsonNode figure = Json(AttentionFigure.OverSound(moments, VideoInput.UnitSequence, soundReads: false, Sound));
        string[] rows = Texts(figure["data"]![0]!["y"]);
        Assert.Equal(("face at 2.89 s", "face at 0.56 s"), (rows[0], rows[^1]));
        var error = Assert.Throws<KitException>(() => AttentionFigure.OverSound(units, VideoInput.UnitSequence, soundReads: true, Sound));
        Assert.Equal(("the weights have 35 video tokens", "26 of UnitSequence"), (error.What, error.Expected));
    }
}
