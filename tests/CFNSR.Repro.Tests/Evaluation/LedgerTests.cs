using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using CFNSR.Repro.Data;
using CFNSR.Repro.Evaluation;
using CFNSR.Repro.Evaluation.Robustness;
using CFNSR.Repro.Training;

namespace CFNSR.Repro.Tests.Evaluation;

public sealed partial class LedgerTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    /// <summary>A printed number and its place; a figure or equation has no number.</summary>
    private sealed record Printed(string Place, string? Number);

    public void Dispose() => folder.Dispose();

    public static TheoryData<string, string?> PrintedNumbers() => new(Golden().Select(printed => (printed.Place, printed.Number)));

    [Theory]
    [MemberData(nameof(PrintedNumbers))]
    public void Every_number_figure_and_equation_of_the_paper_has_one_line(string place, string? number)
    {
        var line = Assert.Single(LinesOf(Ledger.Default.Lines, new Printed(place, number)));
        // and would be missed
        Assert.Empty(LinesOf(Ledger.Default.Lines.Where(other => other != line), new Printed(place, number)));
    }

    /// <summary>The list of numbers itself against the paper's text, where that is at hand.</summary>
    [Fact]
    public void The_list_has_every_number_of_sections_3_and_4()
    {
        string text = File.ReadAllText(Assert.Single(Directory.GetFiles(TestData.Shared("seed"), "*.txt")));
        int start = text.IndexOf("3.1 Experiment Setup", StringComparison.Ordinal), end = text.IndexOf("**5** Conclusion", StringComparison.Ordinal);
        Assert.InRange(start, 1, end);
        string own = Reference().Replace(text[start..end], " ");
        string[] known = [.. Golden().Where(p => p.Place[0] is '3' or '4' or 'T' or 'F' && p.Number is not null).SelectMany(p => Number().Matches(p.Number!)).Select(m => m.Value)];
        string[] printed = [.. Number().Matches(own).Select(match => match.Value).Distinct()];
        Assert.True(printed.Length >= 30);
        Assert.Empty(printed.Except(known));
    }

    [Fact]
    public void Every_verdict_has_a_reason_and_evidence_that_exists()
    {
        Assert.Equal(Ledger.Default.Lines.Count, Ledger.Default.Lines.Select(line => line.Id).Distinct().Count());
        foreach (var line in Ledger.Default.Lines)
        {
            Assert.True(line.Reason.Length >= 10 && line.Reason.EndsWith('.'), line.Id);
            if (line.Status is LedgerStatus.Matched or LedgerStatus.Differs) Assert.NotEmpty(line.Evidence);
            if (line.Status == LedgerStatus.NotAttempted) Assert.EndsWith(".", line.Needs);
            Assert.All(line.Evidence, path => Assert.True(Path.Exists(Path.Combine(TestData.Root, path)), $"{line.Id}: {path}"));
            // a run is its summary
            Assert.All(line.Evidence.Where(path => path.StartsWith("data/results/", StringComparison.Ordinal)), path => Assert.NotEmpty(Measured(path)));
        }

        Assert.Equal(Ledger.Default.Lines.Count, Enum.GetValues<LedgerStatus>().Sum(Ledger.Default.Count));
    }

    [Fact]
    public void Our_values_are_those_of_the_runs_they_name()
    {
        var measured = Ledger.Default.Lines.Where(line => line.Ours is not null && line.Evidence.Any(path => path.StartsWith("data/results/", StringComparison.Ordinal))).ToArray();
        Assert.Contains(measured, line => line.Id == "mfcc-standardised");
        foreach (var line in measured)
        {
            var known = line.Evidence.Where(path => path.StartsWith("data/results/", StringComparison.Ordinal)).SelectMany(Measured).ToHashSet();
            Assert.All(Percent().Matches(line.Ours!), match => Assert.Contains(match.Value, known));
        }
    }

    [Fact]
    public void What_the_reasons_say_of_the_sound_alone_is_what_was_measured()
    {
        var raw = Summary("data/results/audio-mfcc-raw");
        var standardised = Summary("data/results/audio-mfcc-standardised");
        string recall(Emotion emotion) => One(raw.Confusion[(int)emotion][(int)emotion] / (double)raw.Confusion[(int)emotion].Sum());
        double choice = raw.BestTest.Runs.Mean - raw.Last.Runs.Mean;
        int falls = raw.Runs.Count(run => run.BestTest > run.Last);
        var neutral = raw.Confusion[(int)Emotion.Neutral];
        (string Id, string Words)[] said =
        [
            ("mfcc-standardised", $"by {Two(raw.BestTest.Runs.Mean - standardised.BestTest.Runs.Mean)} points at the best epoch"),
            ("mfcc-standardised", $"by {Two(raw.Last.Runs.Mean - standardised.Last.Runs.Mean)} at the last"),
            ("test-selection", $"{Two(choice)} points"),
            ("overfitting", $"{Two(choice)} points"),
            ("overfitting", $"in {falls} of {raw.Runs.Count} runs"),
            ("recording-quality", $"{recall(Emotion.Angry)} % of Angry and {recall(Emotion.Surprised)} % of Surprised"),
            ("best-classes", $"({recall(Emotion.Angry)} %), Happy in {recall(Emotion.Happy)} % and Surprised in {recall(Emotion.Surprised)} %, lower than all but Neutral ({recall(Emotion.Neutral)} %)"),
            ("neutral-sad", $"{neutral[(int)Emotion.Sad]} of {neutral.Sum()} neutral clips (Calm in {neutral[(int)Emotion.Calm]})"),
            ("best-epoch", $"between {raw.Runs.Min(run => run.BestTestEpoch)} and {raw.Runs.Max(run => run.BestTestEpoch)}"),
        ];
        Assert.All(said, s => Assert.Contains(s.Words, Ledger.Default[s.Id].Reason, StringComparison.Ordinal));
        Assert.Equal([Emotion.Neutral, Emotion.Surprised], Emotions.All.OrderBy(e => double.Parse(recall(e), CultureInfo.InvariantCulture)).Take(2));
        Assert.Equal((int)Emotion.Sad, Enumerable.Range(1, 7).MaxBy(c => neutral[c]));
    }

    [Fact]
    public void What_the_reasons_say_of_spoilt_clips_is_what_was_measured()
    {
        var lines = Ledger.Default.Lines.Where(line => line.Evidence.Contains("data/results/robustness-dropout")).ToArray();
        Assert.Equal(["dropout-helps", "dropout-independent-features"], lines.Select(line => line.Id));
        var known = Measured("data/results/robustness-dropout").ToHashSet();
        Assert.All(lines.SelectMany(line => Percent().Matches(line.Reason)), match => Assert.Contains(match.Value, known));
    }

    [Fact]
    public void What_the_ledger_says_of_curves_and_confusions_is_what_was_measured()
    {
        const string result = "data/results/hybrid-cfnsr-msafnet";
        var curves = Curves(result);
        Assert.Equal(15, curves.Count);
        string span(Func<RunCurve, double> of, string format) => FormattableString.Invariant($"{curves.Min(of).ToString(format, CultureInfo.InvariantCulture)} to {curves.Max(of).ToString(format, CultureInfo.InvariantCulture)}");
        double best(RunCurve curve) => curve.Epochs.MaxBy(epoch => epoch.TestAccuracy)!.Epoch;
        double lowest = curves.Min(curve => curve.Epochs.Min(epoch => epoch.TestAccuracy)), highest = curves.Max(curve => curve.Epochs.Max(epoch => epoch.TestAccuracy));
        int[][] confusion = [.. Summary(result).Confusion.Select(row => row.ToArray())];
        var pairs = (from a in Emotions.All from b in Emotions.All where a < b select (a, b, Clips: confusion[(int)a][(int)b] + confusion[(int)b][(int)a])).ToArray();
        var most = pairs.MaxBy(pair => pair.Clips);
        Emotion[] found = [.. Emotions.All.OrderByDescending(e => confusion[(int)e][(int)e] / (double)confusion[(int)e].Sum())];
        (string Id, string Words)[] said =
        [
            ("training-accuracy", $"{span(curve => 100 * curve.Epochs[6].TrainAccuracy, "F2")} in epoch 7, {span(curve => 100 * curve.Epochs[^1].TrainAccuracy, "F2")} in epoch 15"),
            ("test-range", $"{Two(lowest)} to {Two(highest)}"),
            ("best-epoch", $"{span(best, "F0")} of 15"),
            ("final-loss", span(curve => curve.Epochs[^1].TestLoss, "F3")),
            ("best-classes", $"{found[0]} and {found[1]};"),
            ("neutral-sad", $"{most.a} and {most.b};"),
        ];
        Assert.All(said, s => Assert.StartsWith(s.Words, Ledger.Default[s.Id].Ours, StringComparison.Ordinal));
        Assert.All(curves, curve => Assert.True(curve.Epochs[^1].TestLoss > curve.Epochs.Min(epoch => epoch.TestLoss)));
        Assert.Contains($"{pairs.Single(pair => pair is { a: Emotion.Neutral, b: Emotion.Sad }).Clips}", Ledger.Default["neutral-sad"].Reason, StringComparison.Ordinal);
    }

    // clips of one fold of four actors, of 20 %, of other usual test sets, of five and of six folds
    [Theory]
    [InlineData(78.33, 240, true)]
    [InlineData(78.33, 288, false)]
    [InlineData(78.33, 144, false)]
    [InlineData(78.33, 216, false)]
    [InlineData(78.33, 432, false)]
    [InlineData(78.33, 1200, true)]
    [InlineData(78.33, 1440, true)]
    [InlineData(75.76, 240, false)]
    [InlineData(75.76, 1200, false)]
    [InlineData(75.76, 1440, true)]
    [InlineData(68.82, 240, false)]
    [InlineData(68.82, 1440, true)]
    [InlineData(74.86, 1200, false)]
    [InlineData(74.86, 1440, true)]
    public void A_percentage_can_or_cannot_come_from_so_many_clips(double percent, int clips, bool can) =>
        Assert.Equal(can, Enumerable.Range(0, clips + 1).Any(right => Math.Round(100.0 * right / clips, 2) == percent));

    [Fact]
    public void Every_number_of_a_row_of_Table_2_is_that_of_the_published_rows()
    {
        var rows = PaperNumbers.Default.Table2.Select(row => row.Printed).Order(StringComparer.Ordinal);
        Assert.Equal(rows, Ledger.Default.Lines.Where(line => line.Where.Contains("Table 2") && line.Kind == LedgerKind.Table).Select(line => line.Paper).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void What_the_readme_prints_of_a_run_is_in_its_summary() =>
        Assert.Empty(WrongNumbers(File.ReadAllText(Path.Combine(TestData.Root, "README.md"))));

    [Fact]
    public void A_wrong_or_misplaced_number_in_the_readme_is_found()
    {
        const string table = """
            | run | best on test | last epoch | Python, last epoch |
            |---|---|---|---|
            | [raw](data/results/audio-mfcc-raw/summary.md) | {0} | {1} | 99.99 |
            """;
        string[] wrong(string best, string last) => [.. WrongNumbers(string.Format(CultureInfo.InvariantCulture, table, best, last))];
        Assert.Empty(wrong("57.03 ± 4.64", "**51.22**"));
        Assert.Equal(["audio-mfcc-raw: best on test 57.04"], wrong("57.04", "51.22"));
        Assert.Equal(["audio-mfcc-raw: best on test 51.22", "audio-mfcc-raw: last epoch 57.03"], wrong("51.22", "57.03"));
        Assert.Equal(["no-such-run: no summary"], WrongNumbers("see [it](data/results/no-such-run/summary.md)"));
    }

    [Fact]
    public void A_selection_is_a_Markdown_table()
    {
        string[] rows = Ledger.ToMarkdown([Ledger.Default["table-2-cfn-sr"], Ledger.Default["actors"] with { What = "a | b\nc" }]).TrimEnd().Split('\n');
        Assert.Equal(4, rows.Length);
        Assert.Equal("| where | what | paper | ours | status | why |", rows[0]);
        Assert.StartsWith("| 3.4, Table 2 | Table 2: accuracy of CFN-SR, percent | 75.76 | 75.67 in the authors' log | contradicted | Its authors", rows[2]);
        Assert.StartsWith("| 2.1 | a \\| b c | 24 | 24 | matched |", rows[3]);
        Assert.Contains("| - | not attempted |", Ledger.ToMarkdown([Ledger.Default["accuracy-best"]]), StringComparison.Ordinal);
    }

    [Fact]
    public void A_ledger_from_a_file_is_the_one_inside_the_assembly() =>
        Assert.Equal(Ledger.Default.Lines.Select(line => (line.Id, line.Status)), Ledger.Read(Path.Combine(TestData.Root, "data", "paper", "ledger.json")).Lines.Select(line => (line.Id, line.Status)));

    [Theory]
    [InlineData("reason", "\" \"", "it has no reason")]
    [InlineData("status", "\"perhaps\"", "is not a ledger")]
    [InlineData("status", "17", "its kind or status is not a known one")]
    [InlineData("kind", "\"rumour\"", "is not a ledger")]
    [InlineData("id", "\"Two Words\"", "its id is not made of")]
    [InlineData("id", "\"clips\"", "its id is there twice")]
    [InlineData("where", "[]", "it does not say where")]
    [InlineData("where", "null", "it does not say where")]
    [InlineData("paper", "null", "it lacks what the paper states")]
    [InlineData("ours", "null", "without a value of ours")]
    [InlineData("evidence", "[]", "without evidence")]
    [InlineData("evidence", "[\"../elsewhere\"]", "paths below the repository")]
    [InlineData("evidence", "[\"/etc/passwd\"]", "paths below the repository")]
    [InlineData("verdict", "\"true\"", "is not a ledger")]
    [InlineData("status", "\"not attempted\"", "yet has a value of ours")]
    public void A_damaged_line_is_named(string key, string value, string what)
    {
        var root = JsonNode.Parse(File.ReadAllText(Path.Combine(TestData.Root, "data", "paper", "ledger.json")))!;
        root["lines"]!.AsArray().First(line => (string?)line!["id"] == "actors")![key] = JsonNode.Parse(value);
        string file = folder.Write("ledger.json", root.ToJsonString());
        var error = Assert.Throws<KitException>(() => Ledger.Read(file));
        Assert.Contains(what, error.Message, StringComparison.Ordinal);
        Assert.Equal(file, error.File);
    }

    [Theory]
    [InlineData("", "is not a ledger")]
    [InlineData("{", "is not a ledger")]
    [InlineData("null", "is not a ledger")]
    [InlineData("[]", "is not a ledger")]
    [InlineData("{}", "holds no lines")]
    [InlineData("{\"what\":\"x\",\"lines\":[null]}", "it is empty")]
    [InlineData("{\"what\":\"x\",\"lines\":[{}]}", "its id is not made of")]
    public void A_damaged_file_is_the_kits_error(string text, string what) =>
        Assert.Contains(what, Assert.Throws<KitException>(() => Ledger.Read(folder.Write("ledger.json", text))).Message, StringComparison.Ordinal);

    [Fact]
    public void A_missing_file_or_line_is_named()
    {
        Assert.Equal("no/such.json", Assert.Throws<KitException>(() => Ledger.Read("no/such.json")).File);
        Assert.Contains("no line 'nonsense'", Assert.Throws<KitException>(() => Ledger.Default["nonsense"]).Message);
    }

    private static Printed[] Golden() =>
        JsonSerializer.Deserialize<Printed[]>(File.ReadAllText(TestData.Golden("paper-numbers.json")), new JsonSerializerOptions(JsonSerializerDefaults.Web))!;

    private static LedgerLine[] LinesOf(IEnumerable<LedgerLine> lines, Printed printed) =>
    [
        .. lines.Where(line => line.Where.Contains(printed.Place) && (printed.Number is null
            ? line.Kind is LedgerKind.Figure or LedgerKind.Equation
            : printed.Number[0] == '(' ? line.Paper.Contains(printed.Number, StringComparison.Ordinal) : Regex.IsMatch(line.Paper, $@"(?<![\w.]){Regex.Escape(printed.Number)}(?!\w|\.\d)"))),
    ];

    /// <summary>Every number with two decimals in the text of a committed result, and what spoiling a clip costs.</summary>
    private static IEnumerable<string> Measured(string result) =>
    [
        .. Percent().Matches(File.ReadAllText(Path.Combine(TestData.Root, result, "summary.md"))).Select(match => match.Value),
        .. CommittedResults.All(Path.GetFileName(result)).Select(entry => entry.Result).OfType<RobustnessTable>()
            .SelectMany(table => table.Rows).Select(row => Two(Math.Abs(row.Change.Mean))),
        .. Curves(result).SelectMany(curve => curve.Epochs).SelectMany(epoch => new[] { epoch.TrainAccuracy, epoch.TestAccuracy }).Select(Two),
    ];

    private static IReadOnlyList<RunCurve> Curves(string result) =>
        Path.Combine(TestData.Root, result, CurvesFile.FileName) is var file && File.Exists(file) ? CurvesFile.Read(file) : [];

    private static FoldsSummary Summary(string run) => FoldsSummary.Read(Path.Combine(TestData.Root, run, "summary.json"));

    /// <summary>Numbers of lines that link to a run and are not in its summary, or not under their heading there.</summary>
    private static IEnumerable<string> WrongNumbers(string readme)
    {
        string[] lines = readme.ReplaceLineEndings("\n").Split('\n');
        for (int i = 0; i < lines.Length; i++)
        {
            foreach (string run in Link().Matches(lines[i]).Select(match => match.Groups[1].Value).Distinct())
            {
                if (!File.Exists(Path.Combine(TestData.Root, "data", "results", run, "summary.json")))
                {
                    yield return $"{run}: no summary";
                    continue;
                }

                var summary = CommittedResults.All(run).Single(result => result.Folder == run).Result as FoldsSummary;
                int head = i;
                while (head > 0 && lines[head - 1].StartsWith('|')) head--;
                string[] heads = lines[head].Split('|'), cells = lines[i].Split('|');
                for (int c = 0; c < cells.Length; c++)
                {
                    string title = lines[i].StartsWith('|') && c < heads.Length ? heads[c].Trim() : "";
                    if (Foreign().IsMatch(title)) continue;
                    var known = (summary is null ? Measured($"data/results/{run}") : Scores(summary, title)).ToHashSet();
                    foreach (Match number in Percent().Matches(Link().Replace(cells[c], "")))
                    {
                        if (!known.Contains(number.Value)) yield return $"{run}: {title} {number.Value}";
                    }
                }
            }
        }
    }

    /// <summary>What may stand under a heading: that score's means and deviations; anything of the summary where the heading names no score.</summary>
    private static IEnumerable<string> Scores(FoldsSummary summary, string title)
    {
        bool says(string word) => title.Contains(word, StringComparison.OrdinalIgnoreCase);
        if (says("UAR") || says("F1")) return Spread(says("F1") ? summary.MacroF1 : summary.Uar);
        if (says("best")) return Spread(summary.BestTest);
        if (says("valid")) return Spread(summary.Validation);
        return says("last") ? Spread(summary.Last) : Percents(summary);
    }

    private static IEnumerable<string> Spread(ScoreSpread? score) =>
        score is null ? [] : new[] { score.Runs, score.Folds, score.Seeds }.SelectMany(s => (double[])[s.Mean, s.Deviation]).Select(Two);

    private static IEnumerable<string> Percents(FoldsSummary s) =>
    [
        .. new[] { s.Last, s.Validation, s.BestTest, s.Uar, s.MacroF1 }.SelectMany(Spread), Two(s.LastInterval.Value), Two(s.LastInterval.Low), Two(s.LastInterval.High),
        .. s.Runs.SelectMany(run => new[] { run.Last, run.Validation, run.BestTest, run.Uar, run.MacroF1 }).OfType<double>().Select(Two),
    ];

    private static string Two(double share) => (100 * share).ToString("F2", CultureInfo.InvariantCulture);

    private static string One(double share) => (100 * share).ToString("F1", CultureInfo.InvariantCulture);

    [GeneratedRegex(@"\[[^\]]*\]\(data/results/([^/)]+)/summary\.md\)")]
    private static partial Regex Link();

    [GeneratedRegex(@"(?<![\d.])\d{1,3}\.\d{2}(?!\d)")]
    private static partial Regex Percent();

    [GeneratedRegex("Python|reference|paper|published", RegexOptions.IgnoreCase)]
    private static partial Regex Foreign();

    [GeneratedRegex(@"(?<![A-Za-z\d.])\d+(?:\.\d+)?")]
    private static partial Regex Number();

    /// <summary>Headings, citations, and the numbers of figures and tables.</summary>
    [GeneratedRegex(@"^#.*$|3\.1 Experiment Setup|\[[\d, -]+\]|(?:Figure|Fig\.|Table) \d+", RegexOptions.Multiline)]
    private static partial Regex Reference();
}
