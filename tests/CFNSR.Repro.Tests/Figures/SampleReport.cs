using CFNSR.Repro.Data;
using CFNSR.Repro.Evaluation;
using CFNSR.Repro.Figures;
using CFNSR.Repro.Scores;
using CFNSR.Repro.Training;

namespace CFNSR.Repro.Tests.Figures;

/// <summary>Runs with invented numbers that look like real ones; a pure function of the arguments.</summary>
internal static class SampleReport
{
    /// <summary>A picture of one pixel.</summary>
    public const string Pixel = "data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==";

    public static ReportData Create(bool validation = true, bool synthetic = true) => new()
    {
        Title = "A sample with invented numbers",
        SyntheticPicture = synthetic,
        DataSet = "The clips are avatars: a drawn face that speaks with the sound of real RAVDESS recordings, 24 actors, 1,440 clips.",
        Runs =
        [
            .. Enumerable.Range(1, 3).Select(f => Run("cfnsr-msafnet", f, 0.62, 26_713_512, validation)),
            .. Enumerable.Range(1, 3).Select(f => Run("averaging", f, 0.58, 25_916_080, validation)),
            .. Enumerable.Range(1, 3).Select(f => Run("video", f, 0.50, 25_882_056, validation)),
            .. Enumerable.Range(1, 3).Select(f => Run("audio", f, 0.45, 34_024, validation)),
        ],
        Command = "cfnsr train cfnsr-msafnet --data avatars --preset classroom",
        Commit = "0123abc",
        Hardware = "2 cores, 8 GB, no GPU; libtorch 1.13.1",
        Date = new DateTimeOffset(2026, 3, 4, 5, 6, 0, TimeSpan.Zero),
        Settings = "preset classroom; batch=8",
        Deviations =
        [
            new("picture", "RAVDESS video", "drawn faces", "The archive is 14 GB; a class needs clips in minutes."),
            new("split", "not stated", "msaf6 with four validation actors", "78.33 % is 188 of 240 clips: one fold, best epoch on test."),
        ],
        ClipsPerEmotion = [96, 192, 192, 192, 192, 192, 192, 192],
        Clip = new ReportClip("02-01-03-02-01-01-05", Mfcc(), FrameStrip: Pixel, Frames: 30),
        Problems = ["Actor_03/01-01-05-01-01-01-03.mp4: no sound track"],
    };

    /// <summary>The sample with paired tests, an ablation and a honesty page.</summary>
    public static ReportData WithMeasurements()
    {
        var sample = Create();
        JudgedRun[] runs(string system) => [.. sample.Runs.Where(r => r.Result.System == system).Select(r => new JudgedRun(r.Result, r.Predictions))];
        var score = new MeanAndSpread(0.5, 0.1, 3);
        AblationResult row(int number, string label, double? difference) => new(
            number, label, "cfnsr-msafnet", [], "cfnsr ablate", 3, score, score, score, score, new PooledScores(new PooledCount(360, 720), null, new PooledCount(360, 720)), 1, 1, difference, difference is null ? null : 0.25);
        return sample with
        {
            Paired = PairedTests.Of([("cfnsr-msafnet", runs("cfnsr-msafnet")), ("averaging", runs("averaging"))], "cfnsr-msafnet"),
            Ablations =
            [
                new AblationSummary
                {
                    Name = "sample/ablate-heads", What = "Number of heads.", Command = "cfnsr ablate", Settings = [], Frozen = true, Data = "Invented clips", DataHash = "0", Split = "msaf6",
                    SplitHash = new string('a', 64), Commit = "0", Hardware = "none", Date = "2026-03-04", Rows = [row(1, "heads=8", null), row(2, "heads=<1>", -0.0125)],
                    Answers = [new AblationAnswer(1, 2, "Are eight heads better than one?", "last", -0.0125, 0.25, 0.5)],
                },
            ],
            Honesty = [Evaluation.HonestyLinesTests.Sample()],
        };
    }

    public static float[] Mfcc() => [.. Enumerable.Range(0, 13 * 212).Select(i => (float)((i < 212 ? -500 : 0) + (40 * Math.Sin(i % 212 / (5.0 + (i / 212))))))];

    public static IReadOnlyList<EpochRecord> History(int fold, double top, bool validation = true, int epochs = 45) =>
    [
        .. Enumerable.Range(1, epochs).Select(e => new EpochRecord(
            e, e * 60, 2.1 * Math.Exp(-e / 9.0), 1 - (0.87 * Math.Exp(-e / 7.0)),
            validation ? 1.2 + (0.02 * e) : null, validation ? (top - 0.03) * (1 - Math.Exp(-e / 5.0)) : null, validation ? 0.5 : null,
            1.1 + (0.03 * e) + (0.05 * Math.Sin(e + fold)), (top + (0.03 * Math.Sin((e * 1.7) + fold))) * (1 - Math.Exp(-e / 4.0)), 0.5, 1e-3, 12)),
    ];

    public static ReportRun Run(string system, int fold, double top, long parameters, bool validation = true)
    {
        var history = History(fold, top, validation);
        var best = history.MaxBy(e => e.TestAccuracy)!;
        var at = new Dictionary<Selection, SelectedEpoch>
        {
            [Selection.Last] = SelectedEpoch.Of(45, Predictions(fold, history[^1].TestAccuracy)),
            [Selection.BestTest] = SelectedEpoch.Of(best.Epoch, Predictions(fold, best.TestAccuracy)),
        };
        if (validation) at[Selection.Validation] = SelectedEpoch.Of(30, Predictions(fold, history[29].TestAccuracy));
        var report = new RunReport
        {
            System = system,
            Seed = 0,
            Split = "msaf6",
            SplitHash = "9c1e5d0f77aa4b21",
            Fold = fold,
            SubjectDependent = false,
            TestActors = [.. Enumerable.Range((fold * 4) - 3, 4)],
            ValidationActors = validation ? [21, 22, 23, 24] : [],
            TrainClips = validation ? 960 : 1200,
            ValidationClips = validation ? 240 : 0,
            TestClips = 240,
            Parameters = parameters,
            TrainedParameters = parameters,
            Epochs = 45,
            StoppedEarly = false,
            Seconds = 540,
            TrainAccuracy = 0.98,
            Last = at[Selection.Last].Score,
            Validation = validation ? at[Selection.Validation].Score : null,
            BestTest = at[Selection.BestTest].Score,
        };
        return new ReportRun(report, history, at);
    }

    /// <summary>240 clips of one fold, about this share right; most errors go to one other class.</summary>
    private static Prediction[] Predictions(int fold, double accuracy)
    {
        var random = new Random(fold);
        return
        [
            .. from actor in Enumerable.Range((fold * 4) - 3, 4)
               from emotion in Emotions.All
               from trial in Enumerable.Range(0, Emotions.TrialsPerActor(emotion))
               let label = (int)emotion
               let said = random.NextDouble() < accuracy ? label : (label + (random.NextDouble() < 0.6 ? 3 : random.Next(1, 8))) % 8
               select new Prediction($"{emotion}-{actor}-{trial}", actor, label, [.. Enumerable.Range(0, 8).Select(c => c == said ? 0.65f : 0.05f)]),
        ];
    }
}
