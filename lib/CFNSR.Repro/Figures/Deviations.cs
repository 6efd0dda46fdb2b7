using System.Globalization;
using CFNSR.Repro.Evaluation;
using CFNSR.Repro.Training;

namespace CFNSR.Repro.Figures;

/// <summary>In what runs differ from the paper: found by comparing their settings with the preset <c>paper</c>, never written by hand.</summary>
public static class Deviations
{
    /// <summary>Settings of the machine or of the book-keeping, which do not change what is trained, and those that have a line of their own.</summary>
    private static readonly string[] Silent =
    [
        "name", "system", "seed", "fold", "device", "tf32", "threads", "store", "workers", "checkpoint_every", "split", "validation", "validation_actors",
        "init_video", "init_audio",
    ];

    private static readonly Dictionary<string, string> Reasons = new()
    {
        ["frames"] = "Fewer frames cost less time; fast changes of the face are lost.",
        ["image_size"] = "Smaller pictures cost less time; fine wrinkles are lost.",
        ["video_blocks"] = "A shallower network trains in minutes without a GPU.",
        ["video_width"] = "A narrower network trains in minutes without a GPU.",
        ["cardinality"] = "It must divide the narrower network's width.",
        ["epochs"] = "Shorter runs; the scores of the last epoch may still rise.",
    };

    /// <summary>All differences of the runs of one experiment.</summary>
    /// <param name="experiment">The settings of the runs.</param>
    /// <param name="runs">The runs, at least one.</param>
    /// <param name="syntheticPicture">Whether the faces are drawn.</param>
    /// <param name="actors">How many actors the clips have.</param>
    public static IReadOnlyList<Deviation> Of(Experiment experiment, IReadOnlyList<RunReport> runs, bool syntheticPicture, int actors)
    {
        var paper = Presets.Get("paper");
        var published = PaperNumbers.Default.Row(paper.System);
        var all = new List<Deviation>();
        if (syntheticPicture)
        {
            all.Add(new Deviation(
                "clips", "RAVDESS: acted emotions of 24 people, filmed", "faces drawn by a program",
                "A class needs clips without a download of many gigabytes. The numbers cannot be compared with the paper's."));
        }

        if (actors < 24)
            all.Add(new Deviation("actors", "24", actors.ToString(CultureInfo.InvariantCulture), "Fewer actors to learn from and fewer folds to judge by."));
        if (experiment.System != paper.System)
            all.Add(new Deviation("system", paper.System, experiment.System, "Another row of the comparison was trained."));
        int folds = runs.Select(r => r.Fold).Distinct().Count(), seeds = runs.Select(r => r.Seed).Distinct().Count();
        all.Add(new Deviation(
            "split and runs", published?.Rule ?? "not stated", string.Create(CultureInfo.InvariantCulture, $"{experiment.Split}: {folds} {(folds == 1 ? "fold" : "folds")}, {seeds} {(seeds == 1 ? "seed" : "seeds")}"),
            "One fold is easier or harder than another by ten points; a mean over folds says more."));
        all.Add(new Deviation(
            "choice of the epoch", "the best on the test fold", runs[0].Validation is null ? "two scores: last epoch, best on the test fold" : "three scores: last epoch, chosen on validation actors, best on the test fold",
            "Choosing on the test fold makes the score several points too good."));
        if (experiment.InitVideo.Length == 0 || experiment.InitAudio.Length == 0)
            all.Add(new Deviation("starting weights", "not stated; the curves look like streams trained beforehand", "random", "No published weights are at hand; a run from random weights needs more epochs."));
        foreach (var setting in Settings.All.Where(s => !Silent.Contains(s.Key) && s.Format(experiment) != s.Format(paper)))
        {
            all.Add(new Deviation(setting.Key, Shown(setting.Format(paper)), Shown(setting.Format(experiment)), Reasons.GetValueOrDefault(setting.Key, setting.Help)));
        }

        return all;
    }

    private static string Shown(string value) => value.Length == 0 ? "none" : value;
}
