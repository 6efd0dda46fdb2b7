using CFNSR.Repro.Data;
using CFNSR.Repro.Evaluation.Robustness;
using CFNSR.Repro.Features;
using CFNSR.Repro.Tests.Features;
using CFNSR.Repro.Training;
using NAudio.Wave;

namespace CFNSR.Repro.Tests.Evaluation.Robustness;

public sealed class ClipSoundsTests : IDisposable
{
    private const int Rate = 48000;

    private static readonly Experiment Audio = new() { System = "audio" };

    // in the store's order; the last clip an mp4; the second one ends within the stretch that the features are made of
    private static readonly ClipName[] Names =
    [
        ClipName.SpeechOf(1, Modality.AudioOnly)[0], ClipName.SpeechOf(2, Modality.AudioOnly)[0], ClipName.SpeechOf(1, Modality.AudioOnly)[1], ClipName.SpeechOf(2)[1],
    ];

    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void A_sound_that_is_not_spoilt_gives_the_stored_features_bit_for_bit()
    {
        using var store = Prepare();
        using var sounds = Open(store);
        foreach (string text in new[] { "shift=0", "white=200" })
        {
            var features = sounds.Features(Perturbation.Parse(text).Single(), 0);
            for (int clip = 0; clip < 4; clip++)
            {
                if (text == "shift=0") Assert.Equal(store.Mfcc(clip).ToArray(), features[clip]);
                else Assert.All(features[clip].Zip(store.Mfcc(clip).ToArray()), pair => Assert.Equal(pair.Second, pair.First, 0.05f));
            }
        }

        var none = new Perturbation(PerturbationKinds.White, double.PositiveInfinity);
        var clean = sounds.Features(none, 0);
        Assert.All(Enumerable.Range(0, 4), clip => Assert.Equal(store.Mfcc(clip).ToArray(), clean[clip]));
    }

    [Fact]
    public void Log_mel_features_come_back_too()
    {
        using var store = Prepare(new PrepareOptions { Frames = null, LogMel = LogMelOptions.Erann });
        using var sounds = new ClipSounds(store, ClipIndex.Scan(folder["data"]), [0, 1, 2, 3], new Experiment { System = "erann" }, StoreArray.LogMel, 0);
        var clean = sounds.Features(new Perturbation(PerturbationKinds.Babble, double.PositiveInfinity), 0);
        Assert.All(Enumerable.Range(0, 4), clip => Assert.Equal(store.Features(StoreArray.LogMel, clip).ToArray(), clean[clip]));
        Assert.NotEqual(clean[0], sounds.Features(Perturbation.Parse("babble=0").Single(), 0)[0]);
    }

    [Theory]
    [InlineData("white=10", 10)]
    [InlineData("babble=0", 0)]
    [InlineData("babble=-5", -5)]
    public void The_ratio_holds_over_the_whole_cut(string text, double decibels)
    {
        using var store = Prepare();
        using var sounds = Open(store);
        for (int clip = 0; clip < 4; clip++)
        {
            float[] clean = sounds.Spoilt(Perturbation.Clean, 0, clip), mixed = sounds.Spoilt(Perturbation.Parse(text).Single(), 0, clip);
            Assert.Equal(108045, mixed.Length);
            Assert.Equal(decibels, 10 * Math.Log10(AudioPerturbation.Power(clean) / AudioPerturbation.Power([.. mixed.Zip(clean, (a, b) => a - b)])), 0.01);
        }
    }

