using System.Globalization;
using System.Text;
using nietras.SeparatedValues;

namespace CFNSR.Repro.Features.Tracking;

/// <summary>
/// The rows of a comma-separated table of numbers. Columns are found by name, only what is asked for is parsed, faults are named by line.
/// </summary>
internal sealed class CsvRows
{
    private readonly string file;
    private readonly SepReader reader;
    private readonly string[] header;

    private CsvRows(string file, SepReader reader)
    {
        (this.file, this.reader) = (file, reader);
        if (!reader.MoveNext()) throw new KitException("is empty", file, "a header and rows of numbers", "Get the file again.");
        header = [.. Enumerable.Range(0, reader.Current.ColCount).Select(column => reader.Current[column].Span.Trim().ToString())];
    }

    /// <summary>Opens a table, with or without a byte order mark, and reads it.</summary>
    /// <param name="file">What messages call it.</param>
    /// <param name="open">Opens it.</param>
    /// <param name="read">Reads it.</param>
    /// <exception cref="KitException">It cannot be read, or <paramref name="read"/> says so.</exception>
    public static T Read<T>(string file, Func<Stream> open, Func<CsvRows, T> read)
    {
        try
        {
            using var text = new StreamReader(open(), Encoding.UTF8, detectEncodingFromByteOrderMarks: true, bufferSize: 1 << 16);
            using SepReader reader = Sep.New(',').Reader(options => options with
            {
                HasHeader = false, DisableColCountCheck = true,
                DisableQuotesParsing = true, // a stray quote must not swallow the rows behind it
            }).From(text);
            return read(new CsvRows(file, reader));
        }
        catch (FileNotFoundException error)
        {
            throw new KitException("there is no such file", file, cure: "Check the path.", inner: error);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or InvalidDataException or NotSupportedException)
        {
            throw new KitException($"cannot be read: {error.Message}", file, "a table of numbers", "Get the file again.", error);
        }
    }

    /// <summary>The number of the row at hand in the file, from 1.</summary>
    public int Line => reader.Current.LineNumberFrom;

    /// <summary>Goes to the next row; blank lines are passed over.</summary>
    /// <exception cref="KitException">The row has more or fewer fields than the header.</exception>
    public bool Next()
    {
        while (reader.MoveNext())
        {
            int fields = reader.Current.ColCount;
            if (fields == header.Length) return true;
            if (fields == 1 && reader.Current[0].Span.IsWhiteSpace()) continue;
            throw Bad($"has {fields} fields", $"{header.Length} as in the header",
                fields > header.Length ? "Numbers must have a decimal point, not a comma." : "The file may have been cut; get it again.");
        }

        return false;
    }

    /// <summary>Whether there is such a column.</summary>
    public bool Has(string name) => Array.IndexOf(header, name) >= 0;

    /// <summary>Where columns are.</summary>
    /// <exception cref="KitException">One is missing or there twice.</exception>
    public int[] Columns(IReadOnlyList<string> names) => [.. names.Select(Column)];

    /// <summary>Where columns are; null when none of them is there.</summary>
    /// <exception cref="KitException">Some are there and some not, or one is there twice.</exception>
    public int[]? OptionalColumns(IReadOnlyList<string> names) => names.Any(Has) ? Columns(names) : null;

    /// <summary>Where a column is.</summary>
    /// <exception cref="KitException">It is missing or there twice.</exception>
    public int Column(string name)
    {
        int column = Array.IndexOf(header, name);
        if (column >= 0 && Array.LastIndexOf(header, name) == column) return column;
        if (column >= 0) throw new KitException($"line 1 has the column {name} twice", file, cure: "Get the file again.");
        const string expected = "the columns that OpenFace writes, separated by commas";
        throw header[0].AsSpan().ContainsAny(";\t|")
            ? new KitException("line 1 is not separated by commas", file, expected, "Save it with commas and decimal points.")
            : new KitException($"line 1 has no column {name}", file, expected, "Is it a face-tracking file?");
    }

    /// <summary>A field's text, without blanks around it.</summary>
    public string Text(int column) => reader.Current[column].Span.Trim().ToString();

    /// <summary>A field's number.</summary>
    /// <exception cref="KitException">It is none, or out of the range.</exception>
    public double Number(int column, double lowest = float.MinValue, double highest = float.MaxValue)
    {
        ReadOnlySpan<char> field = reader.Current[column].Span;
        bool number = double.TryParse(field, NumberStyles.Float, CultureInfo.InvariantCulture, out double value);
        if (number && value >= lowest && value <= highest) return value; // false for NaN and for infinities
        string shown = field.Length > 20 ? $"{field[..20]}…" : field.ToString();
        string range = highest < float.MaxValue ? FormattableString.Invariant($"a number from {lowest} to {highest}") : "a finite number";
        throw Bad($"has '{shown}' in column {header[column]}", range, "Get the file again.");
    }

    /// <summary>A fault of the row at hand.</summary>
    public KitException Bad(string what, string? expected, string cure) => BadLine(Line, what, expected, cure);

    /// <summary>A fault of a row that was read before.</summary>
    public KitException BadLine(int line, string what, string? expected, string cure) =>
        new(string.Create(CultureInfo.InvariantCulture, $"line {line} {what}"), file, expected, cure);

    /// <summary>A fault of the whole file.</summary>
    public KitException BadFile(string what, string? expected, string cure) => new(what, file, expected, cure);

    /// <summary>What messages call the file.</summary>
    public string File => file;
}
