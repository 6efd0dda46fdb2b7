using System.Globalization;
using CFNSR.Repro.Data;
using CFNSR.Repro.Features;
using CFNSR.Repro.Features.Tracking;
using CFNSR.Repro.Models;
using CFNSR.Repro.Models.Fusion;
using Plotly.NET;
using static TorchSharp.torch;
using Chart = Plotly.NET.CSharp.Chart;

namespace CFNSR.Repro.Figures;

/// <summary>A map of attention weights (equation 1): which key each query looks at. Every row sums to 1.</summary>
public static class AttentionFigure
{
    /// <summary>A heat map, queries downwards, keys to the right.</summary>
    /// <param name="weights">(queries, keys), each row a distribution.</param>
    /// <param name="queries">What the queries are, e.g. "video location".</param>
    /// <param name="keys">What the keys are, e.g. "audio step".</param>
    public static GenericChart Create(float[,] weights, string queries = "query", string keys = "key") =>
        Chart.Heatmap<double, string, string, string>(
            zData: Enumerable.Range(0, weights.GetLength(0)).Select(q => Enumerable.Range(0, weights.GetLength(1)).Select(k => Math.Round(weights[q, k], 5)).ToArray()).ToArray(),
            X: Numbers(weights.GetLength(1)), Y: Numbers(weights.GetLength(0)), ColorScale: Palette.Blues, ReverseYAxis: true)
        .Styled("Attention weights", keys, queries, 640, 560);

    /// <summary>The same from a tensor.</summary>
    /// <param name="weights">(queries, keys), each row a distribution; on any device.</param>
    /// <param name="queries">What the queries are.</param>
    /// <param name="keys">What the keys are.</param>
    public static GenericChart Create(Tensor weights, string queries = "query", string keys = "key") => Create(Values(weights), queries, keys);

    /// <summary>The figure in words.</summary>
    /// <param name="weights">(queries, keys).</param>
    /// <param name="queries">What the queries are.</param>
    /// <param name="keys">What the keys are.</param>
    public static string Describe(float[,] weights, string queries = "query", string keys = "key")
    {
        float top = weights.Cast<float>().DefaultIfEmpty().Max();
        return string.Create(CultureInfo.InvariantCulture,
            $"Heat map of attention weights: {weights.GetLength(0)} × {queries} by {weights.GetLength(1)} × {keys}; the largest weight is {top:F3}, an even spread would give {1.0 / Math.Max(1, weights.GetLength(1)):F3}.");
    }

    /// <summary>The figure in words.</summary>
    /// <param name="weights">(queries, keys).</param>
    /// <param name="queries">What the queries are.</param>
    /// <param name="keys">What the keys are.</param>
    public static string Describe(Tensor weights, string queries = "query", string keys = "key") => Describe(Values(weights), queries, keys);

    /// <summary>
    /// Weights between what is seen and what is heard: video tokens downwards, the sound's tokens over seconds, the clip's wave below.
    /// </summary>
    /// <param name="weights">One direction of <see cref="AttentionMaps"/> as (queries, keys), such as the mean over the heads.</param>
    /// <param name="video">What the video tokens are: units by name, moments by time.</param>
    /// <param name="soundReads">
    /// True for <see cref="AttentionMaps.VideoToAudio"/>, which unit each moment of sound reads: columns sum to 1. False for
    /// <see cref="AttentionMaps.AudioToVideo"/>, which moment each unit reads: rows sum to 1.
    /// </param>
    /// <param name="sound">The whole sound of the clip; the network hears the paper's excerpt of it.</param>
    /// <exception cref="KitException">The weights have another number of video tokens.</exception>
    public static GenericChart OverSound(Tensor weights, VideoInput video, bool soundReads, AudioSignal sound)
    {
        var (rows, times, map) = OnClock(weights, video, soundReads);
        int[] upwards = [.. Enumerable.Range(0, rows.Length).Reverse()]; // plotly counts categories from below
        return Chart.Heatmap<double, double, string, string>(
            zData: upwards.Select(r => times.Select((_, t) => Math.Round(map[r, t], 5)).ToArray()).ToArray(),
            X: times.Select(t => Math.Round(t, 4)).ToArray(), Y: upwards.Select(r => rows[r]).ToArray(), ColorScale: Palette.Blues)
        .Above(SoundFigure.Wave(sound.Samples, sound.SampleRate), "sound", 0.15)
        .Styled(soundReads ? "What each moment of sound reads" : "Which moment of sound is read", "time (s)", "",
            760, 200 + (18 * rows.Length)); // room for every name
    }

    /// <summary>The figure of <see cref="OverSound"/> in words.</summary>
    /// <param name="weights">(queries, keys).</param>
    /// <param name="video">What the video tokens are.</param>
    /// <param name="soundReads">Which direction.</param>
    /// <exception cref="KitException">The weights have another number of video tokens.</exception>
    public static string DescribeOverSound(Tensor weights, VideoInput video, bool soundReads)
    {
        var (rows, times, map) = OnClock(weights, video, soundReads);
        var (r, t) = Enumerable.Range(0, rows.Length).SelectMany(r => times.Select((_, t) => (r, t))).MaxBy(at => map[at.r, at.t]);
        return string.Create(CultureInfo.InvariantCulture,
            $"Heat map of attention weights over the sound wave, {(soundReads ? "sound reads face" : "face reads sound")}: " +
            $"{rows.Length} rows by {times.Length} moments from {times[0]:F2} to {times[^1]:F2} s; " +
            $"the largest weight is {map[r, t]:F3}, of {rows[r]} and {times[t]:F2} s, " +
            $"an even spread would give {1.0 / (soundReads ? rows.Length : times.Length):F3}.");
    }

    /// <summary>Names of the video tokens, times of the sound's, and the weights as (video, sound).</summary>
    private static (string[] Rows, double[] Times, float[,] Map) OnClock(Tensor weights, VideoInput video, bool soundReads)
    {
        float[,] map = Values(soundReads ? weights.t() : weights);
        int rows = map.GetLength(0), steps = map.GetLength(1);
        double[] times = TrackingFeatures.TokenTimes(MfccOptions.Paper, steps);
        string[] names = video switch
        {
            VideoInput.UnitTokens => [.. ActionUnits.All.Select(unit => unit.Label)],
            VideoInput.UnitSequence => [.. times.Select(time => FormattableString.Invariant($"face at {time:F2} s"))],
            VideoInput.UnitMlp => ["all units"],
            _ => Numbers(rows),
        };
        string what = FormattableString.Invariant($"the weights have {rows} video tokens");
        return names.Length == rows ? (names, times, map) : throw new KitException(what, expected: $"{names.Length} of {video}");
    }

    private static float[,] Values(Tensor weights)
    {
        using var plain = weights.detach().cpu().contiguous();
        using var values = plain.data<float>();
        return (float[,])values.ToNDArray();
    }

    private static string[] Numbers(int n) => [.. Enumerable.Range(0, n).Select(i => i.ToString(CultureInfo.InvariantCulture))];
}
