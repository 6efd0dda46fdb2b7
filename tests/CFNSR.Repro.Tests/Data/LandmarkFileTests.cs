using System.Globalization;
using CFNSR.Repro.Data;

namespace CFNSR.Repro.Tests.Data;

public sealed class LandmarkFileTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    /// <summary>OpenFace's layout in small: other columns before and between, a space after every comma, x_i = 100 row + i, y_i = 50 row + 2i + 0.5.</summary>
    internal static string[] Csv(int rows) =>
    [
        "frame, face_id, timestamp, confidence, " + string.Join(", ", Enumerable.Range(0, 68).Select(i => $"x_{i}")) + ", AU01_r, " + string.Join(", ", Enumerable.Range(0, 68).Select(i => $"y_{i}")),
        .. Enumerable.Range(0, rows).Select(r => $"{r + 1}, 0, 0.0, 0.98, " + string.Join(", ", Enumerable.Range(0, 68).Select(i => 100 * r + i))
            + ", 1.5, " + string.Join(", ", Enumerable.Range(0, 68).Select(i => (50 * r + 2 * i + 0.5).ToString(CultureInfo.InvariantCulture)))),
    ];

    private string Write(string[] lines) => folder.Write("01-01-01-01-01-01-01.csv", string.Join('\n', lines) + "\n");

    [Fact]
    public void Columns_are_found_by_name()
    {
        TestData.InCulture("de-DE", () =>
        {
            LandmarkFile file = LandmarkFile.Read(Write(Csv(4)));
            Assert.Equal(4, file.Rows);
            Assert.Empty(file.Problems);
            var (x, y) = file.At(2);
            Assert.Equal(Enumerable.Range(0, 68).Select(i => 200f + i), x);
            Assert.Equal(Enumerable.Range(0, 68).Select(i => 100.5f + 2 * i), y);
        });
    }

    [Theory]
    [InlineData(100, 0, 0)]
    [InlineData(100, 1, 4)] // ceil(100/30) = ceil(3.33)
    [InlineData(100, 3, 10)]
    [InlineData(100, 29, 97)]
    [InlineData(10, 29, 9)] // ceil(9.67) = 10 would be past the end
    [InlineData(30, 29, 29)]
    public void Row_of_a_frame_is_rounded_up(int rows, int frame, int expected) =>
        Assert.Equal(expected, LandmarkFile.Read(Write(Csv(rows))).RowOf(frame, 30));

    [Fact]
    public void Bad_rows_are_reported_by_line_and_stand_for_their_neighbour()
    {
        string[] lines = Csv(6);
        lines[2] = lines[2].Replace(" 101,", " nan,", StringComparison.Ordinal);
        lines[3] = "3, 0, 0.1";
        LandmarkFile file = LandmarkFile.Read(Write(lines));
        Assert.Equal(6, file.Rows);
        Assert.Equal(["line 3", "line 4"], file.Problems.Select(p => p.What[..6]));
        Assert.Equal(0, file.At(1).X[0]);   // row 0 is as near as any
        Assert.Equal(300, file.At(2).X[0]); // row 3
    }

    [Fact]
    public void Files_without_landmarks_are_refused_by_name()
    {
        string[] noColumn = [.. Csv(2).Select(line => line.Replace("y_67", "z_67", StringComparison.Ordinal))];
        KitException e = Assert.Throws<KitException>(() => LandmarkFile.Read(Write(noColumn)));
        Assert.Contains("y_67", e.What, StringComparison.Ordinal);
        Assert.NotNull(e.File);
        Assert.Throws<KitException>(() => LandmarkFile.Read(folder["absent.csv"]));
        Assert.Throws<KitException>(() => LandmarkFile.Read(folder.Write("empty.csv", "")));
        Assert.Throws<KitException>(() => LandmarkFile.Read(Write([Csv(0)[0], "x", "y"])));
    }
}
