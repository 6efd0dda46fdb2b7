using CFNSR.Repro.Features;
using TorchSharp;

namespace CFNSR.Repro.Tests.Features;

public class ResamplerTests
{
    [Theory]
    [InlineData(48000, 44100)]
    [InlineData(48000, 24000)]
    [InlineData(22050, 44100)]
    [InlineData(16000, 44100)]
    [InlineData(44100, 8000)]
    public void A_voice_is_resampled_as_scipy_does(int from, int to)
    {
        float[] golden = GoldenArray.Read(TestData.Golden("audio", $"voice_{from}_{to}_17.npy")).Floats;
        float[] got = Resample(GoldenSignals.Voice(from, 10007), from, to);
        Assert.Equal(golden.Length, (got.Length + 16) / 17);
        for (int i = 0; i < golden.Length; i++) Assert.Equal(golden[i], got[17 * i], 5e-7f);
    }

    [Theory]
    [InlineData(117600, 48000, 44100, 108045)]
    [InlineData(116941, 48000, 44100, 107440)]
    [InlineData(1, 48000, 44100, 1)]
    [InlineData(160, 48000, 44100, 147)]
    [InlineData(161, 48000, 44100, 148)]
    [InlineData(7, 8000, 48000, 42)]
    [InlineData(1000, 44100, 44100, 1000)]
    public void The_length_is_rounded_up(int samples, int from, int to, int expected)
    {
        Assert.Equal(expected, Resample(new float[samples], from, to).Length);
    }

    [Theory]
    [InlineData(50)]
    [InlineData(1000)]
    [InlineData(15000)]
    [InlineData(20000)] // 0.907 of 22,050
    public void The_pass_band_is_flat(double hertz)
    {
        float[] y = Resample(Sine(hertz, 48000, 24000), 48000, 44100);
        for (int i = 1000; i < y.Length - 1000; i++) Assert.Equal(Math.Sin(2 * Math.PI * hertz * i / 44100), y[i], 2e-5);
    }

    [Theory]
    [InlineData(22060)]
    [InlineData(22500)]
    [InlineData(23500)]
    public void What_the_new_rate_cannot_hold_is_removed(double hertz)
    {
        float[] y = Resample(Sine(hertz, 48000, 24000), 48000, 44100);
        double power = y.Skip(1000).SkipLast(1000).Average(v => (double)v * v);
        Assert.InRange(10 * Math.Log10(power / 0.5), -300, -100); // decibels
    }

    [Theory]
    [InlineData(48000, 44100)]
    [InlineData(8000, 44100)]
    public void A_constant_stays_that_constant(int from, int to)
    {
        float[] y = Resample([.. Enumerable.Repeat(0.25f, 2000)], from, to);
        for (int i = y.Length / 3; i < y.Length * 2 / 3; i++) Assert.Equal(0.25f, y[i], 2e-6f);
    }

    [Fact]
    public void An_odd_ratio_says_what_to_do()
    {
        var error = Assert.Throws<KitException>(() => new Resampler(767999, 44100));
        Assert.Contains("767999 to 44100", error.What);
        Assert.Contains("ffmpeg", error.Cure);
    }

    private static float[] Resample(float[] samples, int from, int to)
    {
        using var scope = torch.NewDisposeScope();
        using var resampler = new Resampler(from, to);
        float[] result = resampler.Apply(samples).data<float>().ToArray();
        Assert.Equal(resampler.OutputLength(samples.Length), result.Length);
        return result;
    }

    private static float[] Sine(double hertz, int rate, int count) =>
        [.. Enumerable.Range(0, count).Select(i => (float)Math.Sin(2 * Math.PI * hertz * i / rate))];
}
