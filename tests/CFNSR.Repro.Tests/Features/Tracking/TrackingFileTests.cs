using System.Text;
using CFNSR.Repro.Features.Tracking;

namespace CFNSR.Repro.Tests.Features.Tracking;

public sealed class TrackingFileTests : IDisposable
{
    private const string Name = "01-01-01-01-01-01-01.csv";
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void The_712_columns_of_the_archive_are_read_by_name()
    {
        Assert.Equal(712, TrackingCsv.Ravdess.Count);
        TestData.InCulture("de-DE", () =>
        {
            FaceTracking face = Read(TrackingCsv.Text(TrackingCsv.Ravdess, 101));
            Assert.Equal(101, face.Frames);
            Assert.Equal([0, 0.033, 0.067], face.Timestamps.Take(3));
            Assert.Equal([0.98f], face.Confidence.Distinct());
            for (int frame = 0; frame < face.Frames; frame++)
                for (int unit = 0; unit < ActionUnits.Count; unit++) Assert.Equal(TrackingCsv.Unit(frame, unit), face.Units[frame, unit]);
            Assert.Equal([1f, 2, 3, 1, 2, 3], Row(face.Pose!, 100));
            Assert.Equal([133f, 133, 133, 133, 133, 133, 137, 137], Row(face.Gaze!, 100));
            Assert.Empty(face.JumpFrames!);
        });
    }

    [Fact]
    public void Blanks_byte_order_marks_and_line_ends_do_not_matter()
    {
        string[] lines = [.. TrackingCsv.Lines(TrackingCsv.Ravdess, 3).Select(line => line.Replace(",", ", ", StringComparison.Ordinal))];
        byte[] content = [.. Encoding.UTF8.GetPreamble(), .. Encoding.UTF8.GetBytes(string.Join("\r\n", lines) + "\r\n\r\n")];
        FaceTracking face = TrackingFile.Read(folder.Write(Name, content));
        Assert.Equal(Read(TrackingCsv.Text(TrackingCsv.Ravdess, 3)).Units, face.Units);
    }

    [Fact]
    public void Openfaces_own_714_columns_lose_the_frames_without_success()
    {
        Assert.Equal(714, TrackingCsv.OpenFace.Count);
        FaceTracking face = Read(TrackingCsv.Text(TrackingCsv.OpenFace, 5, (column, frame) => (column, frame) switch
        {
            ("success", 1 or 3) => "0",
            ("confidence", 4) => "0.30",
            ("AU01_r", 1) => "-nan(ind)", // what trackers write where there is no face
            ("AU01_r", _) => $"{frame}",
            _ => null,
        }));
        Assert.Equal(3, face.MissingFrames);
        Assert.Equal([0f, 1, 2, 2, 2], Enumerable.Range(0, 5).Select(frame => MathF.Round(face.Units[frame, 0], 1)));
        Assert.Equal(1f, face.MeanUnits()[0]);
    }

    [Fact]
    public void Of_several_faces_the_one_tracked_in_most_frames_is_taken()
    {
        string[] one = TrackingCsv.Lines(TrackingCsv.OpenFace, 4, (column, frame) => column == "success" && frame > 0 ? "0" : null);
        string[] other = TrackingCsv.Lines(TrackingCsv.OpenFace, 4, (column, _) => column == "face_id" ? "7" : null);
        FaceTracking face = Read(string.Join('\n', [one[0], .. one.Skip(1).Zip(other.Skip(1), (a, b) => a + "\n" + b)]));
        Assert.Equal((4, 0), (face.Frames, face.MissingFrames));
        Assert.Equal(TrackingCsv.Unit(3, 5), face.Units[3, 5]);
    }

    [Fact]
    public void A_table_of_action_units_alone_has_the_clock_of_the_videos()
    {
        FaceTracking face = Read(TrackingCsv.Text(ActionUnits.Columns, 31));
        Assert.Equal(1.001, face.Timestamps[30], 12);
        Assert.Equal(1f, face.Confidence[30]);
        Assert.True(face is { Pose: null, Gaze: null, JumpFrames: null, MissingFrames: 0 });
        Assert.Equal(TrackingCsv.Unit(30, 34), face.Units[30, 34]);
    }

    [Theory]
    [InlineData("AU28_c", null, "line 1 has no column AU28_c")]
    [InlineData("timestamp", null, "line 1 has no column timestamp")]
    [InlineData("pose_Rz", null, "line 1 has no column pose_Rz")]
    [InlineData("AU45_c", "AU45_r", "line 1 has the column AU45_r twice")]
    public void Columns_that_are_missing_or_double_are_named(string column, string? instead, string what)
    {
        string[] lines = TrackingCsv.Lines(TrackingCsv.Ravdess, 2);
        lines[0] = string.Join(',', TrackingCsv.Ravdess.Select(name => name == column ? instead ?? "other" : name));
        Assert.Equal(what, Refused(string.Join('\n', lines)).What);
    }

