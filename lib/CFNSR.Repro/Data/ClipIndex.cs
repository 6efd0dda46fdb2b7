using System.Globalization;

namespace CFNSR.Repro.Data;

/// <summary>
/// The speech clips below a folder, and everything odd about them. The audio-visual (01-), video-only (02-) and audio-only (03-)
/// files of one performance make one <see cref="Clip"/>; using them as separate clips would put the same performance into training
/// and test (data/paper/models.md §6.6). No file is opened. Taught in notebook 01.
/// </summary>
public sealed class ClipIndex
{
    private const int Many = 4; // files of one kind that share a line

    private ClipIndex(string root, IReadOnlyList<Clip> clips, IReadOnlyList<ClipProblem> problems) =>
        (Root, Clips, Problems) = (root, clips, problems);

    /// <summary>The folder that was scanned, as a full path.</summary>
    public string Root { get; }

    /// <summary>The clips, one a performance, sorted by <see cref="ClipName.Trial"/>.</summary>
    public IReadOnlyList<Clip> Clips { get; }

    /// <summary>Misnamed, empty, duplicate, unreadable and missing files, and what was skipped; sorted by file.</summary>
    public IReadOnlyList<ClipProblem> Problems { get; }

    /// <summary>The actors present, ascending.</summary>
    public IReadOnlyList<int> Actors => [.. Clips.Select(clip => clip.Name.Actor).Distinct().Order()];

    /// <summary>
    /// Finds all speech clips below a folder, in any nesting. A single bad file is never an error: it becomes a line of
    /// <see cref="Problems"/>. Links are followed once. Hidden files and <c>__MACOSX</c> folders are passed over.
    /// </summary>
    /// <param name="root">The folder, for example the one that holds Actor_01 to Actor_24.</param>
    /// <param name="requireAudio">Leave out, and report, clips without any sound (a 02 file alone).</param>
    /// <returns>The index.</returns>
    /// <exception cref="KitException">The folder does not exist or holds no speech clip at all.</exception>
    public static ClipIndex Scan(string root, bool requireAudio = false)
    {
        KitException.ThrowIfEmpty(root, "a data set");
        if (!Directory.Exists(root))
        {
            throw new KitException("is not a folder", root, "a folder that holds RAVDESS clips such as Actor_01/01-01-03-02-01-02-01.mp4",
                "data/README.md says how to get the data set.");
        }

        root = Path.GetFullPath(root);
        var problems = new List<ClipProblem>();
        var files = Parse(ClipFiles.Below(root, problems, ClipFiles.Clips), root, problems);
        var clips = Pair(DropSecondCopies(files, problems), requireAudio, problems);
        if (clips.Count == 0)
        {
            var seen = problems.Count == 0 ? "" : $" (the first oddity: {problems[0].File}: {problems[0].What})";
            throw new KitException($"holds no speech clip{seen}", root, "files named like Actor_01/01-01-03-02-01-02-01.mp4",
                "Name the folder that the archives were unpacked into; data/README.md shows the layout.");
        }

        ReportMissing(clips, problems);
        return new ClipIndex(root, clips, [.. problems.OrderBy(problem => problem.File, StringComparer.Ordinal)]);
    }

    private static List<ClipFile> Parse(IEnumerable<(string Path, long Length)> files, string root, List<ClipProblem> problems)
    {
        var (clips, misnamed, songs) = (new List<ClipFile>(), new List<ClipProblem>(), 0);
        foreach (var file in files)
        {
            var sound = ClipFiles.IsSound(file.Path);
            if (!ClipName.TryParse(file.Path, out var name, out var why))
            {
                misnamed.Add(new ClipProblem(file.Path, $"is not a RAVDESS name: {why}",
                    "Restore the original name, or move the file away."));
            }
            else if (name.Song)
            {
                songs++;
            }
            else if (sound != (name.Modality == Modality.AudioOnly))
            {
                problems.Add(new ClipProblem(file.Path,
                    sound ? "is a sound file under a video name" : "is a video file under an audio name",
                    "Sound files begin with 03-, video files with 01- or 02-; restore the original name, or move the file away."));
            }
            else
            {
                clips.Add(new ClipFile(name, file.Path, file.Length));
            }
        }

        if (songs > 0)
        {
            problems.Add(new ClipProblem(root, string.Create(CultureInfo.InvariantCulture, $"{songs} song files were skipped"),
                "Nothing to do: the paper uses speech only."));
        }

        problems.AddRange(Grouped(misnamed, root));
        return clips;
    }

    /// <summary>
    /// One line for many files of one kind: those with the same ending behind a RAVDESS name, as preprocessing scripts write beside the
    /// originals, and those of one folder.
    /// </summary>
    private static IEnumerable<ClipProblem> Grouped(List<ClipProblem> misnamed, string root) =>
        from problem in misnamed.OrderBy(problem => problem.File, StringComparer.Ordinal)
        let ending = ClipName.Ending(problem.File)
        let place = ending is null ? Path.GetDirectoryName(problem.File)! : root
        group problem by (Place: place, Ending: ending is null ? "" : ending + Path.GetExtension(problem.File)) into kind
        from line in kind.Count() < Many ? kind : (IEnumerable<ClipProblem>)[Line(kind.Key.Place, kind.Key.Ending, [.. kind])]
        select line;

