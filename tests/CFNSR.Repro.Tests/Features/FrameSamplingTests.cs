using CFNSR.Repro.Features;

namespace CFNSR.Repro.Tests.Features;

public class FrameSamplingTests
{
    [Fact]
    public void Times_are_uniform_over_the_whole_clip()
    {
        Assert.Equal([0, 0.9, 1.8, 2.7], FrameSampling.Times(4, 3.6));
        double[] times = FrameSampling.Times(30, 3.7);
        Assert.Equal(0, times[0]);
        Assert.Equal(29 * 3.7 / 30, times[29], 12);
        Assert.All(times.Zip(times.Skip(1)), pair => Assert.Equal(3.7 / 30, pair.Second - pair.First, 12));
    }

    [Fact]
    public void The_audio_window_is_half_a_second_to_2_95_s_or_the_end()
    {
        double[] times = FrameSampling.Times(5, 3.6, FrameWindow.Audio);
        Assert.Equal([0.5, 0.99, 1.48, 1.97, 2.46], times.Select(t => Math.Round(t, 9)));
        Assert.Equal([0.5, 1.0], FrameSampling.Times(2, 1.5, FrameWindow.Audio));
    }

    [Fact]
    public void A_clip_that_ends_before_the_window_is_refused()
    {
        KitException e = Assert.Throws<KitException>(() => FrameSampling.Times(30, 0.5, FrameWindow.Audio));
        Assert.Contains("0.5 s", e.What, StringComparison.Ordinal);
        Assert.Throws<ArgumentOutOfRangeException>(() => FrameSampling.Times(0, 1));
        Assert.Throws<ArgumentOutOfRangeException>(() => FrameSampling.Times(1, 0));
    }
}
