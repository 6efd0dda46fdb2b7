using System.Text.Json;

namespace CFNSR.Repro.Evaluation;

/// <summary>
/// The published numbers, read from <c>data/paper</c> (a copy is inside the assembly): no number of the paper stands in code. Taught in notebook 01.
/// </summary>
public sealed class PaperNumbers
{
    private static readonly Lazy<PaperNumbers> Embedded = new(() => new PaperNumbers(
        Read<TableFile>("table2").Rows, Read<NumbersFile>("figures").Numbers));

    private PaperNumbers(IReadOnlyList<PublishedRow> table2, IReadOnlyList<PublishedNumber> numbers)
    {
        Table2 = table2;
        Numbers = numbers;
    }

    /// <summary>The numbers that come with the kit.</summary>
    public static PaperNumbers Default => Embedded.Value;

    /// <summary>Table 2, in the paper's order.</summary>
    public IReadOnlyList<PublishedRow> Table2 { get; }

    /// <summary>All other numbers.</summary>
    public IReadOnlyList<PublishedNumber> Numbers { get; }

    /// <summary>The number with this id.</summary>
    /// <exception cref="KitException">There is none.</exception>
    public PublishedNumber this[string id] => Numbers.FirstOrDefault(number => number.Id == id)
        ?? throw new KitException($"there is no published number '{id}'", "data/paper/figures.json");

    /// <summary>The row of Table 2 of a system, or null for a system that the paper does not compare with.</summary>
    public PublishedRow? Row(string system) => Table2.FirstOrDefault(row => row.System == system);

    private static T Read<T>(string name)
    {
        using var stream = typeof(PaperNumbers).Assembly.GetManifestResourceStream($"paper/{name}.json")
            ?? throw new InvalidOperationException($"data/paper/{name}.json is not inside the assembly");
        return JsonSerializer.Deserialize<T>(stream, Json.Options)!;
    }

    private sealed record TableFile(string What, string Notes, IReadOnlyList<PublishedRow> Rows);

    private sealed record NumbersFile(string What, IReadOnlyList<PublishedNumber> Numbers);
}
