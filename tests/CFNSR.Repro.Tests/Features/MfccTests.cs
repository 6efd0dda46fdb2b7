using CFNSR.Repro.Features;
using TorchSharp;

namespace CFNSR.Repro.Tests.Features;

public class MfccTests
{
    private static readonly MfccOptions Rate48k = MfccOptions.CurrentLibrosa with { SampleRate = 48000 };

    /// <summary>The table of data/paper/models.md §9.</summary>
    public static TheoryData<FramePadding, int, double[]> Table => new()
    {
        { FramePadding.Reflect, 0, [-212.1530, 227.3844, 4.4302, 2.6474, -5.6738, 2.1830, 9.8461, 8.7060, 2.5344, -11.9574, -22.3620, -28.8500, -23.7109] },
        { FramePadding.Reflect, 1, [-265.8030, 218.8476, 18.8989, -7.5800, -1.7234, -4.9725, 8.9827, 8.3296, 1.2229, -10.1605, -25.2999, -30.2725, -27.4495] },
        { FramePadding.Reflect, 100, [-447.4762, 98.8949, 52.3699, 0.0935, -35.2177, -42.6950, -28.2100, -9.2438, -3.2751, -16.9687, -42.6099, -63.5311, -64.7568] },
        { FramePadding.Constant, 100, [-447.4762, 98.8949, 52.3699, 0.0935, -35.2177, -42.6950, -28.2100, -9.2438, -3.2751, -16.9687, -42.6099, -63.5311, -64.7568] },
        { FramePadding.Reflect, 211, [-143.9694, 228.8910, 2.1244, 3.9642, -7.5837, 3.8091, 8.7296, 10.4586, 1.7853, -10.7359, -23.2177, -28.3502, -24.5427] },
        { FramePadding.Constant, 0, [-264.3386, 216.7223, 16.9402, -6.6497, -2.6813, -4.2759, 9.3269, 7.8696, 2.1651, -9.6864, -23.3918, -27.9560, -25.7820] },
        { FramePadding.Constant, 211, [-204.1521, 227.6971, 7.0723, 1.7172, -9.2434, 0.3035, 6.5426, 9.1799, 1.9894, -10.1786, -22.7641, -28.7440, -25.4891] },
    };

    [Theory]
    [MemberData(nameof(Table))]
    public void A_frame_of_the_definitions_table(FramePadding padding, int frame, double[] expected)
    {
        float[] got = Compute(GoldenSignals.Tones(), MfccOptions.Paper with { Padding = padding });
        for (int k = 0; k < 13; k++) Assert.Equal(expected[k], got[k * 212 + frame], 1e-2);
    }

    [Theory]
    [InlineData(FramePadding.Reflect, -45.490699, 123.255943)]
    [InlineData(FramePadding.Constant, -45.588423, 123.341123)]
    public void Mean_and_deviation_of_the_definitions_signal(FramePadding padding, double mean, double deviation)
    {
        float[] got = Compute(GoldenSignals.Tones(), MfccOptions.Paper with { Padding = padding });
        Assert.Equal(13 * 212, got.Length);
        Assert.Equal(mean, got.Average(v => (double)v), 1e-3);
        Assert.Equal(deviation, Math.Sqrt(got.Average(v => (v - mean) * (v - mean))), 1e-3);
    }

    [Theory]
    [InlineData(FramePadding.Reflect, "tones_reflect")]
    [InlineData(FramePadding.Constant, "tones_constant")]
    public void Every_frame_of_the_definitions_signal(FramePadding padding, string golden)
    {
        AssertClose(TestData.Golden("audio", golden + ".npy"), Compute(GoldenSignals.Tones(), MfccOptions.Paper with { Padding = padding }), 5e-3);
    }

    [Fact]
    public void The_padding_changes_only_the_four_outer_frames()
    {
        float[] reflect = Compute(GoldenSignals.Tones(), MfccOptions.Paper), constant = Compute(GoldenSignals.Tones(), MfccOptions.CurrentLibrosa);
        int[] different = [.. Enumerable.Range(0, 212).Where(f => Enumerable.Range(0, 13).Any(k => Math.Abs(reflect[k * 212 + f] - constant[k * 212 + f]) > 1e-3))];
        Assert.Equal([0, 1, 210, 211], different);
    }

    [Fact]
    public void The_steps_lead_to_the_coefficients()
    {
        using var mfcc = new Mfcc();
        using var scope = torch.NewDisposeScope();
        torch.Tensor sound = torch.tensor(GoldenSignals.Tones());
        MfccSteps steps = mfcc.Steps(sound);
        Assert.Equal([1025, 212], steps.Power.shape);
        Assert.Equal([128, 212], steps.Mel.shape);
        Assert.True(torch.from_array(MelFilters.Slaney(44100, 2048, 128)).mm(steps.Power).sub(steps.Mel).abs().max().ToSingle() < 1e-5 * steps.Mel.max().ToSingle());
        torch.Tensor decibels = steps.Mel.clamp_min(1e-10).log10().mul(10);
        Assert.True(decibels.maximum(decibels.max().sub(80)).sub(steps.Decibels).abs().max().ToSingle() < 1e-4);
        Assert.Equal(0, mfcc.Compute(sound).sub(steps.Coefficients).abs().max().ToSingle());
    }