    [Theory]
    [InlineData("AU01_r", "5.1", "line 4 has '5.1' in column AU01_r", "a number from 0 to 5")]
    [InlineData("AU01_r", "-0.1", "line 4 has '-0.1' in column AU01_r", "a number from 0 to 5")]
    [InlineData("AU01_r", "nan", "line 4 has 'nan' in column AU01_r", "a number from 0 to 5")]
    [InlineData("AU01_r", "", "line 4 has '' in column AU01_r", "a number from 0 to 5")]
    [InlineData("AU01_r", "\"1", "line 4 has '\"1' in column AU01_r", "a number from 0 to 5")]
    [InlineData("AU01_c", "0.5", "line 4 has a value between 0 and 1 in column AU01_c", "0 or 1")]
    [InlineData("AU01_c", "2", "line 4 has '2' in column AU01_c", "a number from 0 to 1")]
    [InlineData("pose_Tx", "inf", "line 4 has 'inf' in column pose_Tx", "a finite number")]
    [InlineData("gaze_0_x", "1e99", "line 4 has '1e99' in column gaze_0_x", "a finite number")]
    [InlineData("confidence", "1.5", "line 4 has '1.5' in column confidence", "a number from 0 to 1")]
    [InlineData("timestamp", "0.033", "line 4 has timestamp 0.033 after 0.033", "ascending timestamps")]
    [InlineData("timestamp", "soon", "line 4 has 'soon' in column timestamp", "a number from 0 to 1000000")]
    [InlineData("AU01_r", "1,2", "line 4 has 713 fields", "712 as in the header")]
    public void Bad_numbers_are_named_by_line(string column, string value, string what, string expected)
    {
        string content = TrackingCsv.Text(TrackingCsv.Ravdess, 5, (name, frame) => name == column && frame == 2 ? value : null);
        KitException error = Refused(content);
        Assert.Equal((what, expected, folder[Name]), (error.What, error.Expected, error.File));
    }

    [Theory]
    [InlineData("", "is empty")]
    [InlineData("\n\n", "line 1 has no column AU01_r")]
    [InlineData("PK\u0003\u0004\0\0binary", "line 1 has no column AU01_r")]
    [InlineData("frame;timestamp;AU01_r\n1;0,033;1,5\n", "line 1 is not separated by commas")]
    [InlineData("frame\ttimestamp\tAU01_r\n", "line 1 is not separated by commas")]
    [InlineData("clip,AU01_r\n", "is a table of many clips")]
    public void Files_that_are_something_else_are_refused(string content, string what) => Assert.Equal(what, Refused(content).What);

    [Fact]
    public void Files_without_rows_cut_files_and_absent_files_are_refused()
    {
        string whole = TrackingCsv.Text(TrackingCsv.Ravdess, 3);
        Assert.Equal("has a header and no rows", Refused(TrackingCsv.Text(TrackingCsv.Ravdess, 0)).What);
        Assert.Matches("^line 4 has [0-9]+ fields$", Refused(whole[..^100]).What);
        Assert.Equal("there is no such file", Assert.Throws<KitException>(() => TrackingFile.Read(folder["absent.csv"])).What);
    }

    /// <summary>The first frame of RAVDESS's first clip, as its authors publish it.</summary>
    [Fact]
    public void The_first_row_of_the_archive_is_read_as_published()
    {
        string[] names = [.. ActionUnits.Columns, "pose_Tx", "pose_Ty", "pose_Tz", "pose_Rx", "pose_Ry", "pose_Rz"], published =
        [
            .. "0.0 0.0 1.22 0.0 0.15 0.24 0.15 0.06 0.0 1.12 0.0 0.0 1.12 0.0 0.01 0.22 3.4".Split(' '),
            .. "0.0 0.0 1.0 0.0 0.0 0.0 0.0 0.0 0.0 1.0 0.0 0.0 1.0 0.0 0.0 1.0 0.0 1.0".Split(' '),
            "0.0", "9.7", "1382.7", "0.05", "0.039", "0.062",
        ];
        FaceTracking face = Read(TrackingCsv.Text(TrackingCsv.Ravdess, 1,
            (column, _) => names.Contains(column) ? published[Array.IndexOf(names, column)] : null));
        Assert.Equal([0f, 0, 1.22f, 0, 0.15f, 0.24f, 0.15f, 0.06f, 0, 1.12f, 0, 0, 1.12f, 0, 0.01f, 0.22f, 3.4f], Row(face.Units, 0)[..17]);
        Assert.Equal([0f, 0, 1, 0, 0, 0, 0, 0, 0, 1, 0, 0, 1, 0, 0, 1, 0, 1], Row(face.Units, 0)[17..]);
        Assert.Equal([0f, 9.7f, 1382.7f, 0.05f, 0.039f, 0.062f], Row(face.Pose!, 0));
        Assert.Equal(face.MeanUnits(), Row(face.Units, 0));
    }

    /// <summary>The same clip, tracked in the published video again by others: its values are not those of the archive.</summary>
    [Fact]
    public void A_real_table_by_frame_is_read()
    {
        FaceTracking face = TrackingFile.Read(Path.Combine(RealTracking.ByFrame(folder), Name));
        Assert.Equal(98, face.Frames);
        Assert.Equal([0f, 0, 1.24f, 0.33f, 0.16f, 0.25f, 0, 0.04f, 0, 1.12f, 0, 0, 0, 0, 0, 0.04f, 2.96f], Row(face.Units, 0)[..17]);
        Assert.Equal([0f, 0, 1, 0, 0, 0, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 1], Row(face.Units, 0)[17..]);
    }

    private FaceTracking Read(string content) => TrackingFile.Read(folder.Write(Name, content));

    private KitException Refused(string content) => Assert.Throws<KitException>(() => Read(content));

    private static float[] Row(float[,] table, int row) =>
        [.. Enumerable.Range(0, table.GetLength(1)).Select(column => table[row, column])];
}
