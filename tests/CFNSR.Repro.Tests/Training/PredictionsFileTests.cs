using CFNSR.Repro.Training;

namespace CFNSR.Repro.Tests.Training;

public sealed class PredictionsFileTests : IDisposable
{
    private const string Angry = "last,3,03-01-05-01-01-01-01,1,angry,happy,0.1,0,0.5,0,0.4,0,0,0";
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void What_is_written_is_read_to_the_last_digit()
    {
        float[] third = [1 / 3f, 2 / 3f, 0, 0, 0, 0, 0, 1e-30f];
        SelectedEpoch last = SelectedEpoch.Of(3, [new("03-01-01-01-01-01-01", 1, 0, third), new("03-01-05-01-01-01-02", 2, 4, [0.1f, 0, 0.5f, 0, 0.4f, 0, 0, 0])]);
        string csv = PredictionsFile.ToCsv([(Selection.Last, last), (Selection.BestTest, last with { Epoch = 2 })]);
        Assert.Equal("best_test,2,03-01-05-01-01-01-02,2,angry,happy,0.1,0,0.5,0,0.4,0,0,0", csv.TrimEnd().Split('\n')[^1]);

        var read = PredictionsFile.Read(folder.Write("predictions.csv", csv));
        Assert.Equal([Selection.Last, Selection.BestTest], read.Keys);
        Assert.Equal((3, 2), (read[Selection.Last].Epoch, read[Selection.BestTest].Epoch));
        Assert.Equal(third, read[Selection.Last].Predictions[0].Probabilities);
        Assert.Equal(("03-01-05-01-01-01-02", 2, 4, 2), read[Selection.BestTest].Predictions.Select(p => (p.Clip, p.Actor, p.Label, p.Predicted)).Last());
        Assert.Equal(last.Metrics, read[Selection.Last].Metrics);
    }

    [Fact]
    public void The_confusion_counts_each_clip_once()
    {
        SelectedEpoch last = PredictionsFile.Read(Written(Angry))[Selection.Last];
        string[] lines = PredictionsFile.ToConfusionCsv([(Selection.Last, last)]).TrimEnd().Split('\n');
        Assert.Equal("score,label,neutral,calm,happy,sad,angry,fearful,disgust,surprised", lines[0]);
        Assert.Equal("last,angry,0,0,1,0,0,0,0,0", lines[5]);
    }

    [Theory]
    [InlineData("last,3,clip,1,angry,happy,0.1,0,0.5", "is not a line of predictions")]
    [InlineData("first,3,clip,1,angry,happy,0.1,0,0.5,0,0.4,0,0,0", "is not a line of predictions")]
    [InlineData("last,3,clip,1,bored,happy,0.1,0,0.5,0,0.4,0,0,0", "is not a line of predictions")]
    [InlineData("last,three,clip,1,angry,happy,0.1,0,0.5,0,0.4,0,0,0", "is not a line of predictions")]
    [InlineData("last,3,clip,1,angry,happy,NaN,0,0.5,0,0.4,0,0,0", "is not a line of predictions")]
    [InlineData("last,3,clip,99999999999,angry,happy,0.1,0,0.5,0,0.4,0,0,0", "is not a line of predictions")]
    [InlineData("last,4,clip,1,angry,happy,0.1,0,0.5,0,0.4,0,0,0", "more than one epoch for 'last'")]
    public void A_damaged_line_is_named(string line, string what)
    {
        string file = Written(Angry, line);
        KitException error = Assert.Throws<KitException>(() => PredictionsFile.Read(file));
        Assert.Contains(what, error.Message, StringComparison.Ordinal);
        Assert.Equal(file, error.File);
    }

    [Fact]
    public void Another_file_or_none_is_named()
    {
        Assert.Contains("does not start with", Assert.Throws<KitException>(() => PredictionsFile.Read(folder.Write("other.csv", "a,b\n"))).Message, StringComparison.Ordinal);
        Assert.Contains("no such file", Assert.Throws<KitException>(() => PredictionsFile.Read(folder["none.csv"])).Message, StringComparison.Ordinal);
    }

    private string Written(params string[] lines) => folder.Write("predictions.csv", PredictionsFile.Header + "\n" + string.Concat(lines.Select(line => line + "\n")));
}
