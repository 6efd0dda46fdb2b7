using CFNSR.Repro.Data;
using CFNSR.Repro.Features;
using NAudio.Wave;
using TorchSharp;

namespace CFNSR.Repro.Tests.Features;

public sealed class AudioFeaturesTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void A_voice_at_48_kHz_is_resampled_to_the_papers_rate()
    {
        using var features = new AudioFeatures();
        MfccTests.AssertClose(TestData.Golden("audio", "voice_44k_reflect.npy"), features.Mfcc(new AudioSignal(GoldenSignals.Voice(48000, 117600), 48000)), 5e-3);
    }

    [Fact]
    public void A_file_gives_what_its_samples_give()
    {
        float[] voice = GoldenSignals.Voice(48000, 48000 * 3);
        string file = Write("voice.wav", voice, WaveFormat.CreateIeeeFloatWaveFormat(48000, 1));
        using var features = new AudioFeatures();
        Assert.Equal(features.Mfcc(new AudioSignal(voice[24000..141600], 48000)), features.Mfcc(file));
    }

    [Fact]
    public void A_stereo_file_gives_what_its_mono_twin_gives()
    {
        float[] voice = GoldenSignals.Voice(48000, 48000 * 3);
        string mono = Write("mono.wav", voice, new WaveFormat(48000, 16, 1));
        string stereo = Write("stereo.wav", [.. voice.SelectMany(v => new[] { v, v })], new WaveFormat(48000, 16, 2));
        using var features = new AudioFeatures();
        Assert.Equal(features.Mfcc(mono), features.Mfcc(stereo));
    }

    [Fact]
    public void The_sound_track_of_a_film_gives_nearly_what_its_WAV_gives()
    {
        string wav = Write("voice.wav", GoldenSignals.Voice(48000, 48000 * 4), new WaveFormat(48000, 16, 1)), mp4 = folder.File("film.mp4");
        Ffmpeg.Run(["-f", "lavfi", "-i", "color=size=64x64:rate=30:duration=4", "-i", wav, "-c:a", "aac", "-b:a", "256k", mp4]);
        using var features = new AudioFeatures();
        float[] fromWav = features.Mfcc(wav), fromMp4 = features.Mfcc(mp4);
        // AAC removes faint noise and what is above 20 kHz; a shift by one frame would give far more
        Assert.InRange(fromWav.Zip(fromMp4, (a, b) => Math.Abs(a - b)).Average(), 0, 10);
        Assert.InRange(Correlation(fromWav, fromMp4), 0.98, 1);
    }

    [Fact]
    public void A_rate_that_cannot_be_resampled_is_named_with_its_file()
    {
        string file = Write("odd.wav", new float[400000], new WaveFormat(191999, 16, 1));
        using var features = new AudioFeatures();
        var error = Assert.Throws<KitException>(() => features.Mfcc(file));
        Assert.Equal((file, "cannot resample from 191999 to 44100 samples a second"), (error.File, error.What));
    }

    [Fact]
    public void Threads_get_the_same_values()
    {
        var sound = new AudioSignal(GoldenSignals.Voice(48000, 117600), 48000);
        using var features = new AudioFeatures();
        float[] expected = features.Mfcc(sound);
        Parallel.For(0, 8, _ => Assert.Equal(expected, features.Mfcc(sound)));
    }

    [Fact]
    public void No_tensor_is_left_behind()
    {
        var sound = new AudioSignal(GoldenSignals.Voice(48000, 117600), 48000);
        using var features = new AudioFeatures();
        features.Mfcc(sound);
        features.LogMel(sound);
        using var scope = torch.NewDisposeScope();
        for (int i = 0; i < 3; i++)
        {
            features.Mfcc(sound);
            features.LogMel(sound);
        }
        Assert.Equal(0, scope.DisposablesCount);
    }

    private string Write(string name, float[] samples, WaveFormat format)
    {
        using var writer = new WaveFileWriter(folder.File(name), format);
        writer.WriteSamples(samples, 0, samples.Length);
        return folder.File(name);
    }

    private static double Correlation(float[] a, float[] b)
    {
        double meanA = a.Average(), meanB = b.Average(), ab = 0, aa = 0, bb = 0;
        for (int i = 0; i < a.Length; i++)
        {
            ab += (a[i] - meanA) * (b[i] - meanB);
            aa += (a[i] - meanA) * (a[i] - meanA);
            bb += (b[i] - meanB) * (b[i] - meanB);
        }
        return ab / Math.Sqrt(aa * bb);
    }
}
