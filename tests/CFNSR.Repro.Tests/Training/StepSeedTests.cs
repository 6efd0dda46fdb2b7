using CFNSR.Repro.Training;

namespace CFNSR.Repro.Tests.Training;

public class StepSeedTests
{
    [Fact]
    public void Every_step_of_every_epoch_and_seed_has_its_own_seed()
    {
        var seeds = (from seed in Enumerable.Range(0, 5) from epoch in Enumerable.Range(0, 50) from step in Enumerable.Range(0, 75) select StepSeed.Of(seed, epoch, step)).ToArray();
        Assert.Equal(seeds.Length, seeds.Distinct().Count());
        Assert.All(seeds, seed => Assert.True(seed >= 0));
    }

    [Fact]
    public void The_seed_of_a_step_never_changes() => Assert.Equal(StepSeed.Of(3, 7, 11), StepSeed.Of(3, 7, 11));
}
