using System.Runtime.InteropServices;
using CFNSR.Repro.Data;
using CFNSR.Repro.Evaluation;
using CFNSR.Repro.Figures;
using CFNSR.Repro.Training;

namespace CFNSR.Repro.Tests.Training;

/// <summary>A result belongs to its data and to the weights it started from, by content.</summary>
public sealed class RunInputsTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void A_clip_that_changes_comes_or_goes_trains_a_new_version_and_put_back_the_old_result_is_found()
    {
        string four = TinyStore.Make(folder["four"], actors: 4), six = TinyStore.Make(folder["six"]);
        Experiment on(string store) => TinyStore.Audio(store) with { Epochs = 1 };
        RunReader first = Train(on(four)), more = Train(on(six));
        Assert.EndsWith("version_0", first.FullPath, StringComparison.Ordinal);
        Assert.EndsWith("version_1", more.FullPath, StringComparison.Ordinal);
        Assert.NotEqual(first.Report.TrainClips, more.Report.TrainClips);

        Change(six);
        Assert.EndsWith("version_2", Train(on(six)).FullPath, StringComparison.Ordinal);
        Assert.Equal(first.FullPath, Train(on(four)).FullPath);
    }

    [Fact]
    public void One_store_under_two_paths_is_one_result_also_taken_up_half_way()
    {
        string here = TinyStore.Make(folder["here"]), there = TinyStore.Make(folder["there"]);
        var e = TinyStore.Audio(here) with { Epochs = 3 };
        using var stop = new CancellationTokenSource();
        Assert.Throws<TrainingInterruptedException>(() => Folds.Train(
            e, folder["runs"], [1], [0], progress: new ResumeTests.Direct(p => { if (p.Finished?.Epoch == 1) stop.Cancel(); }), cancel: stop.Token));
        Directory.Delete(here, recursive: true);
        var run = Assert.Single(Folds.Train(e with { Store = there }, folder["runs"], [1], [0]));
        Assert.Equal((3, folder["runs", "tiny", "fold-1", "seed-0", "version_0"]), (run.Report.Epochs, run.FullPath));
        var whole = Assert.Single(Folds.Train(e with { Store = there }, folder["undisturbed"], [1], [0]));
        Assert.Equal(whole.Report.Last, run.Report.Last);
        Assert.Equal(Checkpoint.WeightsHash(Path.Combine(whole.FullPath, "checkpoints", Checkpoint.Last)), Checkpoint.WeightsHash(Path.Combine(run.FullPath, "checkpoints", Checkpoint.Last)));
    }

    [Fact]
    public void A_fusion_is_trained_anew_when_the_stream_it_starts_from_was()
    {
        var basis = TinyStore.Fusion(TinyStore.Make(folder["store"], video: true)) with { Name = "c", Epochs = 1 };
        RunReader fusion(Experiment e) => SystemsRunner.Train(["averaging"], e, folder["runs"], [1], [0]).Last().Runs.Single();
        RunReader first = fusion(basis);
        Assert.Equal(first.FullPath, fusion(basis).FullPath);
        Directory.Delete(folder["runs", "c", "audio"], recursive: true);
        Folds.Train(SystemsRunner.Of(basis, "audio", folder["runs"]) with { Lr = 0.01 }, folder["runs"], [1], [0]);
        Folds.Train(SystemsRunner.Of(basis, "averaging", folder["runs"]), folder["runs"], [1], [0]); // from the audio run with another lr
        Assert.EndsWith("version_1", Folds.Train(SystemsRunner.Of(basis, "averaging", folder["runs"]), folder["runs"], [1], [0])[0].FullPath, StringComparison.Ordinal);
    }

    [Fact]
    public void A_store_that_is_half_prepared_is_refused_with_the_count()
    {
        string store = TinyStore.Make(folder["store"]);
        using (ClipStoreWriter.Open(store, [.. All(store), new ClipName(Modality.AudioVisual, false, Emotion.Sad, 1, 1, 1, 11)], Arrays(store)))
        {
            // killed before it made the clip that came in
        }

        var error = Assert.Throws<KitException>(() => Train(TinyStore.Audio(store)));
        Assert.Equal((store, "is not finished: 1 of 49 clips are not prepared yet"), (error.File, error.What));
        Assert.Contains("cfnsr prepare", error.Cure, StringComparison.Ordinal);
        Assert.False(Directory.Exists(folder["runs"]));
    }

    [Fact]
    public void What_a_test_fold_lacks_stands_in_result_summary_and_report()
    {
        string store = TinyStore.Make(folder["store"]);
        var name = new ClipName(Modality.AudioVisual, false, Emotion.Sad, 1, 1, 1, 11);
        using (var writer = ClipStoreWriter.Open(store, [.. All(store), name], Arrays(store)))
        {
            writer.Fail(name, StoreArray.Mfcc, new SourceStamp("Actor_11/broken.wav", 0, "", ""), "is empty");
            writer.Complete();
        }

        var run = Train(TinyStore.Audio(store) with { Epochs = 1 });
        string[] gaps = ["no clips of test actors 03, 04", "1 files of the store could not be prepared: broken.wav"];
        Assert.Equal(gaps, run.Report.Gaps);
        var summary = FoldsSummary.Of([run], "tiny", "", "", "");
        Assert.Contains("- fold 1: no clips of test actors 03, 04\n", summary.ToMarkdown(), StringComparison.Ordinal);
        Assert.Equal(gaps.Select(gap => "fold 1: " + gap), ReportBuilder.Build(folder["runs"], store, "").Gaps);
    }

    [Fact]
    public void A_report_takes_the_runs_of_its_store_and_refuses_a_store_that_they_were_not_made_from()
    {
        string four = TinyStore.Make(folder["four"], actors: 4), six = TinyStore.Make(folder["six"]);
        Experiment e = TinyStore.Audio(four) with { Epochs = 1 };
        Train(e);
        var error = Assert.Throws<KitException>(() => ReportBuilder.Build(folder["runs"], six, ""));
        Assert.Equal(folder["runs"], error.File);
        Assert.Contains("1 runs (of 1) that were not made from the clips in " + six, error.What, StringComparison.Ordinal);

        Train(e with { Store = six });
        Assert.Equal(48 - 16 - 8, Assert.Single(ReportBuilder.Build(folder["runs"], six, "").Runs).Result.TrainClips);
        Assert.Equal(32 - 16 - 8, Assert.Single(ReportBuilder.Build(folder["runs"], four, "").Runs).Result.TrainClips);
    }

    [Fact]
    public void Two_versions_of_one_fold_and_seed_are_never_averaged()
    {
        string store = TinyStore.Make(folder["store"]);
        Experiment e = TinyStore.Audio(store) with { Epochs = 1 };
        RunReader one = Train(e), other = Train(e with { Lr = 0.01 });
        Assert.Equal(other.FullPath, Assert.Single(RunReader.Below(folder["runs"])).FullPath);
        Train(e with { Name = "again" });
        Train(e with { Name = "again", Seed = 1 });
        var rows = Comparison.Rows(ReportBuilder.Build(folder["runs"], store, "").Runs.Select(run => run.Result)).Where(row => row.Runs > 0);
        Assert.Equal([(1, 1), (2, 1)], rows.Select(row => (row.Runs, row.Last!.Count / row.Runs)).Order()); // two settings: one seed and two seeds
        var error = Assert.Throws<KitException>(() => FoldsSummary.Of([one, one], "tiny", "", "", ""));
        Assert.Contains("2 runs of tiny, fold 1, seed 0", error.Message, StringComparison.Ordinal);
    }

    private RunReader Train(Experiment e) => Folds.Train(e, folder["runs"], [1], [e.Seed]).Single();

    private static IReadOnlyList<ClipName> All(string store)
    {
        using var open = ClipStore.Open(store);
        return open.Names;
    }

    private static IReadOnlyList<StoreArray> Arrays(string store)
    {
        using var open = ClipStore.Open(store);
        return open.Arrays;
    }

    private static void Change(string store)
    {
        using var writer = ClipStoreWriter.Open(store, All(store), Arrays(store));
        writer.Write(All(store)[0], StoreArray.Mfcc, new SourceStamp("other.wav", 0, "", new string('1', 64)), MemoryMarshal.AsBytes(new float[13 * 212].AsSpan()));
        writer.Complete();
    }
}
