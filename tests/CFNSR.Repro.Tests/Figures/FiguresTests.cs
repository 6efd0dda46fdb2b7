using System.Globalization;
using System.Text.Json.Nodes;
using CFNSR.Repro.Evaluation;
using CFNSR.Repro.Figures;
using CFNSR.Repro.Scores;
using CFNSR.Repro.Training;
using Plotly.NET;

namespace CFNSR.Repro.Tests.Figures;

public class FiguresTests
{
    private static JsonNode Json(GenericChart chart) => JsonNode.Parse(GenericChart.toFigureJson(chart))!;

    private static double[] Numbers(JsonNode? array) => [.. array!.AsArray().Select(v => (double)v!)];

    private static string[] Texts(JsonNode? array) => [.. array!.AsArray().Select(v => (string)v!)];

    private static EpochRecord Epoch(int epoch, double train, double test, double? validation = null) =>
        new(epoch, epoch, 1 - train, train, validation is null ? null : 1, validation, validation, 2 - test, test, test, 1e-3, 1);

    [Fact]
    public void Figure_2_has_a_column_an_emotion_in_the_order_of_Table_1()
    {
        int[] counts = [96, 192, 192, 192, 192, 192, 192, 191];
        var trace = Json(DistributionFigure.Create(counts))["data"]![0]!;
        Assert.Equal(["Neutral", "Calm", "Happy", "Sad", "Angry", "Fearful", "Disgust", "Surprised"], Texts(trace["x"]));
        Assert.Equal([96, 192, 192, 192, 192, 192, 192, 191], Numbers(trace["y"]));
        Assert.Equal("191", Texts(trace["text"])[7]);
        Assert.StartsWith("Column chart of 1439 clips: Neutral 96, Calm 192,", DistributionFigure.Describe(counts), StringComparison.Ordinal);
    }

    [Fact]
    public void Figure_6_marks_the_best_test_epoch_and_writes_percent()
    {
        EpochRecord[] fold = [Epoch(1, 0.5, 0.25), Epoch(2, 0.75, 0.625), Epoch(3, 1.0, 0.5)];
        var data = Json(CurvesFigure.Accuracy([fold]))["data"]!.AsArray();
        Assert.Equal(["training", "test", "best epoch on test: 2"], data.Select(t => (string?)t!["name"]));
        Assert.Equal([50, 75, 100], Numbers(data[0]!["y"]));
        Assert.Equal([25, 62.5, 50], Numbers(data[1]!["y"]));
        Assert.Equal([2], Numbers(data[2]!["x"]));
        Assert.Equal([62.5], Numbers(data[2]!["y"]));
        Assert.Equal([1.375], Numbers(Json(CurvesFigure.Loss([fold]))["data"]![2]!["y"]));
        Assert.Contains("Test accuracy is highest at epoch 2 with 62.5 % and ends at 50.0 %", CurvesFigure.Describe([fold]), StringComparison.Ordinal);
    }

    [Fact]
    public void Figure_6_of_several_folds_shows_each_and_their_mean()
    {
        EpochRecord[] one = [Epoch(1, 0.5, 0.25, 0.5), Epoch(2, 0.5, 0.5, 0.5)];
        EpochRecord[] two = [Epoch(1, 0.5, 0.75, 0.25), Epoch(2, 0.5, 0.25, 0.25), Epoch(3, 0.5, 1, 0.25)];
        var data = Json(CurvesFigure.Accuracy([one, two]))["data"]!.AsArray();
        Assert.Equal(["test, each fold", "test, fold 2", "training, mean", "validation, mean", "test, mean", "best epoch on test: 1"], data.Select(t => (string?)t!["name"]));
        Assert.Equal([50, 37.5], Numbers(data[4]!["y"]));
        Assert.Equal([37.5, 37.5], Numbers(data[3]!["y"]));
        Assert.False((bool?)data[1]!["showlegend"]);
    }

    [Fact]
    public void Figure_6_as_printed_has_both_panels()
    {
        var figure = Json(CurvesFigure.Create([SampleReport.History(1, 0.6)]));
        Assert.Equal(8, figure["data"]!.AsArray().Count);
        Assert.Equal("x2", (string?)figure["data"]![4]!["xaxis"]);
        Assert.Equal("accuracy (%)", (string?)figure["layout"]!["yaxis"]!["title"]!["text"]);
        Assert.Equal("cross-entropy (nats)", (string?)figure["layout"]!["yaxis2"]!["title"]!["text"]);
    }

    [Fact]
    public void Curves_without_epochs_are_refused()
    {
        Assert.Throws<KitException>(() => CurvesFigure.Accuracy([[]]));
        Assert.Throws<KitException>(() => CurvesFigure.Accuracy([]));
    }

