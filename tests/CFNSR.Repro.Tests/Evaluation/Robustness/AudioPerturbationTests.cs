using CFNSR.Repro.Data;
using CFNSR.Repro.Evaluation.Robustness;

namespace CFNSR.Repro.Tests.Evaluation.Robustness;

public class AudioPerturbationTests
{
    private static readonly float[] Tone = [.. Enumerable.Range(0, 44100).Select(i => 0.3f * MathF.Sin(i * 0.05f))];

    [Fact]
    public void Power_is_the_mean_square()
    {
        Assert.Equal(12.5, AudioPerturbation.Power([3, 4]));
        Assert.Equal(0, AudioPerturbation.Power([]));
    }

    [Theory]
    [InlineData(20)]
    [InlineData(5)]
    [InlineData(0)]
    [InlineData(-5)]
    public void The_measured_ratio_is_the_one_asked_for(double decibels)
    {
        float[] mixed = AudioPerturbation.Mix(Tone, AudioPerturbation.White(0, 4, Tone.Length), decibels);
        float[] noise = [.. mixed.Zip(Tone, (a, b) => a - b)];
        Assert.Equal(decibels, 10 * Math.Log10(AudioPerturbation.Power(Tone) / AudioPerturbation.Power(noise)), 0.001);
    }

    [Fact]
    public void An_infinite_ratio_or_silence_changes_nothing()
    {
        float[] noise = AudioPerturbation.White(0, 4, Tone.Length), silence = new float[Tone.Length];
        Assert.Equal(Tone, AudioPerturbation.Mix(Tone, noise, double.PositiveInfinity));
        Assert.Equal(Tone, AudioPerturbation.Mix(Tone, silence, 0));
        Assert.Equal(silence, AudioPerturbation.Mix(silence, noise, 0));
        Assert.Throws<ArgumentOutOfRangeException>(() => AudioPerturbation.Mix(Tone, noise[1..], 0));
    }

    [Fact]
    public void White_noise_is_normal_and_a_function_of_seed_and_clip()
    {
        float[] noise = AudioPerturbation.White(1, 2, 100_000);
        Assert.Equal(0, noise.Average(), 0.01);
        Assert.Equal(1, AudioPerturbation.Power(noise), 0.02);
        Assert.Equal(0.6827, noise.Count(v => Math.Abs(v) < 1) / 1e5, 0.01); // within one deviation
        Assert.Equal(0, noise.Zip(noise.Skip(1), (a, b) => a * b).Average(), 0.02); // no sample tells of the next
        Assert.Equal(noise, AudioPerturbation.White(1, 2, 100_000));
        Assert.NotEqual(noise[..9], AudioPerturbation.White(1, 3, 9));
        Assert.NotEqual(noise[..9], AudioPerturbation.White(2, 2, 9));
    }

    [Fact]
    public void Voices_babble_with_equal_power()
    {
        float[] sum = AudioPerturbation.Babble([[4, 0, 0, 0], [0, 0, 0.5f, 0], [0, 0, 0, 0]]);
        Assert.Equal([2, 0, 2, 0], sum);
    }

    [Fact]
    public void The_voices_behind_a_clip_are_other_actors_of_the_fold()
    {
        ClipName[] names = [.. new[] { 1, 2, 3, 4 }.SelectMany(actor => ClipName.SpeechOf(actor).Take(10))];
        int[] fold = [.. Enumerable.Range(0, 30)]; // actors 1 to 3
        var drawn = new HashSet<int>();
        foreach (int clip in fold)
        {
            var voices = AudioPerturbation.Voices(0, clip, fold, names);
            Assert.Equal(5, voices.Distinct().Count());
            Assert.All(voices, voice => Assert.True(names[voice].Actor != names[clip].Actor && voice < 30));
            Assert.Equal(voices, AudioPerturbation.Voices(0, clip, fold, names));
            drawn.UnionWith(voices);
        }

        Assert.True(drawn.Count > 25);
        Assert.Equal(3, AudioPerturbation.Voices(0, 0, [0, 1, 10, 11, 12], names).Count);
        var error = Assert.Throws<KitException>(() => AudioPerturbation.Voices(0, 3, Enumerable.Range(0, 10).ToArray(), names));
        Assert.Equal(names[3].ToString(), error.File);
    }
}
