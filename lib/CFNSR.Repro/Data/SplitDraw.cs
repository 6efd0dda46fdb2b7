using System.Globalization;

namespace CFNSR.Repro.Data;

/// <summary>How clips fall to the parts of a fold.</summary>
internal static class SplitDraw
{
    public static FoldClips OverActors(Split split, Fold fold, IReadOnlyList<ClipName> clips, int validationActors, int seed)
    {
        var present = clips.Select(clip => clip.Actor).ToHashSet();
        var train = fold.TrainActors.Where(present.Contains).ToList();
        var validation = validationActors == 0 ? []
            : fold.ValidationActors.Count > 0 ? fold.ValidationActors.Where(present.Contains).ToHashSet()
            : Draw(split, fold, train, validationActors, seed);
        return new FoldClips(
            Where(actor => fold.TrainActors.Contains(actor) && !validation.Contains(actor)),
            Where(validation.Contains),
            Where(fold.TestActors.Contains));

        List<int> Where(Func<int, bool> has) => [.. Enumerable.Range(0, clips.Count).Where(index => has(clips[index].Actor))];
    }

    public static FoldClips OverClips(Split split, Fold fold, IReadOnlyList<ClipName> clips, int validationActors, int seed)
    {
        var (train, validation, test) = (new List<int>(), new List<int>(), new List<int>());
        foreach (var emotion in Enumerable.Range(0, clips.Count).GroupBy(index => clips[index].Emotion))
        {
            // The order is a function of the split's name and the trial's name, so that it does not hang on the order of the list.
            var ordered = Ordered(emotion, index => KeyedRandom.For(0, 0, 0, $"split {split.Name} {clips[index].Trial}"));
            var block = ordered.Select((index, rank) => (index, InTest: rank * split.Folds.Count / ordered.Count == fold.Number - 1)).ToList();
            test.AddRange(block.Where(pair => pair.InTest).Select(pair => pair.index));
            var rest = Ordered(block.Where(pair => !pair.InTest).Select(pair => pair.index),
                index => KeyedRandom.For(seed, 0, fold.Number, $"validation {clips[index].Trial}"));
            var held = (int)Math.Round((double)validationActors / ClipName.Actors * rest.Count, MidpointRounding.AwayFromZero);
            validation.AddRange(rest.Take(held));
            train.AddRange(rest.Skip(held));
        }

        return new FoldClips([.. train.Order()], [.. validation.Order()], [.. test.Order()]);

        List<int> Ordered(IEnumerable<int> indices, Func<int, KeyedRandom> key) =>
            [.. indices.OrderBy(index => key(index).NextUInt64()).ThenBy(index => clips[index].ToString(), StringComparer.Ordinal)];
    }

    private static HashSet<int> Draw(Split split, Fold fold, List<int> train, int count, int seed)
    {
        if (train.Count <= count)
        {
            throw new KitException(string.Create(CultureInfo.InvariantCulture,
                $"fold {fold.Number} of split {split.Name} has {train.Count} training actors in this data, too few to set {count} aside for validation"),
                null, "more training actors than validation actors", "Lower validation_actors, or set validation=none.");
        }

        var random = KeyedRandom.For(seed, 0, fold.Number, "validation actors");
        int[] men = [.. train.Where(actor => actor % 2 == 1)], women = [.. train.Where(actor => actor % 2 == 0)];
        random.Shuffle<int>(men);
        random.Shuffle<int>(women);
        var wanted = count / 2 + (count % 2 == 1 && random.NextInt(2) == 0 ? 1 : 0); // men; the odd one by the draw
        wanted = Math.Clamp(wanted, Math.Max(0, count - women.Length), Math.Min(men.Length, count));
        return [.. men.Take(wanted), .. women.Take(count - wanted)];
    }
}
