using CFNSR.Repro.Features;

namespace CFNSR.Repro.Tests.Features;

public sealed class FramePowerTests
{
    [Theory]
    [InlineData(4, 1)]
    [InlineData(8, 3)]
    [InlineData(16, 20)] // half is 8: a radix-2 pass at the end
    [InlineData(32, 8)]
    [InlineData(128, 11)]
    public void Power_is_that_of_the_sum_over_the_definition(int size, int frames)
    {
        var random = new Random(size);
        const int hop = 3;
        float[] samples = [.. Enumerable.Range(0, (frames - 1) * hop + size).Select(_ => random.NextSingle() - 0.5f)];
        float[] window = [.. Enumerable.Range(0, size).Select(_ => random.NextSingle())];
        var power = new float[(size / 2 + 1) * frames];
        new FramePower(window).Compute(samples, hop, frames, power);
        for (int frame = 0; frame < frames; frame++)
        {
            for (int k = 0; k <= size / 2; k++)
            {
                double re = 0, im = 0;
                for (int n = 0; n < size; n++)
                {
                    double value = window[n] * samples[frame * hop + n], angle = -2 * Math.PI * k * n / size;
                    re += value * Math.Cos(angle);
                    im += value * Math.Sin(angle);
                }

                Assert.Equal(re * re + im * im, power[k * frames + frame], 1e-5 * size);
            }
        }
    }

    [Theory]
    [InlineData(2)]
    [InlineData(12)]
    public void Lengths_that_are_no_powers_of_two_are_refused(int size)
    {
        KitException e = Assert.Throws<KitException>(() => new FramePower(new float[size]));
        Assert.Contains($"{size}", e.What, StringComparison.Ordinal);
    }
}