    [Fact]
    public void Silence_is_minus_100_dB_in_every_band()
    {
        float[] got = Compute(new float[108045], MfccOptions.Paper);
        for (int i = 0; i < got.Length; i++) Assert.Equal(i < 212 ? -1131.370850 : 0, got[i], 5e-3);
    }

    [Fact]
    public void A_voice_at_48_kHz_without_resampling()
    {
        Assert.Equal((117600, 230), (Rate48k.Samples, Rate48k.Frames));
        AssertClose(TestData.Golden("audio", "voice_48k_constant.npy"), Compute(GoldenSignals.Voice(48000, 117600), Rate48k), 5e-3);
    }

    /// <summary>The clips of ../shared/golden: all eight emotions, a stereo one and the one that is too short.</summary>
    public static TheoryData<string> Clips =>
    [
        "03-01-01-01-01-01-01", "03-01-01-01-02-02-20", "03-01-02-01-01-02-01", "03-01-02-01-02-02-13", "03-01-02-02-02-01-03", "03-01-03-01-01-02-06",
        "03-01-04-02-02-02-08", "03-01-05-02-01-01-10", "03-01-06-01-02-01-12", "03-01-07-02-01-02-15", "03-01-08-01-02-02-17",
    ];

    [Theory]
    [MemberData(nameof(Clips))]
    public void From_the_references_wave(string clip)
    {
        float[] wave = GoldenArray.Read(TestData.Shared("golden", clip + "_wave44k.npy")).Floats;
        AssertClose(TestData.Shared("golden", clip + "_44k.npy"), Compute(wave, MfccOptions.CurrentLibrosa), 5e-3);
        AssertClose(TestData.Shared("golden", clip + "_44k_reflect.npy"), Compute(wave, MfccOptions.Paper), 5e-3);
    }

    [Theory]
    [MemberData(nameof(Clips))]
    public void From_the_published_sound(string clip)
    {
        string flac = TestData.Shared("ravdess", "Actor_" + clip[^2..], clip + ".flac");
        float[] current = FromFile(flac, MfccOptions.CurrentLibrosa);
        AssertClose(TestData.Shared("golden", clip + "_44k.npy"), current, 5e-3);
        AssertClose(TestData.Shared("golden", clip + "_44k_reflect.npy"), FromFile(flac, MfccOptions.Paper), 5e-3);
        AssertClose(TestData.Shared("golden", clip + "_48k.npy"), FromFile(flac, Rate48k), 5e-3);

        // librosa resamples with soxr today: another filter moves the inner frames little and the ends more
        double[] soxr = GoldenArray.Read(TestData.Shared("golden", clip + "_44k_soxr.npy")).Values;
        for (int i = 0; i < current.Length; i++) Assert.Equal(soxr[i], current[i], i % 212 is >= 3 and <= 208 ? 0.06 : 2);
    }

    [Theory]
    [InlineData("03-01-02-01-01-02-01")] // stereo
    [InlineData("03-01-02-01-02-02-13")] // too short: filled up
    public void From_the_original_WAV(string clip)
    {
        string wav = TestData.Shared("ravdess", "original-wav", clip + ".wav");
        AssertClose(TestData.Shared("golden", clip + "_44k.npy"), FromFile(wav, MfccOptions.CurrentLibrosa), 5e-3);
    }

    internal static void AssertClose(string golden, float[] got, double tolerance)
    {
        GoldenArray expected = GoldenArray.Read(golden);
        Assert.Equal(expected.Values.Length, got.Length);
        int worst = Enumerable.Range(0, got.Length).MaxBy(i => Math.Abs(expected.Values[i] - got[i]));
        Assert.True(Math.Abs(expected.Values[worst] - got[worst]) <= tolerance,
            FormattableString.Invariant($"row {worst / expected.Shape[1]}, frame {worst % expected.Shape[1]}: expected {expected.Values[worst]}, got {got[worst]}"));
    }

    private static float[] FromFile(string file, MfccOptions options)
    {
        using var features = new AudioFeatures(options);
        return features.Mfcc(file);
    }

    private static float[] Compute(float[] samples, MfccOptions options)
    {
        using var scope = torch.NewDisposeScope();
        using var mfcc = new Mfcc(options);
        torch.Tensor result = mfcc.Compute(torch.tensor(samples));
        Assert.Equal([13, options.Frames], result.shape);
        return result.data<float>().ToArray();
    }
}
