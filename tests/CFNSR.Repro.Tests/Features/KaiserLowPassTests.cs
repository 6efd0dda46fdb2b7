using CFNSR.Repro.Features;

namespace CFNSR.Repro.Tests.Features;

public class KaiserLowPassTests
{
    [Fact]
    public void The_taps_of_147_to_160_are_scipys()
    {
        double[] golden = GoldenArray.Read(TestData.Golden("audio", "taps_147_160_16.npy")).Values, taps = KaiserLowPass.Taps(147, 160);
        Assert.Equal(2 * 96 * 160 + 1, taps.Length);
        for (int i = 0; i < golden.Length; i++) Assert.Equal(golden[i], taps[16 * i], 1e-15);
    }

    [Fact]
    public void Every_tap_is_the_reference_designs()
    {
        double[] golden = GoldenArray.Read(TestData.Shared("golden", "kaiser_taps_147_160.npy")).Values, taps = KaiserLowPass.Taps(147, 160);
        Assert.Equal(golden.Length, taps.Length);
        for (int i = 0; i < golden.Length; i++) Assert.Equal(golden[i], taps[i], 1e-15);
    }

    [Theory]
    [InlineData(147, 160)]
    [InlineData(2, 1)]
    [InlineData(1, 6)]
    public void The_taps_are_symmetric_with_sum_1(int up, int down)
    {
        double[] taps = KaiserLowPass.Taps(up, down);
        Assert.Equal(1, taps.Sum(), 1e-12);
        Assert.Equal(taps.Reverse(), taps);
        Assert.Equal(taps.Max(), taps[taps.Length / 2]);
    }
}
