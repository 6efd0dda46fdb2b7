using System.Globalization;

namespace CFNSR.Repro.Features.Tracking;

/// <summary>
/// Reads the face-tracking CSV of one clip: the 712 columns of RAVDESS's own archive (no face_id, no success), the 714 of OpenFace 2, or
/// the 35 action units alone, one row a video frame. Source: data/paper/models.md §6.5.
/// </summary>
public static class TrackingFile
{
    /// <summary>Frames a second of RAVDESS's videos, the clock of a file without timestamps.</summary>
    public const double FramesPerSecond = 30000 / 1001.0;

    private static readonly string[] Pose = ["pose_Tx", "pose_Ty", "pose_Tz", "pose_Rx", "pose_Ry", "pose_Rz"];

    private static readonly string[] Gaze =
        ["gaze_0_x", "gaze_0_y", "gaze_0_z", "gaze_1_x", "gaze_1_y", "gaze_1_z", "gaze_angle_x", "gaze_angle_y"];

    /// <summary>Reads a file.</summary>
    /// <param name="file">Its path.</param>
    /// <returns>The track. Of several faces it is the one tracked in most frames, of equals the one with the lower number.</returns>
    /// <exception cref="KitException">Unreadable file, missing column, bad number, timestamps not ascending, no face; by line.</exception>
    public static FaceTracking Read(string file) => Read(file, () => File.OpenRead(file));

    /// <summary>Reads a file that lies elsewhere, for example in an archive.</summary>
    /// <param name="name">What messages call it.</param>
    /// <param name="open">Opens its content; the stream is closed at the end.</param>
    /// <returns>The track, as <see cref="Read(string)"/>.</returns>
    /// <exception cref="KitException">As <see cref="Read(string)"/>.</exception>
    public static FaceTracking Read(string name, Func<Stream> open) => CsvRows.Read(name, open, Read);

    private static FaceTracking Read(CsvRows rows)
    {
        if (rows.Has("clip")) throw rows.BadFile("is a table of many clips", "the tracking of one clip", "Read it as a table of means.");
        bool timed = rows.Has("frame") || rows.Has("timestamp") || rows.Has("confidence");
        var columns = new Layout(timed ? rows.Column("timestamp") : null, timed ? rows.Column("confidence") : null,
            rows.Has("success") ? rows.Column("success") : null, rows.Has("face_id") ? rows.Column("face_id") : null,
            rows.Columns(ActionUnits.Columns), rows.OptionalColumns(Pose), rows.OptionalColumns(Gaze));
        var all = new List<Row>();
        while (rows.Next()) all.Add(ReadRow(rows, columns, all.Count));
        List<Row>? face = all.GroupBy(row => row.Face).OrderByDescending(group => group.Count(row => row.Units is not null))
            .ThenBy(group => group.Key).FirstOrDefault()?.ToList();
        if (face is null) throw rows.BadFile("has a header and no rows", "one row a video frame", "Get the file again.");
        for (int i = 1; i < face.Count; i++)
        {
            if (face[i].Time > face[i - 1].Time) continue;
            string what = string.Create(CultureInfo.InvariantCulture, $"has timestamp {face[i].Time} after {face[i - 1].Time}");
            throw rows.BadLine(face[i].Line, what, "ascending timestamps", "Track the video again.");
        }

        return new FaceTracking(rows.File, [.. face.Select(row => row.Time)], [.. face.Select(row => row.Confidence)],
            Table(face, row => row.Units, ActionUnits.Count), columns.Pose is null ? null : Table(face, row => row.Pose, Pose.Length),
            columns.Gaze is null ? null : Table(face, row => row.Gaze, Gaze.Length));
    }

    /// <summary>One row; the values of a missing face are not looked at, trackers write anything there.</summary>
    private static Row ReadRow(CsvRows rows, Layout columns, int index)
    {
        double time = columns.Time is { } t ? rows.Number(t, 0, 1e6) : index / FramesPerSecond;
        float confidence = columns.Confidence is { } c ? (float)rows.Number(c, 0, 1) : 1;
        if (columns.Success is { } s && rows.Number(s, 0, 1) == 0) confidence = 0;
        int face = columns.Face is { } f ? (int)rows.Number(f, 0, 1e6) : 0;
        if (confidence < FaceTracking.LowestConfidence) return new Row(rows.Line, face, time, confidence, null, null, null);
        var units = new float[ActionUnits.Count];
        for (int u = 0; u < units.Length; u++)
        {
            ActionUnit unit = ActionUnits.All[u];
            units[u] = (float)rows.Number(columns.Units[u], 0, unit.Highest);
            if (!unit.Presence || units[u] is 0 or 1) continue;
            throw rows.Bad($"has a value between 0 and 1 in column {unit.Column}", "0 or 1", "Get the file again.");
        }

        return new Row(rows.Line, face, time, confidence, units, Values(columns.Pose), Values(columns.Gaze));

        float[]? Values(int[]? of) => of is null ? null : Array.ConvertAll(of, column => (float)rows.Number(column));
    }

    private static float[,] Table(List<Row> rows, Func<Row, float[]?> values, int columns)
    {
        var table = new float[rows.Count, columns];
        for (int row = 0; row < rows.Count; row++)
        {
            if (values(rows[row]) is not { } of) continue;
            for (int column = 0; column < columns; column++) table[row, column] = of[column];
        }

        return table;
    }

    private sealed record Layout(int? Time, int? Confidence, int? Success, int? Face, int[] Units, int[]? Pose, int[]? Gaze);

    private sealed record Row(int Line, int Face, double Time, float Confidence, float[]? Units, float[]? Pose, float[]? Gaze);
}
