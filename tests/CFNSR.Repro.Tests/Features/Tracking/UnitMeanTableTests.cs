using System.Globalization;
using CFNSR.Repro.Data;
using CFNSR.Repro.Features.Tracking;

namespace CFNSR.Repro.Tests.Features.Tracking;

public sealed class UnitMeanTableTests : IDisposable
{
    private static readonly string Header = "clip," + string.Join(',', ActionUnits.Columns);
    private static readonly string Good = Row("01-01-03-02-01-02-14");
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    /// <summary>A row: intensities 0.1 to 1.7, presences 0.01 to 0.18, times a factor.</summary>
    internal static string Row(string clip, double factor = 1) => clip + "," + string.Join(',', ActionUnits.All.Select((unit, i) =>
        (factor * (unit.Presence ? (i - 16) / 100.0 : (i + 1) / 10.0)).ToString("G6", CultureInfo.InvariantCulture)));

    [Fact]
    public void Means_are_read_by_clip()
    {
        UnitMeanTable table = TestTable(Good, Row("02-01-03-02-01-02-14"), Row("01-02-03-02-01-02-14"), Row("01-01-03-02-02-02-14", 0.5));
        Assert.Equal(["01-01-03-02-01-02-14", "01-01-03-02-02-02-14"], table.Means.Keys.Select(name => $"{name}"));
        Assert.Equal(2, table.Skipped); // picture alone, song
        float[] means = table.Means[ClipName.Parse("01-01-03-02-02-02-14")];
        Assert.Equal([0.05f, 0.85f, 0.005f, 0.09f], [means[0], means[16], means[17], means[34]]);
    }

    [Theory]
    [InlineData("01-01-03-02-01-02-25", "line 3 has no RAVDESS name: field 7 (actor) is '25', not 01-24")]
    [InlineData("01-01-03-02-01-02-14", "line 3 has the clip 01-01-03-02-01-02-14 of line 2 again")]
    public void Unknown_and_double_clips_are_named_by_line(string second, string what) =>
        Assert.Equal(what, Assert.Throws<KitException>(() => TestTable(Good, Row(second))).What);

    [Fact]
    public void Missing_units_bad_numbers_and_tables_without_clips_are_refused()
    {
        Assert.Equal("line 2 has '60' in column AU12_r", Refused(Header, Good.Replace("0.9,", "60,", StringComparison.Ordinal)));
        Assert.Equal("line 2 has 35 fields", Refused(Header, Good[..^5]));
        Assert.Equal("line 1 has no column AU28_c", Refused(Header.Replace("AU28_c", "AU29_c", StringComparison.Ordinal), Good));
        Assert.Equal("line 1 has no column clip", Refused(Header.Replace("clip", "name", StringComparison.Ordinal), Good));
        Assert.Equal("has no row of a speech clip", Refused(Header, Row("02-01-03-02-01-02-14")));
    }

    /// <summary>Two runs of OpenFace over the same videos: the means differ by 0.005 in the mean, a few by more (AU17_c by 0.18).</summary>
    [Fact]
    public void The_means_of_real_frames_are_nearly_those_of_the_real_table()
    {
        var means = UnitMeanTable.Read(RealTracking.Means()).Means;
        Assert.Equal(1200, means.Count);
        var byFrame = TrackingFiles.Find(RealTracking.ByFrame(folder));
        Assert.Empty(byFrame.Problems);
        Assert.Equal(300, byFrame.Sources.Count);
        float[] apart = [.. byFrame.Sources.Values.SelectMany(source =>
            source.MeanUnits().Zip(means[source.Name], (actual, expected) => MathF.Abs(actual - expected)))];
        Assert.Equal(300 * ActionUnits.Count, apart.Length);
        Assert.Equal(0.00488f, apart.Average(), 5e-6f);
        Assert.Equal(0.1828f, apart.Max(), 5e-5f);
        Assert.Equal(2843, apart.Count(difference => difference > 0.005f));
    }

    private UnitMeanTable TestTable(params string[] rows) =>
        UnitMeanTable.Read(folder.Write("means.csv", string.Join('\n', [Header, .. rows])));

    private string Refused(string header, string row) =>
        Assert.Throws<KitException>(() => UnitMeanTable.Read(folder.Write("means.csv", header + "\n" + row + "\n"))).What;
}