    [Fact]
    public void Figure_7_counts_and_shares()
    {
        var matrix = new ConfusionMatrix(8);
        for (int i = 0; i < 3; i++) matrix.Add(0, 0);
        matrix.Add(0, 3);
        matrix.Add(3, 3);
        var counts = Json(ConfusionFigure.Counts(matrix));
        Assert.Equal([3, 0, 0, 1, 0, 0, 0, 0], Numbers(counts["data"]![0]!["z"]![0]));
        Assert.Equal("true", (string?)counts["layout"]!["yaxis"]!["title"]!["text"]);
        Assert.Equal("reversed", (string?)counts["layout"]!["yaxis"]!["autorange"]);
        string first = (string)counts["layout"]!["annotations"]![0]!["text"]!;
        Assert.Contains(">3<", first, StringComparison.Ordinal);
        Assert.Contains("#ffffff", first, StringComparison.Ordinal);
        var shares = Json(ConfusionFigure.Normalised(matrix));
        Assert.Equal([75, 0, 0, 25, 0, 0, 0, 0], Numbers(shares["data"]![0]!["z"]![0]));
        Assert.Equal([0, 0, 0, 100, 0, 0, 0, 0], Numbers(shares["data"]![0]!["z"]![3]));
        Assert.Equal([0, 0, 0, 0, 0, 0, 0, 0], Numbers(shares["data"]![0]!["z"]![5]));
        Assert.Equal(
            "Confusion matrix of 5 clips, 4 of them right. Recall: Neutral 75 %, Sad 100 %. The commonest confusion is Neutral taken for Sad (1 of 4).", ConfusionFigure.Describe(matrix));
    }

    [Fact]
    public void Table_1_numbers_the_emotions()
    {
        var table = EmotionTable.Create();
        Assert.Equal(["Neutral", "0", "01"], table.Rows[0]);
        Assert.Equal(["Surprised", "7", "08"], table.Rows[7]);
        Assert.Equal("4", EmotionTable.Create([1, 2, 3, 4, 5, 6, 7, 8]).Rows[3][3]);
    }

    [Fact]
    public void Every_fold_shows_three_scores_and_their_mean()
    {
        var runs = SampleReport.Create().Runs.Select(r => r.Result).ToArray();
        var scores = SystemScores.Of("averaging", runs);
        var table = FoldsFigure.Table(scores);
        Assert.Equal(12, table.Rows.Count);
        Assert.Equal(["fold 1", "1, 2, 3, 4", "240", "last epoch", "45"], table.Rows[0].Take(5));
        Assert.Equal(["mean ± sd", "", "", "best on the test fold", "", scores.Of(Selection.BestTest)!.ToPercent()], table.Rows[11].Take(6));
        Assert.Equal([9, 10, 11], table.Marked!);
        var data = Json(FoldsFigure.Create(scores))["data"]!.AsArray();
        Assert.Equal(["last epoch", "chosen on validation actors", "best on the test fold"], data.Select(t => (string?)t!["name"]));
        Assert.Equal(100 * runs.First(r => r.System == "averaging" && r.Fold == 2).Last.Test.Accuracy, Numbers(data[0]!["y"])[1], 0.006);

        var without = SystemScores.Of("averaging", SampleReport.Create(validation: false).Runs.Select(r => r.Result));
        Assert.Equal(2, Json(FoldsFigure.Create(without))["data"]!.AsArray().Count);
        Assert.Null(without.Of(Selection.Validation));
    }

    [Fact]
    public void The_histogram_of_drawn_folds_marks_the_published_numbers()
    {
        int[] bins = new int[50];
        (bins[25], bins[26]) = (1, 3);
        ScoreDistribution of(bool retrained, string score) => new(
            "audio", retrained, score, 4, 20, 4, 0.525, 0.02, 0.5, 0.5, 0.53, 0.54, 0.54, bins, [new PublishedShare("cfnsr-msafnet", 0.7833, 0), new PublishedShare("cfn-sr", 0.7576, 0)]);
        ScoreDistribution[] all = [of(true, "last"), of(true, "validation"), of(true, "best_test"), of(false, "last")];
        var figure = Json(HonestyFigure.Create(all));
        var data = figure["data"]!.AsArray();
        Assert.Equal(
            ["last epoch, 4 folds trained anew", "best on the test fold, 4 folds trained anew", "last epoch, 4 folds out of fold", "published: cfnsr-msafnet 78.33", "published: cfn-sr 75.76"],
            data.Select(t => (string?)t!["name"]));
        Assert.Equal((51.0, 25.0), (Numbers(data[0]!["x"])[25], Numbers(data[0]!["y"])[25]));
        Assert.Equal((53.0, 75.0), (Numbers(data[0]!["x"])[26], Numbers(data[0]!["y"])[26]));
        Assert.Equal([78.33, 78.33], Numbers(data[3]!["x"]));
        Assert.Equal([0, 82.5], Numbers(data[3]!["y"]));
        Assert.Equal([46, 83], Numbers(figure["layout"]!["xaxis"]!["range"]));
        Assert.StartsWith(
            "Histogram of the accuracy of audio over test folds of drawn actors. last epoch, 4 folds trained anew: mean 52.5 %, from 50.0 to 54.0 %, standard deviation 2.0 points.",
            HonestyFigure.Describe(all), StringComparison.Ordinal);
    }

