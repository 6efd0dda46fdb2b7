using CFNSR.Repro.Data;

namespace CFNSR.Repro.Features.Tracking;

/// <summary>
/// The means of the action units of many clips: a CSV with the columns <c>clip</c> (a name such as 01-01-03-02-01-02-14) and the 35 of
/// <see cref="ActionUnits"/>. Speech of modality 01 counts; other rows are passed over.
/// </summary>
public sealed class UnitMeanTable
{
    private UnitMeanTable(IReadOnlyDictionary<ClipName, float[]> means, int skipped) => (Means, Skipped) = (means, skipped);

    /// <summary>Means by clip (35 each): intensities 0 to 5, presences 0 to 1.</summary>
    public IReadOnlyDictionary<ClipName, float[]> Means { get; }

    /// <summary>Rows of song or of another modality.</summary>
    public int Skipped { get; }

    /// <summary>Reads a table.</summary>
    /// <param name="file">Its path.</param>
    /// <exception cref="KitException">Unreadable file, missing column, unknown name, a clip twice, a bad number; by line.</exception>
    public static UnitMeanTable Read(string file) => CsvRows.Read(file, () => File.OpenRead(file), Read);

    /// <summary>The means of one clip: of the row with its name, or with the name of the same performance in another modality.</summary>
    /// <param name="file">The table's path; the clips in it may have any names.</param>
    /// <param name="clip">The clip's name, without extension.</param>
    /// <returns>35 means.</returns>
    /// <exception cref="KitException">Unreadable file, missing column, no such row, a bad number.</exception>
    public static float[] MeansOf(string file, string clip) => CsvRows.Read(file, () => File.OpenRead(file), rows =>
    {
        int column = rows.Column("clip");
        int[] columns = rows.Columns(ActionUnits.Columns);
        bool known = ClipName.TryParse(clip + ".csv", out ClipName wanted, out _);
        while (rows.Next())
        {
            string text = rows.Text(column);
            bool same = text == clip || (known && ClipName.TryParse(text, out ClipName name, out _) && name.Trial == wanted.Trial);
            if (same) return Row(rows, columns);
        }

        throw rows.BadFile($"has no row of the clip {clip}", "the clip's file name in the column clip", "Name the clip's own tracking.");
    });

    private static float[] Row(CsvRows rows, int[] columns) =>
        [.. columns.Select((column, unit) => (float)rows.Number(column, 0, ActionUnits.All[unit].Highest))];

    private static UnitMeanTable Read(CsvRows rows)
    {
        int clip = rows.Column("clip"), skipped = 0;
        int[] columns = rows.Columns(ActionUnits.Columns);
        var (means, lines) = (new Dictionary<ClipName, float[]>(), new Dictionary<ClipName, int>());
        while (rows.Next())
        {
            if (!ClipName.TryParse(rows.Text(clip), out ClipName name, out string? why))
                throw rows.Bad($"has no RAVDESS name: {why}", "a name such as 01-01-03-02-01-02-14", "Restore the original name.");
            if (!lines.TryAdd(name, rows.Line))
                throw rows.Bad($"has the clip {name} of line {lines[name]} again", "one row a clip", "Delete one of the two.");
            if (name is { Song: false, Modality: Modality.AudioVisual })
                means.Add(name, Row(rows, columns));
            else skipped++;
        }

        if (means.Count == 0)
            throw rows.BadFile("has no row of a speech clip", "clips such as 01-01-03-02-01-02-14", "Get the file again.");
        return new UnitMeanTable(means, skipped);
    }
}
