using CFNSR.Repro.Evaluation;
using CFNSR.Repro.Training;

namespace CFNSR.Repro.Tests.Training;

public class SystemsRunnerTests
{
    [Fact]
    public void Fusions_bring_the_unimodal_runs_they_start_from() =>
        Assert.Equal(["audio", "video", "averaging", "cfn-sr"], SystemsRunner.InOrder(["averaging", "cfn-sr"]));

    [Fact]
    public void Sound_alone_trains_no_video() => Assert.Equal(["erann", "audio"], SystemsRunner.InOrder(["erann", "audio"]));

    [Fact]
    public void A_fusion_starts_from_the_same_fold_and_seed_and_a_stream_from_nothing()
    {
        Experiment basis = Presets.Get("smoke");
        Assert.Equal(Path.Combine("runs", "smoke", "video", "fold-{fold}", "seed-{seed}"), SystemsRunner.Of(basis, "averaging", "runs").InitVideo);
        Assert.Equal("", SystemsRunner.Of(basis, "video", "runs").InitVideo);
        Assert.Equal("smoke/averaging", SystemsRunner.Of(basis, "averaging", "runs").Name);
    }

    [Fact]
    public void A_comparison_that_was_stopped_twice_gives_the_table_of_one_that_was_not()
    {
        using var folder = new TemporaryFolder();
        Experiment basis = TinyStore.Fusion(TinyStore.Make(folder["store"], video: true)) with { Epochs = 2 };
        string whole = Table(SystemsRunner.Train(["cfnsr-msafnet"], basis, folder["whole"], [1, 2], [0]));
        // the first stop falls within the audio runs, the second within the fusion's
        Assert.Throws<TrainingInterruptedException>(() => StopAt("audio/fold-2"));
        Assert.Throws<TrainingInterruptedException>(() => StopAt("cfnsr-msafnet/fold-1"));
        Assert.Equal(whole, Table(SystemsRunner.Train(["cfnsr-msafnet"], basis, folder["stopped"], [1, 2], [0])));

        void StopAt(string run)
        {
            using var stop = new CancellationTokenSource();
            SystemsRunner.Train(["cfnsr-msafnet"], basis, folder["stopped"], [1, 2], [0], null, new At(p =>
            {
                if (p.Run.Contains(run, StringComparison.Ordinal) && p.Finished?.Epoch == 1) stop.Cancel();
            }), null, stop.Token);
        }

        static string Table(IReadOnlyList<(string System, IReadOnlyList<RunReader> Runs)> done) =>
            Comparison.ToMarkdown(Comparison.Rows(done.SelectMany(d => d.Runs).Select(r => r.Report with { Seconds = 0 })))
            + PairedTests.ToMarkdown(PairedTests.Of([.. done.Select(d => (d.System, (IReadOnlyList<JudgedRun>)[.. d.Runs.Select(JudgedRun.Read)]))], "audio"));
    }

    private sealed class At(Action<TrainingProgress> told) : IProgress<TrainingProgress>
    {
        public void Report(TrainingProgress value) => told(value);
    }
}
