using CFNSR.Repro.Avatars;
using CFNSR.Repro.Avatars.Sound;
using CFNSR.Repro.Data;

namespace CFNSR.Repro.Tests.Avatars.Sound;

public sealed class SpokenSoundTests
{
    private static readonly AvatarOptions Clear = new() { Output = ".", SoundAmbiguity = 0 };

    private static AudioSignal Say(Emotion emotion, AvatarOptions? options = null, int statement = 1, int actor = 2)
    {
        Assert.SkipUnless(File.Exists("/usr/bin/espeak-ng"), "needs espeak-ng");
        using var folder = new TemporaryFolder();
        var name = new ClipName(Modality.AudioVisual, false, emotion, emotion == Emotion.Neutral ? 1 : 2, statement, 1, actor);
        return SpokenSound.Make(name, options ?? Clear, new EspeakNg(), folder.File("spoken.wav"));
    }

    private static double Rms(ReadOnlySpan<float> samples)
    {
        var sum = 0.0;
        foreach (var sample in samples) sum += sample * sample;
        return Math.Sqrt(sum / samples.Length);
    }

    [Fact]
    public void The_papers_window_holds_the_speech()
    {
        foreach (var emotion in Emotions.All)
        {
            var sound = Say(emotion);
            Assert.InRange(sound.Seconds, 3.0, 5.2);
            var loud = SoundEnvelope.Of(sound).Select((value, frame) => (value, Time: frame / AvatarOptions.FramesPerSecond)).Where(x => x.value > 0.2).ToArray();
            Assert.True(loud[0].Time > 0.5, $"{emotion} begins at {loud[0].Time} s");
            Assert.True(loud.Count(x => x.Time < 2.95) > 0.9 * loud.Length, $"{emotion} ends at {loud[^1].Time} s");
        }
    }

    [Fact]
    public void It_is_the_same_sound_again_and_another_for_another_seed_actor_or_sentence()
    {
        var once = Say(Emotion.Happy);
        Assert.Equal(once.Samples, Say(Emotion.Happy).Samples);
        Assert.NotEqual(once.Samples, Say(Emotion.Happy, Clear with { Seed = 1 }).Samples);
        Assert.NotEqual(once.Samples, Say(Emotion.Happy, actor: 4).Samples);
        Assert.NotEqual(once.Samples, Say(Emotion.Happy, statement: 2).Samples);
    }

    [Fact]
    public void Anger_is_louder_than_sadness_and_fear_is_faster()
    {
        AudioSignal angry = Say(Emotion.Angry), sad = Say(Emotion.Sad), fearful = Say(Emotion.Fearful);
        Assert.True(20 * Math.Log10(Rms(angry.Samples) / Rms(sad.Samples)) > 8);
        int Speaking(AudioSignal sound) => SoundEnvelope.Of(sound).Count(value => value > 0.1);
        Assert.True(Speaking(fearful) < Speaking(sad) * 0.85);
        Assert.True(angry.Samples.Max(Math.Abs) < 1);
    }

    [Fact]
    public void Ambiguity_mixes_the_voices()
    {
        static double Spread(double ambiguity)
        {
            var options = Clear with { SoundAmbiguity = ambiguity };
            var levels = Enumerable.Range(1, 24).SelectMany(actor => ClipName.SpeechOf(actor)).Where(name => name.Emotion == Emotion.Angry && name.Intensity == 2).Select(name =>
            {
                var random = new AvatarRandom(0, "sound", name);
                return SpokenSound.Shape(name, options, ref random).Level;
            }).ToArray();
            return levels.Max() - levels.Min();
        }

        Assert.True(Spread(0) < 4);
        Assert.True(Spread(1) > 8);
    }

    [Fact]
    public void Without_espeak_the_cure_is_named()
    {
        var error = Assert.Throws<KitException>(() => new EspeakNg("espeak-ng-that-is-not-there").Require());
        Assert.Contains("apt-get install espeak-ng", error.Cure, StringComparison.Ordinal);
    }
}
