using System.Globalization;
using System.Text.Json;

namespace CFNSR.Repro.Data;

/// <summary>A file of <c>data/splits</c> as it is written. Actors not tested in a fold are trained on unless the fold lists them otherwise.</summary>
internal sealed record SplitFile(string? Name, string? Title, string? Source, bool SubjectDependent, IReadOnlyList<SplitFile.FoldLine>? Folds)
{
    public sealed record FoldLine(int Number, int[]? Test, int[]? Train, int[]? Validation);

    private static readonly JsonSerializerOptions Format = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        AllowDuplicateProperties = false,
        UnmappedMemberHandling = System.Text.Json.Serialization.JsonUnmappedMemberHandling.Disallow,
    };

    /// <summary>Reads a split of the kit by its name, a drawn one by its name, or any split by its file.</summary>
    public static SplitFile Read(string nameOrFile)
    {
        if (ActorDraws.Read(nameOrFile) is { } drawn) return drawn;
        using var stream = typeof(SplitFile).Assembly.GetManifestResourceStream($"splits/{nameOrFile}.json") ?? OpenFile(nameOrFile);
        try
        {
            var file = JsonSerializer.Deserialize<SplitFile>(stream, Format);
            return file is { Name.Length: > 0, Folds.Count: > 0 } ? file : throw Bad("has no name or no folds", nameOrFile);
        }
        catch (JsonException error)
        {
            throw Bad($"is not a split: {error.Message}", nameOrFile, error);
        }
    }

    /// <summary>The folds, checked: numbered 1, 2, ...; actors 1-24, each once; none both tested and trained on.</summary>
    public IReadOnlyList<Fold> ToFolds(string file)
    {
        var folds = new List<Fold>();
        foreach (var line in Folds!)
        {
            if (line is null) throw Bad("has an empty fold", file);
            var where = string.Create(CultureInfo.InvariantCulture, $"fold {line.Number}");
            if (line.Number != folds.Count + 1) throw Bad($"has {where} where fold {folds.Count + 1} should stand", file);
            var test = line.Test ?? [];
            var train = line.Train ?? (SubjectDependent ? [] : [.. Enumerable.Range(1, ClipName.Actors).Except(test)]);
            var validation = line.Validation ?? [];
            if (test.Length == 0 != SubjectDependent) throw Bad(SubjectDependent ? $"names actors in {where} though it divides clips" : $"has no test actors in {where}", file);
            foreach (var actors in new[] { test, train, validation })
            {
                if (actors.Any(actor => actor is < 1 or > ClipName.Actors)) throw Bad($"has an actor outside 1-24 in {where}", file);
                if (actors.Distinct().Count() != actors.Length) throw Bad($"lists an actor twice in {where}", file);
            }

            if (test.Intersect(train).Any()) throw Bad($"trains on a test actor in {where}", file);
            if (validation.Except(train).Any()) throw Bad($"validates on an actor that is not a training actor in {where}", file);
            folds.Add(new Fold(line.Number, [.. test.Order()], [.. train.Order()]) { ValidationActors = [.. validation.Order()] });
        }

        return folds;
    }

    private static FileStream OpenFile(string nameOrFile)
    {
        try
        {
            return File.OpenRead(nameOrFile);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new KitException("is neither a split of the kit nor a readable file", nameOrFile,
                string.Join(", ", Split.Names) + " or the path of a JSON file", inner: error);
        }
    }

    private static KitException Bad(string what, string file, Exception? inner = null) =>
        new(what, file, "a split like data/splits/msaf6.json", "Compare with the files in data/splits.", inner);
}
