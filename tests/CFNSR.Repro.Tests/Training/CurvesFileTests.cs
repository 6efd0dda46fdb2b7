using CFNSR.Repro.Training;

namespace CFNSR.Repro.Tests.Training;

public class CurvesFileTests
{
    [Fact]
    public void All_epochs_of_all_runs_read_back()
    {
        using var folder = new TemporaryFolder();
        var experiment = TinyStore.Audio(TinyStore.Make(folder["store"])) with { Epochs = 2 };
        var runs = Folds.Train(experiment, folder["runs"], [2, 1], [0]);
        CurvesFile.Write(folder["curves.csv"], runs);
        var curves = CurvesFile.Read(folder["curves.csv"]);
        Assert.Equal([(1, 0, 2), (2, 0, 2)], curves.Select(curve => (curve.Fold, curve.Seed, curve.Epochs.Count)));
        Assert.Equal(runs.Single(run => run.Experiment.Fold == 2).History, curves[1].Epochs);
        Assert.Equal(runs.Single(run => run.Experiment.Fold == 2).Report.Last.Test.Accuracy, curves[1].Epochs[^1].TestAccuracy);
    }

    [Theory]
    [InlineData("epoch\n", "does not start with")]
    [InlineData("fold,seed," + EpochRecord.CsvHeader + "\n1,0,nonsense\n", "not a line of metrics")]
    [InlineData("fold,seed," + EpochRecord.CsvHeader + "\none\n", "not a line of curves")]
    public void A_damaged_file_is_named(string text, string expected)
    {
        using var folder = new TemporaryFolder();
        string file = folder.Write("curves.csv", text);
        var error = Assert.Throws<KitException>(() => CurvesFile.Read(file));
        Assert.Contains(expected, error.Message, StringComparison.Ordinal);
        Assert.Contains(file, error.Message, StringComparison.Ordinal);
    }
}
