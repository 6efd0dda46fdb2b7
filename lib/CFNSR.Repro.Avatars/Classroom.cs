using System.Globalization;
using CFNSR.Repro.Data;
using CFNSR.Repro.Features;
using CFNSR.Repro.Training;

namespace CFNSR.Repro.Avatars;

/// <summary>
/// What every notebook works with: the clips, their clip store, the settings to train with and a folder for runs. Three sizes: <c>smoke</c>
/// (seconds, for tests; its numbers mean nothing), <c>classroom</c> (minutes on two cores), <c>paper</c> (a GPU). Everything is made on the first
/// call below <c>artifacts/notebooks-data</c> and kept for the notebooks that follow. Taught in notebook 01.
/// </summary>
/// <remarks>Without a data folder avatars are drawn and speak. With RAVDESS's videos these are used, all of them. With RAVDESS's sound files alone,
/// avatars are drawn over the real voices.</remarks>
public sealed class Classroom
{
    private Classroom(string size, ClipIndex index, Experiment experiment, string folder, string clips) =>
        (Size, Index, Experiment, Folder, Runs) = (size, index, experiment, folder, Path.Combine(folder, "runs", clips));

    /// <summary>The sizes, from the smallest.</summary>
    public static IReadOnlyList<string> Sizes { get; } = ["smoke", "classroom", "paper"];

    /// <summary>One of <see cref="Sizes"/>.</summary>
    public string Size { get; }

    /// <summary>The clips.</summary>
    public ClipIndex Index { get; }

    /// <summary>The preset of this size on this clip store: change it with <c>with { … }</c> and train it. Fold 1 has training, validation and test actors.</summary>
    public Experiment Experiment { get; }

    /// <summary>Where all this lies.</summary>
    public string Folder { get; }

    /// <summary>The clip store: frames, MFCC and log-mel spectrograms of every clip.</summary>
    public string Store => Experiment.Store;

    /// <summary>The folder for runs, to be given to <see cref="Trainer"/>, <see cref="Folds"/> or <see cref="SystemsRunner"/>. Clips that are
    /// prepared anew, by a later kit for instance, get another folder: no run is held against clips that it has not seen.</summary>
    public string Runs { get; }

    /// <summary>Whether the picture is drawn. Then say so wherever a result is shown.</summary>
    public bool Synthetic => File.Exists(Mark);

    /// <summary>What the clips are, in words, for titles: who reads a result must know whether people were seen and heard.</summary>
    public string Words => !Synthetic ? "RAVDESS" : Json.ReadFile<AvatarManifest>(Mark, "what avatars are").Sound == AvatarManifest.RealSound
        ? "SYNTHETIC picture (avatars), RAVDESS's voices" : "SYNTHETIC picture and voice (avatars)";

    private string Mark => Path.Combine(Index.Root, AvatarManifest.FileName);

    /// <summary>Opens the data of a size, and makes what is missing.</summary>
    /// <param name="size">One of <see cref="Sizes"/>.</param>
    /// <param name="data">A folder with RAVDESS; empty for avatars.</param>
    /// <param name="tell">Told in words how far it is; in a notebook <c>Console.WriteLine</c>.</param>
    /// <param name="folder">Where to; null for <c>artifacts/notebooks-data</c> in the clone.</param>
    /// <param name="cancel">Ends early; what is done stays done.</param>
    /// <exception cref="KitException">An unknown size, no clips, or something that drawing and preparing need is missing.</exception>
    public static Classroom Open(string size, string data = "", Action<string>? tell = null, string? folder = null, CancellationToken cancel = default)
    {
        ArgumentNullException.ThrowIfNull(data);
        if (!Sizes.Contains(size)) throw new KitException($"there is no size '{size}'", expected: string.Join(", ", Sizes));
        folder ??= Repository.At("artifacts", "notebooks-data");
        ClipIndex? given = data.Length == 0 ? null : ClipIndex.Scan(data);
        bool seen = given?.Clips.Any(clip => clip.VideoFile is not null) == true;
        folder = Path.Combine(folder, given is null ? size : seen ? $"{size}-ravdess" : $"{size}-voices");
        ClipIndex index = seen ? given! : Draw(size, folder, given?.Root, tell, cancel);
        Experiment experiment = Settings(size, whole: seen) with { Store = Path.Combine(folder, "store") };
        Prepare(index, experiment, tell, cancel);
        using ClipStore store = ClipStore.Open(experiment.Store);
        return new Classroom(size, index, experiment, folder, store.Hash[..8]);
    }

