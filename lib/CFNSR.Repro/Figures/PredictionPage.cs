using CFNSR.Repro.Data;
using CFNSR.Repro.Evaluation.SingleClips;
using CFNSR.Repro.Features;
using CFNSR.Repro.Features.Tracking;
using Plotly.NET;
using static TorchSharp.torch;
using Chart = Plotly.NET.CSharp.Chart;

namespace CFNSR.Repro.Figures;

/// <summary>
/// One clip and what a run says about it, as one HTML file that needs nothing else: probabilities, sound, face, attention.
/// </summary>
public static class PredictionPage
{
    /// <summary>Writes the page in one piece.</summary>
    /// <param name="prediction">What to show.</param>
    /// <param name="file">The HTML file; folders are made.</param>
    /// <exception cref="KitException">The file cannot be written.</exception>
    public static void Write(ClipPrediction prediction, string file) => AtomicFile.WriteText(file, Html(prediction));

    /// <summary>The page as text.</summary>
    /// <param name="prediction">What to show.</param>
    public static string Html(ClipPrediction prediction) => Report.Page(prediction.Clip, HtmlText.Of($"""
        <header>
        <h1>{prediction.Clip}</h1>
        <p><strong>{prediction.Predicted}</strong> with probability {prediction.Probabilities[(int)prediction.Predicted]:F3},
        says {prediction.System} (epoch {prediction.Epoch}).{Known(prediction)}</p>
        </header>
        <main>
        {Probabilities(prediction)}{Sound(prediction.Input)}{Face(prediction.Input)}
        {HtmlText.Join(prediction.Attention.Select(map => Attention(prediction.Input, map)))}
        </main>
        <footer>Made by CFNSR.Repro. This file needs no network.</footer>

        """)).Text;

    /// <summary>The probabilities as columns.</summary>
    /// <param name="prediction">What to show.</param>
    public static GenericChart Columns(ClipPrediction prediction) => Chart.Column<double, string, string>(
        values: prediction.Probabilities.Select(p => Math.Round(p, 6)).ToArray(), Keys: Emotions.Names.ToArray(), Name: "probability",
        MultiText: prediction.Probabilities.Select(p => FormattableString.Invariant($"{p:F3}")).ToArray(),
        TextPosition: StyleParam.TextPosition.Outside, MarkerColor: Palette.Colour(Palette.Blue))
        .Styled("Probabilities", "emotion", "probability").RangeY(0, 1.08);

    private static string Known(ClipPrediction prediction) =>
        (prediction.Shown is { } shown ? $" The file's name says {shown}." : "") +
        (prediction.SeenActor ? " The run trained or validated on this actor, so the answer says nothing about strangers." : "");

    private static HtmlText Probabilities(ClipPrediction prediction) => ChartHtml.Figure(
        "probabilities", Columns(prediction), new HtmlText("Probability of each emotion."),
        string.Join(", ", Emotions.Names.Select((name, i) =>
            FormattableString.Invariant($"{name} {prediction.Probabilities[i]:F3}"))));

    private static HtmlText Sound(ClipInput input) => input.Sound is not { } sound ? HtmlText.Empty : ChartHtml.Figure(
        "sound", SoundFigure.Wave(sound.Samples, sound.SampleRate),
        HtmlText.Of($"What the network hears: {sound.Seconds:F2} s of the sound."),
        FormattableString.Invariant($"Wave of {sound.Seconds:F2} s of sound."));

    private static HtmlText Face(ClipInput input)
    {
        if (input.Frames is { } frames)
        {
            return HtmlText.Of($"""
                <figure><img class="strip" src="{FrameStrip.DataUri([.. frames], input.Shape.T, input.Shape.H, input.Shape.W)}"
                alt="{input.Shape.T} frames of the clip, in order of time, row by row">
                <figcaption>What the network sees: {input.Shape.T} frames.</figcaption></figure>

                """);
        }

        if (input.Units is not { } units) return HtmlText.Empty;
        int points = units.Count / ActionUnits.Count;
        string over = points == 1 ? ", each its mean over the clip" : " over time";
        var means = units.Chunk(points).Select((values, i) =>
            FormattableString.Invariant($"{ActionUnits.Columns[i]} {values.Average():F2}"));
        return ChartHtml.Figure("units", points == 1 ? Means(units) : OverTime(units, points),
            HtmlText.Of($"What the network sees: {ActionUnits.Count} action units{over}; intensities from 0 to 5, presences from 0 to 1."),
            string.Join(", ", means), points == 1 ? "tall" : "wide");
    }

    private static GenericChart Means(IReadOnlyList<float> units) => Chart.Column<double, string, string>(
        values: units.Select(value => Math.Round(value, 4)).ToArray(), Keys: ActionUnits.All.Select(unit => unit.Label).ToArray(),
        Name: "mean", MarkerColor: Palette.Colour(Palette.Green)).Styled("Action units", "", "mean");

    private static GenericChart OverTime(IReadOnlyList<float> units, int points)
    {
        var rows = new float[ActionUnits.Count, points];
        for (int i = 0; i < units.Count; i++) rows[i / points, i % points] = units[i];
        return SoundFigure.Bands(rows, TrackingFeatures.Clock(MfccOptions.Paper).Step, "Action units", "action unit");
    }

    private static HtmlText Attention(ClipInput input, AttentionMap map)
    {
        using var scope = NewDisposeScope();
        Tensor weights = stack(map.Weights.Select(row => tensor(row))); // (queries, keys)
        string id = FormattableString.Invariant($"attention-{map.Block}-{Report.Anchor(map.Queries)}");
        var caption = HtmlText.Of($"Block {map.Block}: which {map.Keys} each {map.Queries} reads, the mean over the heads.");
        return input.WholeSound is { } sound
            ? ChartHtml.Figure(id, AttentionFigure.OverSound(weights, map.Video, map.SoundReads, sound), caption,
                AttentionFigure.DescribeOverSound(weights, map.Video, map.SoundReads), "tall")
            : ChartHtml.Figure(id, AttentionFigure.Create(weights, map.Queries, map.Keys), caption,
                AttentionFigure.Describe(weights, map.Queries, map.Keys), "square");
    }
}
