using CFNSR.Repro.Data;
using CFNSR.Repro.Features;

namespace CFNSR.Repro.Tests.Features;

public class LogMelTests
{
    private static readonly AudioSignal Voice = new(GoldenSignals.Voice(48000, 144000), 48000);

    [Fact]
    public void The_small_front_end()
    {
        using var features = new AudioFeatures(logMel: LogMelOptions.Small);
        MfccTests.AssertClose(TestData.Golden("audio", "voice_logmel_small.npy"), features.LogMel(Voice), 5e-3); // (64, 150), decibels
    }

    [Fact]
    public void The_coarse_front_end()
    {
        using var features = new AudioFeatures(logMel: LogMelOptions.Coarse);
        MfccTests.AssertClose(TestData.Golden("audio", "voice_logmel_coarse.npy"), features.LogMel(Voice), 5e-3); // (64, 64), decibels
    }

    [Fact]
    public void Eranns_front_end()
    {
        using var features = new AudioFeatures(logMel: LogMelOptions.Erann);
        float[] got = features.LogMel(Voice); // (128, 384)
        Assert.Equal(128 * 384, got.Length);
        Assert.Equal((0f, 1f), (got.Min(), got.Max()));
        MfccTests.AssertClose(TestData.Golden("audio", "voice_logmel_erann_4.npy"), [.. got.Where((_, i) => i % 384 % 4 == 0)], 1e-4);
    }

    [Fact]
    public void A_short_sound_is_filled_up_with_silence()
    {
        using var features = new AudioFeatures(logMel: LogMelOptions.Small);
        float[] got = features.LogMel(new AudioSignal(Voice.Samples[..24000], 48000));
        float floor = got.Max() - 80;
        for (int band = 0; band < 64; band++) Assert.Equal(floor, got[band * 150 + 140], 1e-4f);
    }
}
