using System.Globalization;
using CFNSR.Repro.Scores;
using CFNSR.Repro.Training;

namespace CFNSR.Repro.Tests.Training;

public class RunFolderTests : IDisposable
{
    private readonly string root = Directory.CreateTempSubdirectory("cfnsr-runs-").FullName;
    private static readonly Experiment Audio = new() { Name = "audio/fold-1", System = "audio" };

    internal static readonly EpochRecord First = new(1, 60, 1.5, 1 / 3.0, null, null, null, 1.75, 0.25, 0.2, 0.001, 1.25);
    internal static readonly EpochRecord Second = new(2, 120, 1.25, 0.5, 1.1, 0.4, 0.35, 1.5, 0.375, 0.3, 0.001, 1.5);

    [Fact]
    public void Versions_count_up_and_the_settings_are_saved()
    {
        using (var first = RunFolder.Create(root, Audio, ["system=audio"], new RunInputs("data"))) Assert.EndsWith(Path.Combine("audio", "fold-1", "version_0"), first.FullPath);
        using var second = RunFolder.Create(root, Audio, ["system=audio"], new RunInputs("data"));
        Assert.EndsWith("version_1", second.FullPath);
        Assert.Equal(Audio, second.Experiment);
        Assert.Equal("system=audio\n", File.ReadAllText(Path.Combine(second.FullPath, "overrides.txt")));
        Assert.Equal([0, 1], RunFolder.Versions(root, Audio.Name).Select(v => v.Number));
        Assert.False(second.Finished);
    }

    [Fact]
    public void A_second_process_is_refused_and_a_closed_folder_is_free_again()
    {
        var first = RunFolder.Create(root, Audio, [], new RunInputs("data"));
        var error = Assert.Throws<KitException>(() => RunFolder.Open(first.FullPath));
        Assert.Contains("another process", error.Message);
        first.Dispose();
        using var again = RunFolder.Open(first.FullPath);
        Assert.Equal(first.FullPath, again.FullPath);
    }

    [Fact]
    public void A_folder_without_a_run_is_named() =>
        Assert.Equal(root, Assert.Throws<KitException>(() => RunFolder.Open(root)).File);

    [Theory]
    [InlineData("en-US")]
    [InlineData("de-DE")]
    [InlineData("tr-TR")]
    public void The_history_reads_back_and_is_written_the_same_in_every_culture(string culture)
    {
        var before = CultureInfo.CurrentCulture;
        try
        {
            CultureInfo.CurrentCulture = CultureInfo.GetCultureInfo(culture);
            using var folder = RunFolder.Create(root, Audio, [], new RunInputs("data"));
            folder.WriteHistory([First, Second, Second with { Epoch = 3 }]);
            folder.WriteHistory([First, Second]); // a resume knows two epochs: the third goes
            Assert.Equal(
                EpochRecord.CsvHeader + "\n1,60,1.5,0.3333333333333333,,,,1.75,0.25,0.2,0.001,1.25\n2,120,1.25,0.5,1.1,0.4,0.35,1.5,0.375,0.3,0.001,1.5\n",
                File.ReadAllText(Path.Combine(folder.FullPath, "metrics.csv")));
            Assert.Equal([First, Second], RunReader.Open(folder.FullPath).History);
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }

    [Fact]
    public void A_damaged_history_names_the_file_and_the_line()
    {
        var error = Assert.Throws<KitException>(() => EpochRecord.FromCsv("1,2,three", "metrics.csv"));
        Assert.Equal("metrics.csv", error.File);
        Assert.Contains("three", error.Message);
    }

    [Fact]
    public void Predictions_confusion_and_report_read_back()
    {
        var eight = new[] { 0.1f, 0.3f, 0.05f, 0.05f, 0.1f, 0.1f, 0.1f, 0.2f };
        var last = SelectedEpoch.Of(2, [new Prediction("01-01-01-01-01-01", 1, 0, eight), new Prediction("01-02-01-01-01-02", 2, 1, eight)]);
        var best = SelectedEpoch.Of(1, [new Prediction("01-01-01-01-01-01", 1, 1, eight), new Prediction("01-02-01-01-01-02", 2, 1, eight)]);
        var report = Report(last, best);
        using (var folder = RunFolder.Create(root, Audio, [], new RunInputs("data"))) folder.WriteResult(report, [(Selection.Last, last), (Selection.BestTest, best)]);

        var reader = RunReader.Open(Path.Combine(root, Audio.Name));
        Assert.True(reader.Finished);
        Assert.Equal(report.ToJson(), reader.Report.ToJson());
        Assert.Equal([Selection.Last, Selection.BestTest], reader.Predictions.Keys);
        Assert.Equal(eight, reader.Predictions[Selection.Last].Predictions[1].Probabilities);
        Assert.Equal(0.5, reader.Predictions[Selection.Last].Metrics.Accuracy);
        string[] confusion = File.ReadAllLines(Path.Combine(reader.FullPath, "confusion.csv"));
        Assert.Equal("score,label,neutral,calm,happy,sad,angry,fearful,disgust,surprised", confusion[0]);
        Assert.Equal("last,neutral,0,1,0,0,0,0,0,0", confusion[1]);
        Assert.Equal("best_test,calm,0,2,0,0,0,0,0,0", confusion[10]);
        Assert.Equal(reader.FullPath, Assert.Single(RunReader.Below(root)).FullPath);
    }

    internal static RunReport Report(SelectedEpoch last, SelectedEpoch best) => new()
    {
        System = "audio", Seed = 0, Split = "msaf6", SplitHash = new string('a', 64), Fold = 1, SubjectDependent = false,
        TestActors = [1, 2, 3, 4], ValidationActors = [], TrainClips = 4, ValidationClips = 0, TestClips = 2,
        Parameters = 34024, TrainedParameters = 34024, Epochs = 2, StoppedEarly = false, Seconds = 2.75, TrainAccuracy = 0.5,
        Last = last.Score, Validation = null, BestTest = best.Score,
    };

    public void Dispose() => Directory.Delete(root, recursive: true);
}