    [Fact]
    public void Table_2_stands_beside_ours()
    {
        var rows = Comparison.Rows(SampleReport.Create().Runs.Select(r => r.Result));
        var table = ComparisonTable.Create(rows);
        var averaging = table.Rows.Single(r => r[0] == "Averaging");
        Assert.Equal(["68.82", "msaf6", "25.92M"], averaging.Skip(1).Take(3));
        Assert.Equal(rows.Single(r => r.System == "averaging").BestTest!.ToPercent(), averaging[6]);
        Assert.Equal([$"{rows.Single(r => r.System == "averaging").Pooled!.Last.Correct} of 720", "3 on msaf6 (9c1e5d0f)", "25,916,080"], averaging.Skip(7));
        Assert.Equal("–", table.Rows.Single(r => r[0] == "MCBP")[4]);
        Assert.Contains(table.Rows, r => r[0] == "audio" && r[1] == "–" && r[9] == "34,024");
        Assert.Equal(4, table.Marked!.Count);

        var figure = Json(ComparisonFigure.Create(rows));
        var bars = figure["data"]![0]!;
        Assert.Equal("h", (string?)bars["orientation"]);
        Assert.Equal("Averaging", Texts(bars["y"])[^1]);
        Assert.Equal(68.82, Numbers(bars["x"])[^1]);
        Assert.Equal(["published", "ours, last epoch", "ours, chosen on validation actors", "ours, best on the test fold"], figure["data"]!.AsArray().Select(t => (string?)t!["name"]));
        Assert.Equal(4, Texts(figure["data"]![1]!["y"]).Length);
    }

    [Fact]
    public void Mfcc_are_drawn_coefficient_by_coefficient_over_seconds()
    {
        var trace = Json(MfccFigure.Create(SampleReport.Mfcc(), scaled: false))["data"]![0]!;
        Assert.Equal(13, trace["z"]!.AsArray().Count);
        Assert.Equal(212, trace["z"]![12]!.AsArray().Count);
        Assert.Equal(-500, (double)trace["z"]![0]![0]!);
        Assert.Equal(0.0116, Numbers(trace["x"])[1]);
        Assert.Equal("c12", Texts(trace["y"])[12]);
        Assert.Throws<KitException>(() => MfccFigure.Create(new float[12]));

        var scaled = Json(MfccFigure.Create(SampleReport.Mfcc()))["data"]![0]!["z"]!.AsArray().Select(Numbers).ToArray();
        Assert.All(scaled, row => Assert.Equal(0, row.Average(), 1e-3));
        Assert.All(scaled, row => Assert.Equal(1, row.Average(v => v * v), 1e-2));
    }

    [Fact]
    public void Attention_maps_keep_queries_as_rows()
    {
        var weights = new[,] { { 0.25f, 0.75f, 0 }, { 0, 0, 1 } };
        Assert.Equal([0.25, 0.75, 0], Numbers(Json(AttentionFigure.Create(weights))["data"]![0]!["z"]![0]));
        Assert.Equal("Heat map of attention weights: 2 × query by 3 × key; the largest weight is 1.000, an even spread would give 0.333.", AttentionFigure.Describe(weights));
        using TorchSharp.torch.Tensor tensor = TorchSharp.torch.from_array(weights);
        Assert.Equal([0, 0, 1], Numbers(Json(AttentionFigure.Create(tensor))["data"]![0]!["z"]![1]));
        Assert.Equal(AttentionFigure.Describe(weights), AttentionFigure.Describe(tensor));
    }

    [Fact]
    public void Deviations_are_read_from_the_settings()
    {
        var runs = SampleReport.Create().Runs.Where(r => r.Result.System == "cfnsr-msafnet").Select(r => r.Result).ToArray();
        var classroom = Deviations.Of(Presets.Get("classroom"), runs, syntheticPicture: true, actors: 12);
        Assert.Equal("faces drawn by a program", classroom.Single(d => d.What == "clips").Here);
        Assert.Equal("12", classroom.Single(d => d.What == "actors").Here);
        Assert.Equal(("30", "8"), (classroom.Single(d => d.What == "frames").Paper, classroom.Single(d => d.What == "frames").Here));
        Assert.Equal("msaf6: 3 folds, 1 seed", classroom.Single(d => d.What == "split and runs").Here);
        Assert.DoesNotContain(classroom, d => d.What is "name" or "device" or "lr");
        Assert.DoesNotContain(classroom, d => d.Why.Length == 0 || d.Paper.Length == 0 || d.Here.Length == 0);

        var paper = Deviations.Of(Presets.Get("paper"), runs, syntheticPicture: false, actors: 24);
        Assert.Equal(["split and runs", "choice of the epoch", "starting weights"], paper.Select(d => d.What));
    }

    [Theory]
    [InlineData("tr-TR")]
    [InlineData("de-DE")]
    public void Numbers_do_not_depend_on_the_culture(string name)
    {
        var before = CultureInfo.CurrentCulture;
        string html = Report.Html(SampleReport.Create());
        try
        {
            CultureInfo.CurrentCulture = new(name);
            Assert.Equal(html, Report.Html(SampleReport.Create()));
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }
}
