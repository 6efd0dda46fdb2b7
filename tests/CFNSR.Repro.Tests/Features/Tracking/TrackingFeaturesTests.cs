using CFNSR.Repro.Data;
using CFNSR.Repro.Features;
using CFNSR.Repro.Features.Tracking;
using CFNSR.Repro.Avatars.Sound;

namespace CFNSR.Repro.Tests.Features.Tracking;

/// <summary>Face tracking in the clip store, beside the sound.</summary>
public sealed class TrackingFeaturesTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    /// <summary>Three points a token of 8 MFCC frames (512 samples at 44,100 each), the middle one at frame 8 t + 5.5 behind half a second.</summary>
    [Fact]
    public void The_points_follow_the_sounds_tokens()
    {
        var (start, step) = TrackingFeatures.Clock(MfccOptions.Paper);
        double frame = 512.0 / 44100;
        Assert.Equal(0.5 + (5.5 * frame), start + step, 12);
        Assert.Equal(0.5 + (13.5 * frame), start + (4 * step), 12);
        Assert.InRange(start + (77 * step), 2.9, 2.95); // within the sound's window, 0.5 s to 2.95 s
    }

    [Fact]
    public void A_store_holds_the_means_and_the_course_of_the_units_on_the_sounds_clock()
    {
        // unit 0 rises by 0.001 a frame: its value at any time is 0.001 * 29.97 * time
        string data = Clips("01-01-03-01-01-01-01", "01-01-04-01-01-01-01");
        foreach (string clip in Directory.GetFiles(data, "*.wav").Select(file => "01" + Path.GetFileNameWithoutExtension(file)[2..]))
            File.WriteAllText(Path.Combine(data, clip + ".csv"), TrackingCsv.Text(ActionUnits.Columns, 100, (column, frame) => column == "AU01_r" ? FormattableString.Invariant($"{0.001 * frame:F6}") : null));
        PrepareReport report = Prepare(data);
        Assert.Equal((2, 0), (report.Made, report.Failures.Count));
        using var store = ClipStore.Open(folder["store"]);
        Assert.Equal([35, 1], store.Shape(StoreArray.Units));
        Assert.Equal([35, 78], store.Shape(StoreArray.UnitFrames));
        Assert.Equal(0.0495f, store.Features(StoreArray.Units, 0)[0], 1e-6);
        var (start, step) = TrackingFeatures.Clock(MfccOptions.Paper);
        for (int point = 0; point < 78; point += 7)
            Assert.Equal(0.001 * (30000.0 / 1001) * (start + (point * step)), store.Features(StoreArray.UnitFrames, 0)[point], 1e-5);
        Assert.Equal("2 clips of RAVDESS, sound and face tracking", store.Words);
    }

    [Fact]
    public void With_means_for_some_clips_the_store_holds_means_for_all_and_a_clip_without_is_named()
    {
        string data = Clips("01-01-03-01-01-01-01", "01-01-04-01-01-01-01", "01-01-05-01-01-01-01");
        File.WriteAllText(Path.Combine(data, "01-01-03-01-01-01-01.csv"), TrackingCsv.Text(ActionUnits.Columns, 10));
        File.WriteAllText(Path.Combine(data, "means.csv"), $"clip,{string.Join(',', ActionUnits.Columns)}\n01-01-04-01-01-01-01,{string.Join(',', Enumerable.Range(0, 35).Select(u => u % 2))}\n");
        PrepareReport report = Prepare(data);
        ClipProblem missing = Assert.Single(report.Failures);
        Assert.Equal("has no face tracking; expected a CSV or a row of a table of means", missing.What);
        using var store = ClipStore.Open(folder["store"]);
        Assert.False(store.Has(StoreArray.UnitFrames));
        Assert.Equal(Enumerable.Range(0, 35).Select(u => (float)(u % 2)), store.Features(StoreArray.Units, 1).ToArray());

        File.WriteAllText(Path.Combine(data, "01-01-05-01-01-01-01.csv"), TrackingCsv.Text(ActionUnits.Columns, 10));
        report = Prepare(data); // only what came in
        Assert.Equal((1, 0), (report.Made, report.Failures.Count));
    }

    [Fact]
    public void Real_means_stand_in_the_store_as_in_their_table()
    {
        string means = RealTracking.Means(), wavs = TestData.Shared("ravdess", "original-wav");
        Directory.CreateDirectory(folder["real"]);
        File.CreateSymbolicLink(folder["real", "wav"], wavs);
        File.Copy(means, folder["real", "means.csv"]);
        PrepareReport report = Prepare(folder["real"]);
        Assert.Empty(report.Failures);
        using var store = ClipStore.Open(folder["store"]);
        string[] header = File.ReadLines(means).First().Split(',');
        foreach (ClipName name in store.Names.Take(5))
        {
            string[] row = File.ReadLines(means).First(line => line.StartsWith(name with { Modality = Modality.AudioVisual } + ",", StringComparison.Ordinal)).Split(',');
            float[] units = store.Features(StoreArray.Units, store.Names.ToList().IndexOf(name)).ToArray();
            for (int unit = 0; unit < 35; unit++)
                Assert.Equal(float.Parse(row[Array.IndexOf(header, ActionUnits.Columns[unit])], System.Globalization.CultureInfo.InvariantCulture), units[unit]);
        }
    }

    private PrepareReport Prepare(string data) =>
        ClipPreparer.Prepare(ClipIndex.Scan(data), folder["store"], new PrepareOptions { Frames = null, Tracking = TrackingFiles.Find(data), Workers = 1 });

    /// <summary>Short sounds with these names.</summary>
    private string Clips(params string[] names)
    {
        Directory.CreateDirectory(folder["data"]);
        foreach (string name in names)
            WavWriter.Write(Path.Combine(folder["data"], "03" + name[2..] + ".wav"), new AudioSignal([.. Enumerable.Range(0, 150_000).Select(i => (float)(0.4 * Math.Sin(i * 0.02)))], 48000));
        return folder["data"];
    }
}
