using CFNSR.Repro.Avatars;
using CFNSR.Repro.Data;

namespace CFNSR.Repro.Tests.Avatars;

public sealed class SoundEnvelopeTests
{
    private static AudioSignal Burst(double gain) => new(
        [.. Enumerable.Range(0, 96000).Select(i => i is >= 32000 and < 64000 ? (float)(gain * Math.Sin(i * 0.05)) : 0)], 48000);

    [Fact]
    public void It_is_1_in_the_sound_and_0_in_the_silence_however_loud_the_speaker()
    {
        foreach (var gain in new[] { 0.9, 0.01 })
        {
            var envelope = SoundEnvelope.Of(Burst(gain));
            Assert.Equal(60, envelope.Length);
            Assert.All(envelope[..18], value => Assert.Equal(0, value));
            Assert.All(envelope[22..38], value => Assert.InRange(value, 0.98, 1));
            Assert.All(envelope[42..], value => Assert.Equal(0, value));
        }
    }

    [Fact]
    public void Silence_is_0_everywhere() => Assert.All(SoundEnvelope.Of(new AudioSignal(new float[48000], 48000)), value => Assert.Equal(0, value));

    [Theory]
    [InlineData(1, 1)]
    [InlineData(1602, 2)]
    [InlineData(48000, 30)]
    public void There_is_a_frame_for_every_begun_thirtieth_of_a_second(int samples, int frames) =>
        Assert.Equal(frames, SoundEnvelope.Of(new AudioSignal(new float[samples], 48000)).Length);
}
