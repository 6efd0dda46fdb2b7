using CFNSR.Repro.Models;
using CFNSR.Repro.Training;

namespace CFNSR.Repro.Tests.Training;

public class MemoryEstimateTests
{
    [Fact]
    public void The_paper_network_keeps_326_million_floats_a_clip() =>
        Assert.InRange(MemoryEstimate.FloatsPerClip(new VideoOptions()), 325.5e6, 326.6e6);   // data/paper/models.md §1.1

    [Fact]
    public void The_paper_preset_needs_more_than_a_laptop_and_fits_two_L4_generations() =>
        Assert.InRange(MemoryEstimate.GiB(Presets.Get("paper")), 20, 30);

    [Fact]
    public void Need_grows_in_proportion_to_the_batch()
    {
        Experiment one = Presets.Get("paper") with { Batch = 1 };
        double step = MemoryEstimate.GiB(one with { Batch = 3 }) - MemoryEstimate.GiB(one with { Batch = 2 });
        Assert.Equal(MemoryEstimate.GiB(one with { Batch = 2 }) - MemoryEstimate.GiB(one), step, 9);
    }
}