    [Fact]
    public void Late_sound_moves_the_cut_and_is_silent_before_the_beginning()
    {
        using var store = Prepare();
        using var sounds = Open(store);
        using var features = new AudioFeatures();
        float[] whole = AudioFile.Read(folder["data", $"{Names[0]}.wav"]).Samples;
        float[] late = sounds.Features(Perturbation.Parse("shift=200").Single(), 0)[0], ahead = sounds.Features(Perturbation.Parse("shift=-300").Single(), 0)[0];
        Assert.Equal(features.Mfcc(new AudioSignal(whole[14400..(14400 + 117600)], Rate)), late); // 0.3 s to 2.75 s
        Assert.Equal(features.Mfcc(new AudioSignal(whole[38400..(38400 + 117600)], Rate)), ahead); // 0.8 s to 3.25 s
        float[] silent = new float[24000];
        Assert.Equal(features.Mfcc(new AudioSignal([.. silent, .. whole[..93600]], Rate)), sounds.Features(Perturbation.Parse("shift=1000").Single(), 0)[0]);
        float[] rest = AudioFile.Read(folder["data", $"{Names[1]}.wav"]).Samples[38400..];
        Assert.Equal(features.Mfcc(new AudioSignal([.. rest, .. new float[117600 - rest.Length]], Rate)), sounds.Features(Perturbation.Parse("shift=-300").Single(), 0)[1]);
        Assert.All(sounds.Spoilt(Perturbation.Parse("shift=5000").Single(), 0, 0), sample => Assert.Equal(0, sample));
    }

    [Fact]
    public void A_clip_that_the_data_set_lacks_is_named()
    {
        using var store = Prepare();
        File.Delete(folder["data", $"{Names[2]}.wav"]);
        var error = Assert.Throws<KitException>(() => Open(store));
        Assert.Equal($"lacks the sound of clip {Names[2]}", error.What);
        Assert.Equal(folder["data"], error.File);
    }

    [Fact]
    public void Another_sound_than_the_stores_is_named()
    {
        using var store = Prepare();
        Write(Names[2], 4, 77);
        Assert.Equal($"holds another sound of clip {Names[2]} than the store", Assert.Throws<KitException>(() => Open(store)).What);
    }

    [Fact]
    public void A_store_of_other_parameters_is_refused_with_what_differs()
    {
        using var store = Prepare(new PrepareOptions { Frames = null, Mfcc = MfccOptions.Paper with { TopDb = 60 } });
        var error = Assert.Throws<KitException>(() => Open(store));
        Assert.Equal(("holds mfcc made in another way (top_db 60 instead of 80)", folder["store"]), (error.What, error.File));
    }

    private ClipSounds Open(ClipStore store) => new(store, ClipIndex.Scan(folder["data"]), [0, 1, 2, 3], Audio, StoreArray.Mfcc, 0.3);

    private ClipStore Prepare(PrepareOptions? options = null)
    {
        Directory.CreateDirectory(folder["data"]);
        for (int clip = 0; clip < 4; clip++) Write(Names[clip], clip == 1 ? 2.9 : 4, clip);
        ClipPreparer.Prepare(ClipIndex.Scan(folder["data"]), folder["store"], options ?? new PrepareOptions { Frames = null, Workers = 1 });
        var store = ClipStore.Open(folder["store"]);
        Assert.Equal(Names.Select(name => name.Trial), store.Names.Select(name => name.Trial));
        return store;
    }

    private void Write(ClipName name, double seconds, int seed)
    {
        string wav = folder["data", name.Modality == Modality.AudioOnly ? $"{name}.wav" : "sound.tmp"];
        float[] voice = GoldenSignals.Voice(Rate, (int)(seconds * Rate));
        var random = KeyedRandom.For(seed, 0, 0, "voice");
        using (var writer = new WaveFileWriter(wav, new WaveFormat(Rate, 16, 1)))
        {
            for (int i = 0; i < voice.Length; i++) voice[i] = (voice[i] * (0.3f + (0.2f * seed % 0.5f))) + (0.01f * (float)random.NextNormal());
            writer.WriteSamples(voice, 0, voice.Length);
        }

        if (name.Modality == Modality.AudioOnly) return;
        TestVideo.Numbered(folder["data", $"{name}.mp4"], 100, "64x48", "-f", "wav", "-i", wav, "-c:a", "aac", "-ar", "48000");
        File.Delete(wav);
    }
}
