using System.IO.Compression;
using System.Text;
using CFNSR.Repro.Data;
using CFNSR.Repro.Features.Tracking;

namespace CFNSR.Repro.Tests.Features.Tracking;

public sealed class TrackingFilesTests : IDisposable
{
    private const string Archive = "FacialTracking_Actors_01-24.zip";
    private static readonly string[] Names = [.. ClipName.SpeechOf(1).Take(4).Select(name => $"{name}")];
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void Each_clip_has_one_source_frames_before_means()
    {
        string inFolder = folder.Write($"tracking/Actor_01/{Names[0]}.csv", Csv(3));
        Zip((Names[0] + ".csv", Csv(5)), (Names[1] + ".csv", Csv(7)),
            ("02" + Names[1][2..] + ".csv", "video alone"), ("01-02" + Names[1][5..] + ".csv", "song"));
        Means("mean.csv", Names);
        folder.Write("curves.csv", "epoch,loss\n1,2\n");
        TrackingFiles files = TrackingFiles.Find(folder.Path);
        Assert.Empty(files.Problems);
        Assert.Equal(2, files.Skipped);
        Assert.Equal(Names.Select(name => name[3..]), files.Sources.Keys);
        TrackingSource[] sources = [.. files.Sources.Values];
        Assert.Equal([TrackingKind.File, TrackingKind.Archive, TrackingKind.Means], sources.Take(3).Select(source => source.Kind));
        Assert.Equal([inFolder, folder[Archive] + $"/{Names[1]}.csv", folder["mean.csv"] + $"/{Names[2]}"],
            sources.Take(3).Select(source => source.Label));
        Assert.Equal([3, 7], sources.Take(2).Select(source => source.Read().Frames));
        Assert.Equal(0.1f, sources[2].MeanUnits()[0]);
        KitException error = Assert.Throws<KitException>(sources[2].Read);
        Assert.Equal((sources[2].Label, "has means alone"), (error.File, error.What));
    }

    [Fact]
    public void A_stamp_is_of_the_content_wherever_it_lies()
    {
        folder.Write($"a/{Names[0]}.csv", Csv(3));
        folder.Write($"b/{Archive}", ZipBytes((Names[0] + ".csv", Csv(3)), (Names[1] + ".csv", Csv(4))));
        TrackingSource file = First("a"), entry = First("b");
        SourceStamp first = file.Stamp(folder.Path), second = entry.Stamp(folder.Path);
        Assert.Equal(($"a/{Names[0]}.csv", $"b/{Archive}/{Names[0]}.csv"), (first.File, second.File));
        Assert.True(first.SameContent(second));
        Assert.Same(second, entry.Stamp(folder.Path, second)); // neither size nor time has changed
        folder.Write($"b/{Archive}", ZipBytes((Names[0] + ".csv", Csv(3).Replace("0.98", "0.97", StringComparison.Ordinal))));
        Assert.False(second.SameContent(First("b").Stamp(folder.Path, second)));
    }

    [Fact]
    public void A_row_of_means_keeps_its_stamp_when_another_row_changes()
    {
        Means("mean.csv", Names[..2]);
        SourceStamp before = First("").Stamp(folder.Path);
        folder.Write("mean.csv", string.Join('\n', Header, UnitMeanTableTests.Row(Names[0]), UnitMeanTableTests.Row(Names[1], 0.5)));
        Assert.True(before.SameContent(First("").Stamp(folder.Path, before)));
        folder.Write("mean.csv", string.Join('\n', Header, UnitMeanTableTests.Row(Names[0], 0.5), UnitMeanTableTests.Row(Names[1])));
        Assert.False(before.SameContent(First("").Stamp(folder.Path, before)));
    }

    [Fact]
    public void What_is_misnamed_broken_or_double_is_a_line_and_holds_up_nothing()
    {
        folder.Write($"a/{Names[0]}.csv", Csv(3));
        folder.Write($"a/b/{Names[0]}.csv", Csv(3));
        string misnamed = folder.Write("01-01-09-01-01-01-01.csv", Csv(3));
        string cut = folder.Write(Archive, ZipBytes((Names[1] + ".csv", Csv(7)))[..^30]);
        string odd = folder.Write("z/" + Archive, ZipBytes(("x.csv", "")));
        string empty = folder.Write($"a/{Names[2]}.csv", "");
        string table = folder.Write("mean.csv", Header + "\n" + UnitMeanTableTests.Row("nobody"));
        TrackingFiles files = TrackingFiles.Find(folder.Path);
        Assert.Equal(folder[$"a/{Names[0]}.csv"], Assert.Single(files.Sources.Values).File);
        Assert.Equal(files.Problems.OrderBy(problem => problem.File, StringComparer.Ordinal), files.Problems);
        Assert.Equal(
            new HashSet<(string, string)>
            {
                (misnamed, "is not a RAVDESS name: field 3 (emotion) is '09', not 01-08"),
                (cut, "is not a whole zip archive"),
                (empty, "is empty (0 bytes)"),
                (table, "line 2 has no RAVDESS name: 'nobody' has 6 characters, not 20"),
                (odd + "/x.csv", "is not a RAVDESS name: 'x' has 1 characters, not 20"),
                (folder["a/b"], $"holds the tracking of 1 clips again that {folder["a"]} holds"),
            },
            files.Problems.Select(problem => (problem.File, problem.File == cut ? problem.What[..26] : problem.What)).ToHashSet());
        Assert.Empty(TrackingFiles.Find(folder["z"]).Sources);
        Assert.Equal("is not a folder", Assert.Throws<KitException>(() => TrackingFiles.Find(folder["absent"])).What);
    }

    [Fact]
    public void An_archive_that_changes_under_the_reader_is_refused_by_entry()
    {
        Zip((Names[0] + ".csv", Csv(3)));
        TrackingSource source = TrackingFiles.Find(folder.Path).Sources.Values.Single();
        Zip((Names[0] + ".csv", Csv(4)));
        KitException error = Assert.Throws<KitException>(source.Read);
        Assert.Equal((source.Label, "cannot be read: the archive has changed"), (error.File, error.What));
        File.Delete(folder[Archive]);
        Assert.StartsWith("cannot be read:", Assert.Throws<KitException>(source.MeanUnits).What, StringComparison.Ordinal);
    }

    private TrackingSource First(string below) => TrackingFiles.Find(folder[below]).Sources.Values.First();

    private static string Header => "clip," + string.Join(',', ActionUnits.Columns);

    private static string Csv(int frames) => TrackingCsv.Text(TrackingCsv.Ravdess, frames);

    private void Means(string file, IEnumerable<string> names) =>
        folder.Write(file, string.Join('\n', [Header, .. names.Select(name => UnitMeanTableTests.Row(name))]));

    private void Zip(params (string Name, string Content)[] files) => folder.Write(Archive, ZipBytes(files));

    /// <summary>An archive with these files.</summary>
    internal static byte[] ZipBytes(params (string Name, string Content)[] files)
    {
        using var memory = new MemoryStream();
        using (var zip = new ZipArchive(memory, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach (var (name, content) in files)
            {
                using Stream stream = zip.CreateEntry(name).Open();
                stream.Write(Encoding.UTF8.GetBytes(content));
            }
        }

        return memory.ToArray();
    }
}
