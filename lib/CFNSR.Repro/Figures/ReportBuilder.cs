using System.Globalization;
using CFNSR.Repro.Data;
using CFNSR.Repro.Evaluation;
using CFNSR.Repro.Evaluation.Robustness;
using CFNSR.Repro.Features.Tracking;
using CFNSR.Repro.Training;

namespace CFNSR.Repro.Figures;

/// <summary>Gathers what <see cref="Report"/> shows from run folders and the clip store they trained on.</summary>
public static class ReportBuilder
{
    /// <summary>The paper's system first, then the others in Table 2's order.</summary>
    private const string MainSystem = "cfnsr-msafnet";

    /// <summary>Settings of how the numbers were made, which say nothing about a difference from the paper.</summary>
    private static readonly string[] Bookkeeping =
        ["name", "system", "seed", "fold", "store", "device", "threads", "workers", "checkpoint_every", "init_video", "init_audio", "tf32"];

    /// <summary>The report's data from all finished runs below a folder.</summary>
    /// <param name="runsFolder">The folder of the runs.</param>
    /// <param name="storeFolder">The clip store, for the example clip and the clips per emotion.</param>
    /// <param name="command">The command that made the runs.</param>
    /// <exception cref="KitException">There is no finished run, or a file is damaged.</exception>
    public static ReportData Build(string runsFolder, string storeFolder, string command)
    {
        if (RunReader.Below(runsFolder).All(r => IsVariant(runsFolder, r.FullPath)))
            throw new KitException("holds no finished run", runsFolder, expected: "run folders with metrics.json", cure: "Train something first: cfnsr train --help.");
        using ClipStore store = ClipStore.Open(storeFolder);
        IReadOnlyList<RunReader> readers = Runs(runsFolder, store);
        Experiment main = readers[0].Experiment;
        ReportRun[] runs = [.. readers.Select(ReportRun.Read)];
        int actors = store.Names.Select(n => n.Actor).Distinct().Count();
        string clips = string.Create(CultureInfo.InvariantCulture, $"{store.Count} clips of {actors} actors");
        bool tracking = store.Has(StoreArray.Units);
        return new ReportData
        {
            Title = "CFNSR-MSAFNet, reproduced",
            SyntheticPicture = store.IsSynthetic,
            DataSet = store.IsSynthetic ? $"Here: {clips} made by the kit (avatars)."
                : $"Here: {clips} of RAVDESS{(tracking ? ", sound and face tracking" : "")}.",
            Runs = runs,
            Command = command,
            Commit = RunEnvironment.Commit,
            Hardware = RunEnvironment.Processor,
            Date = DateTimeOffset.UtcNow,
            Settings = string.Join(' ', Changed(main).Select(s => $"{s.Key}={s.Format(main)}")),
            Deviations = Deviations.Of(main, [.. readers.Select(r => r.Report).Where(r => r.System == main.System)], store.IsSynthetic, actors),
            ClipsPerEmotion = [.. Enumerable.Range(0, Emotions.Count).Select(e => store.Names.Count(n => (int)n.Emotion == e))],
            Units = tracking ? UnitProfile.Of(store) : null,
            Clip = Example(store),
            Paired = Paired(runs),
            Ablations = [.. Summaries(runsFolder, name => name.StartsWith("ablate-", StringComparison.Ordinal)).Select(AblationSummary.Read)],
            Honesty = [.. Summaries(runsFolder, name => name == "honesty").Select(HonestySummary.Read)],
            Robustness = Directory.EnumerateFiles(runsFolder, RobustnessTable.FileName, SearchOption.AllDirectories).Order(StringComparer.Ordinal).Select(RobustnessTable.Read).FirstOrDefault(),
            Problems = [.. store.Problems.Select(p => $"{p.File}: {p.What}")],
            Gaps = [.. runs.SelectMany(r => r.Result.Gaps.Select(gap => FormattableString.Invariant($"fold {r.Result.Fold}: {gap}"))).Distinct()],
        };
    }

    /// <summary>The runs that were made from these clips, each fold and seed of the same settings once; the paper's system first.</summary>
    private static IReadOnlyList<RunReader> Runs(string folder, ClipStore store)
    {
        string hash = store.Hash;
        RunReader[] all = [.. RunReader.Below(folder, hash).Where(r => !IsVariant(folder, r.FullPath))];
        RunReader[] foreign = [.. all.Where(r => r.Report.DataHash != hash)];
        if (foreign.Length > 0)
        {
            throw new KitException(FormattableString.Invariant($"holds {foreign.Length} runs (of {all.Length}) that were not made from the clips in {store.Directory}, such as {Path.GetRelativePath(folder, foreign[0].FullPath)}"),
                folder, cure: "Name the store they were made from, train them again, or name a folder that holds runs of this store only.");
        }

        return [.. all.DistinctBy(r => (r.Report.Kind, r.Report.Fold, r.Report.Seed)).OrderByDescending(r => r.Report.System == MainSystem)];
    }

    /// <summary>Runs of an ablation or of drawn test folds have other settings than the systems that stand beside each other, and tables of their own.</summary>
    private static bool IsVariant(string root, string path) => Path.GetRelativePath(root, path).Split(Path.DirectorySeparatorChar)
        .Any(part => part.StartsWith("ablate-", StringComparison.Ordinal) || part.StartsWith("honesty", StringComparison.Ordinal));

    private static IEnumerable<string> Summaries(string root, Func<string, bool> folder) => Directory.EnumerateFiles(root, "summary.json", SearchOption.AllDirectories)
        .Where(file => folder(Path.GetFileName(Path.GetDirectoryName(file)!))).Order(StringComparer.Ordinal);

    /// <summary>Each system against the first, where it has runs of one setting.</summary>
    private static IReadOnlyList<PairedTest> Paired(ReportRun[] runs)
    {
        var systems = runs.GroupBy(run => run.Result.Kind).DistinctBy(group => group.Key.System)
            .Select(group => (group.Key.System, Runs: (IReadOnlyList<JudgedRun>)[.. group.Select(run => new JudgedRun(run.Result, run.Predictions))])).ToArray();
        return PairedTests.Of(systems, systems[0].System);
    }

    /// <summary>The settings that are not the paper's (which are the defaults).</summary>
    private static IEnumerable<Setting> Changed(Experiment experiment) =>
        Settings.All.Where(s => !Bookkeeping.Contains(s.Key) && s.Format(experiment) != s.Default);

    private static ReportClip? Example(ClipStore store)
    {
        int happy = store.Names.ToList().FindIndex(n => n.Emotion == Emotion.Happy && n.Intensity == 2);
        if (store.Count == 0) return null;
        int clip = Math.Max(happy, 0);
        string? strip = null;
        int frames = 0;
        if (store.Has(StoreArray.Frames))
        {
            FrameShape shape = store.FrameShape;
            frames = shape.T;
            strip = FrameStrip.DataUri(store.Frames(clip), shape.T, shape.H, shape.W);
        }
        FaceTracking? face = store.Has(StoreArray.Units) ? UnitFigure.Face(store, clip) : null;
        return new ReportClip(store.Names[clip].ToString(), store.Mfcc(clip).ToArray(), FrameStrip: strip, Frames: frames, Face: face);
    }
}
