using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace CFNSR.Repro.Data;

/// <summary>
/// A named way to divide the clips into training and test, read from <c>data/splits</c> (data/paper/models.md §7.1). The files are also
/// inside the assembly, so a published kit needs no folder beside it. Taught in notebook 01.
/// </summary>
public sealed class Split
{
    private Split(string name, string title, bool subjectDependent, IReadOnlyList<Fold> folds)
    {
        (Name, Title, SubjectDependent, Folds) = (name, title, subjectDependent, folds);
        Hash = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(CanonicalText())));
    }

    /// <summary>The names of the splits that come with the kit.</summary>
    public static IReadOnlyList<string> Names { get; } = ["msaf6", "cfnsr5", "luna5", "chumachenko5", "random80"];

    /// <summary>Short name, for example "msaf6".</summary>
    public string Name { get; }

    /// <summary>What it is and who used it, for reports.</summary>
    public string Title { get; }

    /// <summary>SHA-256 of <see cref="CanonicalText"/>, 64 hexadecimal digits; printed in every report.</summary>
    public string Hash { get; }

    /// <summary>True if clips of one actor are both trained on and tested: a demonstration of what goes wrong, not a protocol.</summary>
    public bool SubjectDependent { get; }

    /// <summary>All folds, by number.</summary>
    public IReadOnlyList<Fold> Folds { get; }

    /// <summary>Loads a split.</summary>
    /// <param name="nameOrFile">One of <see cref="Names"/>, a name of <see cref="ActorDraws"/>, or the path of a JSON file in the format of <c>data/splits</c>.</param>
    /// <returns>The split.</returns>
    /// <exception cref="KitException">There is no such split, or the file is not a valid one.</exception>
    public static Split Load(string nameOrFile)
    {
        KitException.ThrowIfEmpty(nameOrFile, "a split");
        var file = SplitFile.Read(nameOrFile);
        return new Split(file.Name!, file.Title ?? file.Name!, file.SubjectDependent, file.ToFolds(nameOrFile));
    }

    /// <summary>
    /// What the hash is taken of: one line a fact, actors as plain numbers, so that white space and wording of the file do not matter.
    /// </summary>
    /// <returns>Lines that end with a line feed.</returns>
    public string CanonicalText()
    {
        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture, $"cfnsr-split 1\nname {Name}\nsubject-dependent {(SubjectDependent ? "yes" : "no")}\n");
        foreach (var fold in Folds)
        {
            text.Append(CultureInfo.InvariantCulture, $"fold {fold.Number} test {List(fold.TestActors)} train {List(fold.TrainActors)}");
            if (fold.ValidationActors.Count > 0) text.Append(CultureInfo.InvariantCulture, $" validation {List(fold.ValidationActors)}");
            text.Append('\n');
        }

        return text.ToString();
    }

    /// <summary>The folds that have at least one test clip and one training clip among these; the others cannot be run on this data.</summary>
    /// <param name="clips">The clips at hand.</param>
    /// <returns>Folds, by number.</returns>
    public IReadOnlyList<Fold> FoldsFor(IReadOnlyList<ClipName> clips)
    {
        ArgumentNullException.ThrowIfNull(clips);
        var actors = clips.Select(clip => clip.Actor).ToHashSet();
        return SubjectDependent
            ? clips.Count >= Folds.Count ? Folds : []
            : [.. Folds.Where(fold => fold.TestActors.Any(actors.Contains) && fold.TrainActors.Any(actors.Contains))];
    }

    /// <summary>
    /// Divides clips into training, validation and test. A split over actors tests its test actors and trains on its training
    /// actors. Validation actors are carved out of the training actors that are present: those that the split names, else drawn by
    /// seed, as many men as women (an odd one by the draw). A split over clips (<see cref="SubjectDependent"/>) is stratified by
    /// emotion; its test clips depend on the split and the fold only, and validation takes the share validationActors / 24.
    /// </summary>
    /// <param name="clips">The clips at hand.</param>
    /// <param name="fold">Number of the fold, from 1.</param>
    /// <param name="validationActors">How many training actors to validate on; 0 for none (the literature's practice).</param>
    /// <param name="seed">Decides the draw of the validation actors.</param>
    /// <returns>Indices into <paramref name="clips"/>; the three lists share no clip.</returns>
    /// <exception cref="KitException">No such fold, no test clip or training clip in this data, or too few training actors.</exception>
    public FoldClips Assign(IReadOnlyList<ClipName> clips, int fold, int validationActors, int seed)
    {
        ArgumentNullException.ThrowIfNull(clips);
        ArgumentOutOfRangeException.ThrowIfNegative(validationActors);
        var chosen = Folds.FirstOrDefault(candidate => candidate.Number == fold) ?? throw new KitException(
            string.Create(CultureInfo.InvariantCulture, $"split {Name} has no fold {fold}"), null,
            string.Create(CultureInfo.InvariantCulture, $"1 to {Folds.Count}"));
        var parts = SubjectDependent ? SplitDraw.OverClips(this, chosen, clips, validationActors, seed) : SplitDraw.OverActors(this, chosen, clips, validationActors, seed);
        if (parts.Test.Count > 0 && parts.Train.Count > 0) return parts;
        throw new KitException(
            string.Create(CultureInfo.InvariantCulture, $"fold {fold} of split {Name} has {parts.Train.Count} training and {parts.Test.Count} test clips in this data"),
            null, "at least one of each", "Choose one of the folds that Split.FoldsFor lists, or add the missing actors.");
    }

    /// <summary>One line for reports.</summary>
    /// <returns>Name, title and the first eight digits of the hash.</returns>
    public override string ToString() => $"{Name} ({Title}; {Hash[..8]})";

    private static string List(IEnumerable<int> actors) =>
        string.Join(',', actors.Select(actor => actor.ToString(CultureInfo.InvariantCulture)));
}
