using System.Globalization;
using System.Text.Json;
using CFNSR.Repro.Cli;
using CFNSR.Repro.Data;
using CFNSR.Repro.Evaluation.SingleClips;
using CFNSR.Repro.Features;
using CFNSR.Repro.Features.Tracking;
using CFNSR.Repro.Figures;
using CFNSR.Repro.Tests.Cli;
using CFNSR.Repro.Tests.Data;
using CFNSR.Repro.Tests.Features.Tracking;
using CFNSR.Repro.Tests.Training;
using CFNSR.Repro.Training;

namespace CFNSR.Repro.Tests.Evaluation.SingleClips;

/// <summary>Made-up sound and face tracking of six actors, as files: a run that is asked about one of them says what it said as it was trained.</summary>
public sealed class PredictClipTests : IDisposable
{
    private const int Rate = 16000, Frames = 40;

    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Theory]
    [InlineData("cfnsr-msafnet", "tokens")]
    [InlineData("cfnsr-msafnet", "sequence")]
    [InlineData("video", "mlp")]
    [InlineData("audio", "auto")]
    [InlineData("erann", "auto")]
    public void A_clip_of_the_test_fold_is_told_as_in_the_runs_predictions_without_the_store(string system, string encoder)
    {
        string run = Train(system, encoder);
        Directory.Delete(folder["store"], recursive: true);
        var known = RunReader.Open(run).Predictions[Selection.Validation].Predictions;
        Assert.Equal(16, known.Count);
        bool hears = system is "audio" or "erann";
        foreach (var clip in known)
        {
            var said = PredictClip.Of(run, Sound(clip.Clip), hears ? null : Face(clip.Clip), device: "cpu");
            Assert.All(clip.Probabilities.Zip(said.Probabilities), pair => Assert.Equal(pair.First, pair.Second, 1e-6f));
            Assert.Equal((clip.Label, clip.Predicted, false), ((int)said.Shown!, (int)said.Predicted, said.SeenActor));
            double? heard = system switch { "video" => null, "erann" => 0.8, _ => 0.7 }; // from 0.5 s, log-mel from 0.4 s, to the end at 1.2 s
            Assert.Equal(heard, said.Input.Sound?.Seconds);
            Assert.Equal(hears ? null : encoder == "sequence" ? 35 * 78 : 35, said.Input.Units?.Count);
        }

        Assert.True(known.Select(p => p.Probabilities[0]).Distinct().Count() > 10, "the clips do not differ");
    }

    [Fact]
    public void Where_a_clip_is_looked_at_and_what_its_page_shows()
    {
        string run = Train("cfnsr-msafnet", "tokens");
        const string clip = "03-01-05-01-01-01-05";
        var said = PredictClip.Of(run, Sound(clip), Face(clip), device: "cpu");
        Assert.Equal([("action unit", "audio step", 35, 26), ("audio step", "action unit", 26, 35)],
            said.Attention.Select(map => (map.Queries, map.Keys, map.Weights.Count, map.Weights[0].Length)));
        Assert.All(said.Attention.SelectMany(map => map.Weights), row => Assert.Equal(1, row.Sum(), 1e-4f));
        Assert.True(said.SeenActor); // actor 5 trains or validates in fold 1
        Assert.Equal(1, said.Probabilities.Sum(), 1e-5f);

        string html = PredictionPage.Html(said);
        foreach (string id in new[] { "probabilities", "sound", "units", "attention-1-action-unit", "attention-1-audio-step" })
            Assert.Contains($"id=\"{id}\"", html, StringComparison.Ordinal);
        Assert.Contains("name says Angry.", html, StringComparison.Ordinal);
        Assert.Contains("says nothing about strangers", html, StringComparison.Ordinal);
        Assert.DoesNotContain("src=\"http", html, StringComparison.Ordinal);
    }

    [Fact]
    public void Recordings_of_ones_own_may_have_any_name_and_their_tracking_any_form()
    {
        string run = Train("cfnsr-msafnet", "tokens");
        const string clip = "03-01-04-01-01-01-01";
        var expected = PredictClip.Of(run, Sound(clip), Face(clip), device: "cpu").Probabilities;
        string own = folder["Ünser Clip <1>.wav"], table = folder["means.csv"];
        File.Copy(Sound(clip), own);
        var said = PredictClip.Of(run, own, Face(clip), device: "cpu");
        Assert.Equal(expected, said.Probabilities);
        Assert.Equal((null, false), ((int?)said.Shown, said.SeenActor));
        Assert.Contains("<h1>&#220;nser Clip &lt;1&gt;.wav</h1>", PredictionPage.Html(said), StringComparison.Ordinal);

        // a row of a table of means, by the clip's own name, and by the name of the same performance
        string means = string.Join(',', TrackingFile.Read(Face(clip)).MeanUnits().Select(value => value.ToString("R", CultureInfo.InvariantCulture)));
        string zeros = string.Join(',', Enumerable.Repeat("0", 35));
        File.WriteAllText(table, $"clip,{string.Join(',', ActionUnits.Columns)}\nother,{zeros}\nÜnser Clip <1>,{means}\n01{clip[2..]},{means}\n");
        Assert.Equal(expected, PredictClip.Of(run, own, table, device: "cpu").Probabilities);
        Assert.Equal(expected, PredictClip.Of(run, Sound(clip), table, device: "cpu").Probabilities);
        var lacks = Assert.Throws<KitException>(() => PredictClip.Of(run, Sound("03-01-04-01-01-01-02"), table, device: "cpu"));
        Assert.Equal((table, "has no row of the clip 03-01-04-01-01-01-02"), (lacks.File, lacks.What));
    }

    [Fact]
    public void The_command_answers_in_a_table_in_json_and_on_a_page_and_refuses_in_one_line()
    {
        string run = Train("cfnsr-msafnet", "sequence"), clip = Sound("03-01-04-01-01-01-01"), face = Face("03-01-04-01-01-01-01");
        CliRun asked = CliRun.Of("predict", clip, "--tracking", face, "--run", run, "--device", "cpu", "--out", folder["page.html"]);
        Assert.True(asked.Exit == ExitCode.Fine, asked.Error);
        foreach (string name in Emotions.Names) Assert.Contains(name.ToLowerInvariant(), asked.Out, StringComparison.Ordinal);
        Assert.Contains("video token", File.ReadAllText(folder["page.html"]), StringComparison.Ordinal);
        CliRun json = CliRun.Of("predict", clip, "--tracking", face, "--run", run, "--device", "cpu", "--json");
        var probabilities = JsonDocument.Parse(json.Out).RootElement.GetProperty("probabilities");
        Assert.Equal(Emotions.Names.Select(name => name.ToLowerInvariant()), probabilities.EnumerateObject().Select(p => p.Name));
        Assert.Equal(1, probabilities.EnumerateObject().Sum(p => p.Value.GetDouble()), 1e-5);

        File.WriteAllText(folder["means.csv"], "clip,AU01_r\n");
        (string[] Arguments, string Part)[] refused =
        [
            ([clip], "has no face tracking, which this run sees; expected --tracking CSV"),
            ([clip, "--tracking", folder["nowhere.csv"]], "nowhere.csv: there is no such file"),
            ([clip, "--tracking", folder["means.csv"]], "is a table of means, and this run sees the face over time"),
            ([clip, "--tracking", clip], "03-01-04-01-01-01-01.wav: "),
            ([folder["nowhere.wav"], "--tracking", face], "nowhere.wav: there is no such file"),
            ([face, "--tracking", face], "01-01-04-01-01-01-01.csv: "),
        ];
        foreach (var (arguments, part) in refused)
        {
            CliRun bad = CliRun.Of(["predict", .. arguments, "--run", run, "--device", "cpu"]);
            Assert.Equal(ExitCode.BadInput, bad.Exit);
            Assert.Contains(part, bad.Error, StringComparison.Ordinal);
            Assert.Single(bad.Error.Split('\n', StringSplitOptions.RemoveEmptyEntries));
        }
    }

    [Fact]
    public void A_run_that_sees_nothing_or_frames_says_what_it_needs()
    {
        string run = Train("audio", "auto"), clip = Sound("03-01-04-01-01-01-01"), face = Face("03-01-04-01-01-01-01");
        var unread = Assert.Throws<KitException>(() => PredictClip.Of(run, clip, face, device: "cpu"));
        Assert.Equal((face, "is not read by this run, which sees no face tracking"), (unread.File, unread.What));
        Trainer.Start(TinyStore.Fusion(TinyStore.Make(folder["frames"], video: true)) with { Name = "frames-run", Epochs = 1 }, folder.Path);
        var picture = Assert.Throws<KitException>(() => PredictClip.Of(folder["frames-run"], clip, device: "cpu"));
        Assert.Equal((clip, "holds no picture, and this run sees frames"), (picture.File, picture.What));
    }

    private string Sound(string clip) => folder["data", clip + ".wav"];

    private string Face(string clip) => folder["data", "01" + clip[2..] + ".csv"];

    private string Train(string system, string encoder)
    {
        Directory.CreateDirectory(folder["data"]);
        ClipName[] names = [.. new[] { 1, 2, 5, 6, 9, 10 }.SelectMany(actor => Emotions.All.Select(emotion =>
            new ClipName(Modality.AudioOnly, false, emotion, 1, 1, 1, actor)))];
        foreach (var (i, name) in names.Index())
        {
            var random = KeyedRandom.For(3, 0, i, "voice");
            double pitch = 0.03 + (0.01 * name.Label) + (0.004 * random.NextDouble());
            short[] sound = [.. Enumerable.Range(0, Rate * 6 / 5).Select(t => (short)((6000 * Math.Sin(t * pitch)) + (300 * random.NextNormal())))];
            File.WriteAllBytes(Sound(name.ToString()), WavBytes.Pcm16(Rate, 1, sound));
            File.WriteAllText(Face(name.ToString()), TrackingCsv.Text(TrackingCsv.OpenFace, Frames, (column, frame) =>
                column.StartsWith("AU", StringComparison.Ordinal) && column.EndsWith("_r", StringComparison.Ordinal)
                    ? (random.NextDouble() + (column[3] - '0' == name.Label ? 2 : 0)).ToString("0.00", CultureInfo.InvariantCulture) : null));
        }

        Experiment e = TinyStore.Tracking(folder["store"]) with
        {
            System = system, VideoEncoder = encoder, Epochs = 2, LogMel = "small", ErannWidth = 1, ErannBlocks = 1,
        };
        ClipPreparer.Prepare(ClipIndex.Scan(folder["data"]), folder["store"], e.ToPrepareOptions(data: folder["data"]));
        Trainer.Start(e, folder.Path);
        return folder["tiny"];
    }
}
