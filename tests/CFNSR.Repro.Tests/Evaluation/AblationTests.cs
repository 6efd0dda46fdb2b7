using CFNSR.Repro.Evaluation;
using CFNSR.Repro.Tests.Training;
using CFNSR.Repro.Training;

namespace CFNSR.Repro.Tests.Evaluation;

public sealed class AblationTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("cfnsr-ablation-").FullName;

    [Fact]
    public void Frozen_rows_share_the_unimodal_runs_and_a_second_call_trains_nothing()
    {
        var basis = TinyStore.Fusion(TinyStore.Make(Path.Combine(folder, "store"), video: true)) with { Epochs = 1 };
        var compared = SystemsRunner.Train(["audio", "video"], basis, folder, [1], [0]);
        var grid = AblationGrid.Over("heads=8,2", "cfnsr-msafnet");
        var (summary, runs) = Train(grid, basis);
        Assert.Equal(["heads=8", "heads=2"], summary.Rows.SelectMany(row => row.Settings));
        Assert.True(summary.Frozen);
        Assert.Equal(["row 1", "row 2"], runs.Select(row => Path.GetFileName(Path.GetDirectoryName(Path.GetDirectoryName(Path.GetDirectoryName(row[0].FullPath))))!.Replace('-', ' ')));
        Assert.All(runs, row => Assert.True(row[0].Experiment.FreezeEncoders));
        Assert.Equal(3, Directory.GetFiles(Path.Combine(folder, "tiny", "encodings"), "*-video.npy").Length); // train, validation, test: once for both rows
        Assert.Equal(compared[0].Runs[0].FullPath, Assert.Single(Directory.GetDirectories(Path.Combine(folder, "tiny", "audio", "fold-1", "seed-0"))));

        // the numbers are those of the runs
        Assert.Equal(runs[1][0].Report.Last.Test.Accuracy, summary.Rows[1].Last.Mean, 12);
        Assert.Equal(runs[1][0].Report.Validation!.Test.Accuracy - runs[0][0].Report.Validation!.Test.Accuracy, summary.Rows[1].Difference!.Value, 12);
        Assert.Null(summary.Rows[0].Difference);
        Assert.Equal((1, 2, "validation", summary.Rows[1].P), (summary.Answers[0].First, summary.Answers[0].Second, summary.Answers[0].Epoch, summary.Answers[0].P));
        Assert.Equal(16, summary.Rows[0].Pooled.Last.Clips);
        Assert.DoesNotContain("heads", string.Join(' ', summary.Settings), StringComparison.Ordinal);

        string file = Path.Combine(folder, "tiny", "ablate-heads", "summary.json");
        var written = runs.Select(row => File.GetLastWriteTimeUtc(Path.Combine(row[0].FullPath, "metrics.json"))).ToArray();
        Assert.Equal(summary.ToMarkdown(), AblationSummary.Read(file).ToMarkdown());
        File.Delete(Path.Combine(runs[1][0].FullPath, "metrics.json")); // as if killed before the end
        var (again, rerun) = Train(grid, basis);
        Assert.Equal(written[0], File.GetLastWriteTimeUtc(Path.Combine(rerun[0][0].FullPath, "metrics.json")));
        Assert.Equal(runs.Select(row => row[0].FullPath), rerun.Select(row => row[0].FullPath));
        Assert.Equal(summary.ToMarkdown(), again.ToMarkdown());
    }

    [Fact]
    public void A_stream_is_trained_as_ever_and_its_unchanged_row_is_compares_run()
    {
        var basis = TinyStore.Audio(TinyStore.Make(Path.Combine(folder, "store"))) with { Epochs = 1 };
        var (summary, runs) = Train(AblationGrids.Get("subject-dependence"), basis);
        Assert.False(summary.Frozen);
        Assert.Contains(Path.Combine("tiny", "audio", "fold-1"), runs[0][0].FullPath, StringComparison.Ordinal);
        Assert.True(runs[1][0].Report.SubjectDependent);
        Assert.Equal("row-2", Path.GetFileName(Path.GetDirectoryName(Path.GetDirectoryName(Path.GetDirectoryName(runs[1][0].FullPath)))));
    }

    private (AblationSummary Summary, IReadOnlyList<IReadOnlyList<RunReader>> Runs) Train(AblationGrid grid, Experiment basis) =>
        Ablation.Train(grid, basis, frozen: true, folder, [1], [0], "cfnsr ablate", row => $"cfnsr ablate --grid {string.Join(' ', row.Settings)}", "Made-up clips");

    public void Dispose() => Directory.Delete(folder, recursive: true);
}