    /// <summary>Opens the clip store for reading.</summary>
    /// <exception cref="KitException">It has been removed.</exception>
    public ClipStore OpenStore() => ClipStore.Open(Store);

    /// <summary>One line for a cell's result.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture,
        $"{Size}: {Index.Clips.Count} clips of {Index.Clips.Select(clip => clip.Name.Actor).Distinct().Count()} actors, {Words}");

    /// <summary>Three actors are enough for one that trains, one that validates and one that tests; msaf6 tests four at a time. Networks as narrow as these train
    /// faster on one thread than on two, which wait for each other; ERANN at its published size would take an hour.</summary>
    private static Experiment Settings(string size, bool whole) => size switch
    {
        "paper" => Presets.Get("paper"),
        "smoke" when !whole => Presets.Get("smoke") with { Split = ActorDraws.Name(1, 3, 3, 0), ValidationActors = 1, Threads = 1 },
        _ => Presets.Get(size) with { ValidationActors = whole ? 4 : 1, Threads = 1, ErannWidth = 1, ErannBlocks = 1, LogMel = "small" },
    };

    private static ClipIndex Draw(string size, string folder, string? voices, Action<string>? tell, CancellationToken cancel)
    {
        var all = new AvatarOptions { Output = Path.Combine(folder, "avatars"), Audio = voices };
        AvatarOptions options = size switch
        {
            "smoke" => all with { Actors = 3, ClipsPerActor = Emotions.Count, Width = 160, Height = 90 },
            "classroom" => all with { Actors = 8 },
            _ => all with { Width = 640, Height = 360 },
        };
        AvatarReport report = AvatarGenerator.Generate(options, new Steps<AvatarProgress>("drawing clips", "clips found", tell, p => (p.Made, p.Done, p.Total)), cancel);
        foreach (ClipProblem problem in report.Problems) tell?.Invoke(problem.ToString());
        return ClipIndex.Scan(options.Output);
    }

    private static void Prepare(ClipIndex index, Experiment experiment, Action<string>? tell, CancellationToken cancel)
    {
        PrepareOptions options = experiment.ToPrepareOptions() with { LogMel = experiment.ToLogMelOptions() };
        PrepareReport report = ClipPreparer.Prepare(index, experiment.Store, options, new Steps<PrepareProgress>("preparing clips", "prepared clips checked", tell, p => (p.Made, p.Done, p.Total)), cancel);
        foreach (ClipProblem problem in report.Failures) tell?.Invoke(problem.ToString());
    }

    /// <summary>Tells every tenth part, and nothing of work that was done already within a second. As long as nothing had to be made, clips are only checked.</summary>
    private sealed class Steps<T>(string making, string looking, Action<string>? tell, Func<T, (int Made, int Done, int Total)> read) : IProgress<T>
    {
        private readonly System.Diagnostics.Stopwatch clock = System.Diagnostics.Stopwatch.StartNew();
        private int told;

        public void Report(T value)
        {
            var (made, done, total) = read(value);
            int tenth = 10 * done / Math.Max(1, total);
            lock (clock)
            {
                if (tenth <= told || clock.Elapsed.TotalSeconds < 1) return;
                told = tenth;
                tell?.Invoke(string.Create(CultureInfo.InvariantCulture, $"{(made > 0 ? making : looking)}: {done} of {total}"));
            }
        }
    }
}
