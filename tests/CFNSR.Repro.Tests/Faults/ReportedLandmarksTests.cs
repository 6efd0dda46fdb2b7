using CFNSR.Repro.Data;
using CFNSR.Repro.Tests.Data;

namespace CFNSR.Repro.Tests.Faults;

/// <summary>Kinds of OpenFace output that public reports describe; sources: data/results/faults/public-reports.md.</summary>
public sealed class ReportedLandmarksTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void A_row_without_success_stands_for_its_neighbour_though_it_has_numbers()
    {
        string[] lines = [.. LandmarkFileTests.Csv(5).Select((line, i) => line + (i == 0 ? ", success" : i is 2 or 3 ? ", 0" : ", 1"))];
        LandmarkFile file = Read(lines);
        Assert.Equal(["line 3 has no face", "line 4 has no face"], file.Problems.Select(p => p.What));
        Assert.Equal([0, 0, 300, 300, 400], Enumerable.Range(0, 5).Select(row => file.At(row).X[0]));
    }

    [Fact]
    public void A_row_of_zeros_is_no_face_where_no_column_says_so()
    {
        string[] lines = LandmarkFileTests.Csv(4);
        lines[1] = "1, 0, 0.0, 0" + string.Concat(Enumerable.Repeat(", 0", 137));
        LandmarkFile file = Read(lines);
        Assert.Equal("line 2 has no face", Assert.Single(file.Problems).What);
        Assert.Equal(100, file.At(0).X[0]);
    }

    [Fact]
    public void Low_confidence_alone_changes_nothing()
    {
        string[] lines = [.. LandmarkFileTests.Csv(3).Select(line => line.Replace("0.98", "0.02", StringComparison.Ordinal))];
        Assert.Empty(Read(lines).Problems);
    }

    [Fact]
    public void Two_faces_in_a_frame_are_refused_and_a_face_that_is_found_again_is_not()
    {
        string[] lines = LandmarkFileTests.Csv(4);
        lines[3] = lines[3].Replace("3, 0,", "2, 1,", StringComparison.Ordinal);
        Assert.Equal("frame 2 has two rows", Assert.Throws<KitException>(() => Read(lines)).What);
        lines[3] = lines[3].Replace("2, 1,", "3, 1,", StringComparison.Ordinal);
        Assert.Equal(200, Read(lines).At(2).X[0]);
    }

    [Theory]
    [InlineData(',', ';', "there is no column x_0")]  // decimal comma, fields with semicolons
    [InlineData(' ', '\t', "there is no column x_0")]
    public void Other_separators_are_named_by_the_missing_column(char from, char to, string what)
    {
        string[] lines = [.. LandmarkFileTests.Csv(2)
            .Select(line => line.Replace(", ", "" + from, StringComparison.Ordinal).Replace(from, to).Replace('.', ','))];
        Assert.Equal(what, Assert.Throws<KitException>(() => Read(lines)).What);
    }

    [Fact]
    public void Decimal_commas_between_commas_are_refused()
    {
        string[] lines = [.. LandmarkFileTests.Csv(2).Select(line => line.Replace('.', ','))];
        Assert.Equal("no row has a face", Assert.Throws<KitException>(() => Read(lines)).What);
    }

    [Theory]
    [InlineData("\r\n", "")]
    [InlineData("\n", "\uFEFF")]
    public void Windows_line_ends_and_a_byte_order_mark_change_nothing(string end, string start)
    {
        LandmarkFile file = LandmarkFile.Read(folder.Write("a.csv", start + string.Join(end, LandmarkFileTests.Csv(3)) + end));
        Assert.Equal((3, 0, 267f, 234.5f), (file.Rows, file.Problems.Count, file.At(2).X[67], file.At(2).Y[67]));
    }

    [Fact]
    public void Eye_and_space_landmarks_are_not_taken_for_those_of_the_picture()
    {
        string[] lines = [.. LandmarkFileTests.Csv(2).Select((line, i) => i == 0 ? "eye_lmk_x_0, X_0, x_00, " + line : "7, 8, 9, " + line)];
        Assert.Equal((0f, 0.5f), (Read(lines).At(0).X[0], Read(lines).At(0).Y[0]));
    }

    private LandmarkFile Read(string[] lines) =>
        LandmarkFile.Read(folder.Write("01-01-01-01-01-01-01.csv", string.Join('\n', lines) + "\n"));
}
