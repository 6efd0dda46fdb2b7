using System.Globalization;

namespace CFNSR.Repro.Data;

/// <summary>
/// The 68 facial landmarks of each frame of a RAVDESS clip, from OpenFace's CSV (Zenodo 3255102, named like the mp4).
/// Columns are found by their names x_0..x_67 and y_0..y_67, because the archive lacks two of OpenFace's usual columns.
/// Source: data/paper/models.md §6.5, 10.
/// </summary>
public sealed class LandmarkFile
{
    /// <summary>Landmarks of a face.</summary>
    public const int Points = 68;

    private readonly (float[] X, float[] Y)?[] rows;

    private LandmarkFile((float[] X, float[] Y)?[] rows, IReadOnlyList<ClipProblem> problems) => (this.rows, Problems) = (rows, problems);

    /// <summary>Rows, bad ones included; one a video frame.</summary>
    public int Rows => rows.Length;

    /// <summary>Rows that could not be read, by line.</summary>
    public IReadOnlyList<ClipProblem> Problems { get; }

    /// <summary>
    /// Reads a CSV. Rows with a missing or impossible number, and those without a face (success is 0, or all points are in one place), are
    /// reported in <see cref="Problems"/> and stand for their nearest good neighbour.
    /// </summary>
    /// <param name="file">OpenFace's output of one clip.</param>
    /// <exception cref="KitException">Missing or unreadable file, a column is missing, a frame has two faces, no row is good.</exception>
    public static LandmarkFile Read(string file)
    {
        string[] lines = Lines(file);
        if (lines.Length < 2) throw new KitException("there are no landmarks in it", file, "a header and one row a frame", "Fetch the file again.");
        string[] header = [.. lines[0].Split(',').Select(name => name.Trim())];
        int[] x = Columns(file, header, "x_"), y = Columns(file, header, "y_");
        int success = Array.IndexOf(header, "success"), frame = Array.IndexOf(header, "frame");
        var frames = new HashSet<string>();
        var rows = new (float[] X, float[] Y)?[lines.Length - 1];
        var problems = new List<ClipProblem>();
        for (int row = 0; row < rows.Length; row++)
        {
            string[] fields = lines[row + 1].Split(',');
            bool whole = fields.Length == header.Length;
            if (whole && frame >= 0 && !frames.Add(fields[frame].Trim())) throw TwoFaces(file, fields[frame].Trim());
            if (!whole || Numbers(fields, x) is not { } xs || Numbers(fields, y) is not { } ys)
            {
                problems.Add(Bad(file, row + 2, fields.Length, header.Length));
                continue;
            }
            bool failed = success >= 0 && Numbers(fields, [success]) is [0];
            if (failed || xs.Max() <= xs.Min() || ys.Max() <= ys.Min()) problems.Add(NoFace(file, row + 2));
            else rows[row] = (xs, ys);
        }
        if (problems.Count == rows.Length)
        {
            throw new KitException("no row has a face", file, "numbers in the landmark columns", "Fetch the file again.");
        }
        return new LandmarkFile(rows, problems);
    }

    /// <summary>The row that upstream takes for frame i of T: ceil(i * rows / T), the last one at most. Source: data/paper/models.md §10.</summary>
    /// <param name="frame">Frame of the sample, from 0.</param>
    /// <param name="frames">Frames of the sample.</param>
    public int RowOf(int frame, int frames) => (int)Math.Min(((long)frame * Rows + frames - 1) / frames, Rows - 1);

    /// <summary>The landmarks of a row or, where it is bad, of the nearest good one.</summary>
    /// <param name="row">Row, from 0.</param>
    /// <returns>68 horizontal and 68 vertical positions; pixels of the full picture (1280 by 720).</returns>
    public (IReadOnlyList<float> X, IReadOnlyList<float> Y) At(int row)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual((uint)row, (uint)Rows, nameof(row));
        for (int away = 0; ; away++) // ends: Read refuses a file without a good row
        {
            if (row - away >= 0 && rows[row - away] is { } before) return before;
            if (row + away < Rows && rows[row + away] is { } after) return after;
        }
    }

    private static string[] Lines(string file)
    {
        if (!File.Exists(file)) throw new KitException("there is no such file", file, cure: "Check the path; the landmark archive is Zenodo record 3255102.");
        try
        {
            return [.. File.ReadLines(file).Where(line => line.Length > 0)];
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new KitException("the file cannot be read: " + e.Message, file, inner: e);
        }
    }

    private static int[] Columns(string file, string[] header, string prefix)
    {
        var columns = new int[Points];
        for (int i = 0; i < Points; i++)
        {
            string name = prefix + i.ToString(CultureInfo.InvariantCulture);
            columns[i] = Array.IndexOf(header, name);
            if (columns[i] < 0) throw new KitException($"there is no column {name}", file, "x_0 to x_67 and y_0 to y_67, as OpenFace writes them", "Is it a landmark file?");
        }
        return columns;
    }

    private static float[]? Numbers(string[] fields, int[] columns)
    {
        var values = new float[columns.Length];
        for (int i = 0; i < columns.Length; i++)
        {
            if (!float.TryParse(fields[columns[i]], NumberStyles.Float, CultureInfo.InvariantCulture, out values[i]) || !float.IsFinite(values[i])) return null;
        }
        return values;
    }

    private static KitException TwoFaces(string file, string frame) => new($"frame {frame} has two rows", file, "one face",
        "Keep the rows of one face_id, or run FeatureExtraction, which follows one face.");

    private static ClipProblem NoFace(string file, int line) => new(file,
        string.Create(CultureInfo.InvariantCulture, $"line {line} has no face"),
        "The nearest good row is used; choose another face box if there are many.");

    private static ClipProblem Bad(string file, int line, int fields, int expected) => new(file,
        string.Create(CultureInfo.InvariantCulture, $"line {line} is not a row of landmarks ({fields} fields of {expected}, or not a number)"),
        "The nearest good row is used; fetch the file again if there are many.");
}
