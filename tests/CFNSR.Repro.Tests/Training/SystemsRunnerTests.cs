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
}