    private static ClipProblem Line(string place, string ending, List<ClipProblem> kind) => ending.Length == 0
        ? new ClipProblem(place, string.Create(CultureInfo.InvariantCulture,
            $"holds {kind.Count} files without a RAVDESS name (the first: {Path.GetFileName(kind[0].File)})"),
            "They are left out; restore the original names, or move the files away.")
        : new ClipProblem(place, string.Create(CultureInfo.InvariantCulture,
            $"holds {kind.Count} files with {ending} behind a RAVDESS name (the first: {kind[0].File})"),
            "Nothing to do: they are left out, as copies that another program made. Restore the original names if they are the clips.");

    /// <summary>
    /// Keeps one file a name: the one nearest to the root, then one as published (WAV, mp4), then the first by name, so that the choice
    /// never depends on the disk.
    /// </summary>
    private static List<ClipFile> DropSecondCopies(List<ClipFile> files, List<ClipProblem> problems)
    {
        var kept = new List<ClipFile>();
        var copies = new List<(ClipFile Copy, ClipFile Kept)>();
        foreach (var group in files.GroupBy(file => file.Name))
        {
            var ordered = group.OrderBy(file => file.Path.Count(c => c == Path.DirectorySeparatorChar))
                .ThenByDescending(file => ClipFiles.IsPublished(file.Path)).ThenBy(file => file.Path, StringComparer.Ordinal).ToList();
            kept.Add(ordered[0]);
            copies.AddRange(ordered.Skip(1).Select(copy => (copy, ordered[0])));
        }

        var byFolder = copies.GroupBy(pair => (
            Copy: Path.GetDirectoryName(pair.Copy.Path)!, Kept: Path.GetDirectoryName(pair.Kept.Path)!, Same: pair.Copy.Length == pair.Kept.Length));
        foreach (var group in byFolder)
        {
            var (first, count) = (group.MinBy(pair => pair.Copy.Path, StringComparer.Ordinal), group.Count());
            var size = group.Key.Same ? "of the same size" : "of another size";
            problems.Add(count == 1
                ? new ClipProblem(first.Copy.Path, $"is a second copy, {size}, of {first.Kept.Path}", "It is left out; delete it.")
                : new ClipProblem(group.Key.Copy, string.Create(CultureInfo.InvariantCulture,
                    $"holds {count} second copies, {size}, of clips in {group.Key.Kept} (the first: {Path.GetFileName(first.Copy.Path)})"),
                    "They are left out; delete them."));
        }

        return kept;
    }

    private static List<Clip> Pair(List<ClipFile> files, bool requireAudio, List<ClipProblem> problems)
    {
        var clips = new List<Clip>();
        foreach (var trial in files.GroupBy(file => file.Name.Trial).OrderBy(group => group.Key, StringComparer.Ordinal))
        {
            var best = trial.MinBy(file => file.Name.Modality);
            var clip = new Clip(best.Name,
                best.Name.Modality == Modality.AudioOnly ? null : best.Path,
                trial.Where(file => file.Name.Modality == Modality.AudioOnly).Select(file => file.Path).FirstOrDefault());
            if (requireAudio && clip.SoundFile is null)
            {
                problems.Add(new ClipProblem(best.Path, "is a silent 02 file without the 01 or 03 file of the same performance",
                    "It is left out; add the 01 or the 03 file."));
            }
            else
            {
                clips.Add(clip);
            }
        }

        return clips;
    }

    private static void ReportMissing(List<Clip> clips, List<ClipProblem> problems)
    {
        Report("recordings", "are missing", _ => true);
        Report("recordings", "have sound but no video file", clip => clip.VideoFile is not null);

        // Actors that lack the same recordings share one line.
        void Report(string noun, string verb, Func<Clip, bool> has)
        {
            var lacking = from actor in clips.GroupBy(clip => clip.Name.Actor)
                          let present = actor.Where(has).Select(clip => clip.Name.Trial[..^3]).ToHashSet()
                          let all = actor.Select(clip => clip.Name.Trial[..^3]).ToHashSet()
                          where present.Count > 0 // an actor with sound only is an audio-only tree, not a defect
                          let wanted = verb == "are missing" ? ClipName.SpeechOf(actor.Key).Select(name => name.Trial[..^3]) : all.Order(StringComparer.Ordinal)
                          let missing = wanted.Where(trial => !present.Contains(trial)).ToList()
                          where missing.Count > 0
                          group (actor.Key, missing) by string.Join(' ', missing);
            foreach (var group in lacking)
            {
                var (actors, missing) = (group.Select(pair => pair.Key).Order(), group.First().missing);
                var listed = string.Join(", ", missing.Take(6)) + (missing.Count > 6 ? ", ..." : "");
                problems.Add(new ClipProblem("Actor " + string.Join(", ", actors.Select(actor => actor.ToString("D2", CultureInfo.InvariantCulture))),
                    string.Create(CultureInfo.InvariantCulture, $"{missing.Count} of 60 {noun} {verb}: {listed}"),
                    "Unpack the archive of this actor again, or go on with what is there."));
            }
        }
    }
}
