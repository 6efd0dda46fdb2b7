using System.Globalization;
using CFNSR.Repro.Evaluation;
using CFNSR.Repro.Evaluation.Robustness;
using CFNSR.Repro.Features.Tracking;
using CFNSR.Repro.Scores;
using CFNSR.Repro.Training;

namespace CFNSR.Repro.Figures;

/// <summary>The sections of the report, in reading order.</summary>
internal static class ReportSections
{
    public static HtmlText Body(ReportData data)
    {
        var main = SystemScores.Of(data.Runs[0].Result.System, data.Runs.Select(r => r.Result));
        var runs = data.Runs.Where(r => r.Result.System == main.System).OrderBy(r => r.Result.Seed).ThenBy(r => r.Result.Fold).ToArray();
        (string Title, HtmlText Content)[] all =
        [
            ("Result", Result(main)),
            ("Training curves", Curves(main, runs)),
            ("Confusion", Confusion(main, runs)),
            ("Every fold", Folds(main)),
            ("Comparison with Table 2", Table2(data)),
            ("Paired tests", Paired(data)),
            ("Ablations", Ablations(data)),
            ("What the way of measuring is worth", Honesty(data)),
            ("Robustness", Robustness(data)),
            ("The clips", Clips(data)),
            ("What differs from the paper", Differences(data)),
            ("The paper, claim by claim", Claims()),
            ("How this was made", Facts(data, main)),
        ];
        var sections = all.Where(section => section.Content != HtmlText.Empty).ToArray();
        return HtmlText.Of($"""
            <header>
            <h1>{data.Title}{(data.SyntheticPicture ? new HtmlText(" <span class=\"synthetic\">synthetic picture</span>") : HtmlText.Empty)}</h1>
            {Intro(data, main)}
            <nav aria-label="Sections">{HtmlText.Join(sections.Select(s => HtmlText.Of($"<a href=\"#{Report.Anchor(s.Title)}\">{s.Title}</a> ")))}</nav>
            </header>
            <main>
            {HtmlText.Join(sections.Select(s => HtmlText.Of($"<section id=\"{Report.Anchor(s.Title)}\">\n<h2>{s.Title}</h2>\n{s.Content}</section>\n")))}
            </main>
            <footer>Made by CFNSR.Repro, commit <span class="mono">{data.Commit}</span>, {data.Date:yyyy-MM-dd HH:mm} UTC. This file needs no network.</footer>

            """);
    }

    private static HtmlText Intro(ReportData data, SystemScores main) => HtmlText.Of($"""
        <p>{Name(main.System)} recognises one of eight emotions from {Perceived(data, main)} of a short spoken sentence. {data.DataSet}</p>
        {(data.SyntheticPicture ? Synthetic : HtmlText.Empty)}{(main.Runs.Any(r => r.SubjectDependent) ? Dependent : HtmlText.Empty)}
        """);

    private static string Perceived(ReportData data, SystemScores main)
    {
        string seen = data.Units is null ? "picture" : "face tracking";
        return main.System switch { "audio" or "erann" => "the sound", "video" => $"the {seen}", _ => $"{seen} and sound" };
    }

    private static HtmlText Synthetic => new("""
        <p class="notice"><strong>The faces are drawn by a program.</strong> They are a teaching instrument: their expressions follow simple rules, so these numbers say nothing about recognising people, and they cannot be compared with results on RAVDESS.</p>

        """);

    private static HtmlText Dependent => new("""
        <p class="notice"><strong>Subject-dependent split.</strong> Clips of one actor stand on both sides, so the network may know the voice and the face instead of the emotion. For demonstration only.</p>

        """);

    private static HtmlText Result(SystemScores main)
    {
        HtmlText card(Selection selection, string note) => main.Of(selection) is not { } accuracy ? HtmlText.Empty : HtmlText.Of($"""
            <li style="--tone:{FoldsFigure.Colour(selection)}"><span class="name">{Capital(FoldsFigure.Words(selection))}</span>
            <b>{accuracy.ToPercent()} <small>%</small></b>
            <span class="more">accuracy. UAR {main.Of(selection, m => m.Uar)!.ToPercent()}, macro-F1 {main.Of(selection, m => m.MacroF1)!.ToPercent()}.<br>{note}</span></li>

            """);
        string over = main.Runs.Count == 1 ? "One run." : string.Create(CultureInfo.InvariantCulture,
            $"Mean ± standard deviation over {main.Runs.Count} runs ({Count(main.Runs.Select(r => r.Fold).Distinct().Count(), "fold")}, {Count(main.Runs.Select(r => r.Seed).Distinct().Count(), "seed")}).");
        return HtmlText.Of($"""
            <p>{over} Three scores stand side by side because the choice of the epoch matters: {(main.Of(Selection.Validation) is null
                ? "no validation actors were set aside, so there is no score chosen without the test fold except the last epoch's."
                : "only the one chosen on validation actors is an estimate for strangers that somebody could have had before seeing the test.")}</p>
            <ul class="scores">
            {card(Selection.Last, "No choice at all.")}{card(Selection.Validation, "The clean protocol.")}{card(Selection.BestTest, "What the literature reports; too good by several points.")}</ul>

            """);
    }

    private static HtmlText Curves(SystemScores main, ReportRun[] runs)
    {
        var histories = runs.Select(r => r.History).ToArray();
        string words = CurvesFigure.Describe(histories);
        string of = runs.Length == 1 ? "one run" : string.Create(CultureInfo.InvariantCulture, $"the mean of {runs.Length} runs, single runs faint");
        return HtmlText.Of($"""
            <p>The paper's Figure 6: training against test, epoch by epoch; {of}. The star marks the epoch with the highest test accuracy{(runs.Length > 1 ? " of the mean" : "")}.</p>
            <div class="pair">
            {ChartHtml.Figure("curves-accuracy", CurvesFigure.Accuracy(histories), HtmlText.Of($"Accuracy of {Name(main.System)}."), words)}
            {ChartHtml.Figure("curves-loss", CurvesFigure.Loss(histories), HtmlText.Of($"Loss of {Name(main.System)}."), words)}
            </div>

            """);
    }

    private static HtmlText Confusion(SystemScores main, ReportRun[] runs)
    {
        var selection = main.Of(Selection.Validation) is not null ? Selection.Validation : Selection.Last;
        var predictions = runs.Where(r => r.Predictions.ContainsKey(selection)).SelectMany(r => r.Predictions[selection].Predictions).ToArray();
        if (predictions.Length == 0) return new HtmlText("<p>The runs kept no predictions.</p>\n");
        var matrix = ConfusionMatrix.Of(predictions);
        string words = ConfusionFigure.Describe(matrix);
        return HtmlText.Of($"""
            <p>The paper's Figure 7, for the epoch of “{FoldsFigure.Words(selection)}”, all test folds together. Neutral has half as many clips as any other emotion, so compare rows in the matrix of percentages.</p>
            <div class="pair">
            {ChartHtml.Figure("confusion-counts", ConfusionFigure.Counts(matrix), new HtmlText("Counts of clips."), words, "square")}
            {ChartHtml.Figure("confusion-shares", ConfusionFigure.Normalised(matrix), new HtmlText("Percent of the true emotion: rows sum to 100."), words, "square")}
            </div>
            <p>{words}</p>

            """);
    }

    private static HtmlText Folds(SystemScores main) => HtmlText.Of($"""
        {ChartHtml.Figure("folds", FoldsFigure.Create(main), HtmlText.Of($"Accuracy of {Name(main.System)}, run by run."), FoldsFigure.Describe(main))}
        {FoldsFigure.Table(main).ToHtml()}
        """);

    private static HtmlText Table2(ReportData data)
    {
        var rows = Comparison.Rows(data.Runs.Select(r => r.Result));
        return HtmlText.Of($"""
            <p>The published numbers were measured on different splits, most of them with the epoch chosen on the test fold: set only “best on the test fold” beside them. {(data.SyntheticPicture ? "The faces here are drawn, so bars and marks share an axis but not a task." : "")}</p>
            {ChartHtml.Figure("comparison", ComparisonFigure.Create(rows), new HtmlText("Published accuracies (bars) and our three scores (marks)."), ComparisonFigure.Describe(rows), "tall")}
            {ComparisonTable.Create(rows).ToHtml()}
            <p>How the published numbers were measured:</p>
            <ul>{HtmlText.Join(rows.Where(r => r.Published is not null).GroupBy(r => r.Published!.Rule).Select(g => HtmlText.Of($"<li>{string.Join(", ", g.Select(r => r.Published!.Name).Distinct())}: {g.Key}.</li>\n")))}</ul>

            """);
    }

    private static HtmlText Paired(ReportData data) => data.Paired.Count == 0 ? HtmlText.Empty : HtmlText.Of($"""
        {PairedTable.Create(data.Paired).ToHtml()}
        <p>{PairedTests.Explanation}</p>

        """);

    private static HtmlText Ablations(ReportData data) => HtmlText.Join(data.Ablations.Select(ablation => HtmlText.Of($"""
        <p>{ablation.What} {ablation.Data}.</p>
        {AblationTable.Rows(ablation).ToHtml()}
        {AblationTable.Answers(ablation)?.ToHtml() ?? HtmlText.Empty}

        """)));

    private static HtmlText Honesty(ReportData data) => HtmlText.Join(data.Honesty.Index().Select(page => HtmlText.Of($"""
        <p>The same clips and networks, measured or fed differently. Data: {page.Item.Data}.</p>
        {HonestyTable.Lines(page.Item).ToHtml()}
        {HtmlText.Join(page.Item.Distributions.GroupBy(d => d.System).Select(system => ChartHtml.Figure(
            HtmlText.Of($"honesty-{(char)('a' + page.Index)}-{Report.Anchor(system.Key)}").Text, HonestyFigure.Create([.. system]),
            HtmlText.Of($"Accuracy of {system.Key} over test folds of drawn actors; the published numbers marked."), HonestyFigure.Describe([.. system]))))}
        {(page.Item.Distributions.Count > 0 ? HonestyTable.Distributions(page.Item).ToHtml() : HtmlText.Empty)}
        <p>{page.Item.Gap()}</p>

        """)));

    private static HtmlText Robustness(ReportData data) => data.Robustness is not { } table ? HtmlText.Empty : HtmlText.Of($"""
        <p>The paper says that modality dropout makes the network cope with a missing or noisy stream, and does not measure it. Here the clips of the test folds are spoilt, step by step; weights and standardisation are those of the finished runs ({Count(table.Rows[0].Runs.Count, "run")} a system). Always naming the most frequent emotion gives {100 * table.Chance:F1} %. Test clips: {table.Data}.</p>
        <div class="pair">
        {HtmlText.Join(table.Panels().Select(panel => ChartHtml.Figure(
            "robustness-" + Report.Anchor(panel.Key), RobustnessFigure.Panel(table, panel.Key), HtmlText.Of($"{panel.Key}: {panel.First().Meaning}."), RobustnessFigure.Describe(table, panel.Key))))}
        </div>
        <details><summary>The numbers</summary>
        {HtmlText.Join(table.Panels().Select(panel => RobustnessFigure.Table(table, panel.Key).ToHtml()))}</details>
        {HtmlText.Join(table.Differences.GroupBy(d => (d.First, d.Second)).Select(Pair))}
        """);

    private static HtmlText Pair(IGrouping<(string First, string Second), RobustnessDifference> pair) => new FigureTable(
        $"{pair.Key.First} less {pair.Key.Second}: accuracy in points on the same clips, with the 95 % interval over actors", ["test", "level", "difference", "interval"],
        [.. pair.Select(d => (string[])[d.Test.Panel, d.Test == Perturbation.Clean ? "" : d.Test.Label, Signed(d.Interval.Value), $"{Signed(d.Interval.Low)} to {Signed(d.Interval.High)}"])]).ToHtml();

    private static string Signed(double share) => (100 * share).ToString("+0.00;-0.00;0.00", CultureInfo.InvariantCulture);

    private static HtmlText Clips(ReportData data)
    {
        var parts = new List<HtmlText>();
        if (data.ClipsPerEmotion is { } counts)
            parts.Add(ChartHtml.Figure("distribution", DistributionFigure.Create(counts), new HtmlText("The paper's Figure 2: clips per emotion."), DistributionFigure.Describe(counts)));
        parts.Add(EmotionTable.Create(data.ClipsPerEmotion).ToHtml());
        if (data.Clip is { } clip)
        {
            parts.Add(HtmlText.Of($"<p>What the network gets, shown for clip <span class=\"mono\">{clip.Name}</span>.</p>\n"));
            if (clip.FrameStrip is { } strip)
            {
                parts.Add(HtmlText.Of($"""
                    <figure><img class="strip" src="{strip}" alt="{clip.Frames} frames of clip {clip.Name}, in order of time, row by row"><figcaption>{clip.Frames} frames, equally spaced over the clip{(data.SyntheticPicture ? "; the face is drawn" : "")}.</figcaption></figure>

                    """));
            }

            parts.Add(clip.Face is { } face ? Units(clip, face) : Sound(clip));
        }

        if (data.Units is { } profile) parts.Add(Profile(profile));

        if (data.Problems.Count > 0)
            parts.Add(HtmlText.Of($"<p>{Count(data.Problems.Count, "clip")} could not be used:</p>\n{List(data.Problems)}"));
        if (data.Gaps.Count > 0) parts.Add(HtmlText.Of($"<p>Test folds are not whole:</p>\n{List(data.Gaps)}"));
        return HtmlText.Join(parts);
    }

    private static HtmlText Sound(ReportClip clip)
    {
        float[] mfcc = [.. clip.Mfcc];
        return ChartHtml.Figure(
            "mfcc", MfccFigure.Create(mfcc, secondsPerFrame: clip.SecondsPerFrame), new HtmlText($"The sound: {Mfcc}"),
            MfccFigure.Describe(clip.Name, mfcc.Length));
    }

    private static HtmlText Units(ReportClip clip, FaceTracking face) => ChartHtml.Figure(
        "units", UnitFigure.Create(face, [.. clip.Mfcc]), HtmlText.Of($"""
            Above, what face tracking measured: 35 action units, {(face.Frames == 1 ? "their means over the clip" : "over time")},
            each as a share of its range. Below, the sound: {Mfcc}
            """), UnitFigure.Describe(clip.Name, face), "tall");

    private const string Mfcc =
        "13 mel-frequency cepstral coefficients over time, each scaled over this clip to mean 0 and spread 1 for the eye.";

    private static HtmlText Profile(UnitProfile profile) => HtmlText.Of($"""
        {ChartHtml.Figure("profile", UnitProfileFigure.Create(profile), new HtmlText(
            "The mean face of each emotion: how far each action unit is from its mean over all clips, in standard deviations over the clips."),
            UnitProfileFigure.Describe(profile), "tall")}
        <details><summary>The means</summary>
        {profile.ToTable().ToHtml()}</details>

        """);

    private static HtmlText List(IEnumerable<string> lines) => HtmlText.Of($"<ul>{HtmlText.Join(lines.Select(line => HtmlText.Of($"<li>{line}</li>\n")))}</ul>\n");

    private static HtmlText Differences(ReportData data) => data.Deviations.Count == 0
        ? new HtmlText("<p>Nothing is known to differ.</p>\n")
        : new FigureTable("In what these runs differ from the paper, and why", ["what", "paper", "here", "why"], [.. data.Deviations.Select(d => (string[])[d.What, d.Paper, d.Here, d.Why])]).ToHtml();

    private static HtmlText Claims()
    {
        var ledger = Ledger.Default;
        (string Title, Func<LedgerLine, bool> Here)[] parts =
        [
            ("Abstract and introduction", line => line.Where[0] is "abstract" or "1"),
            ("Method", line => line.Where[0].StartsWith('2') || line.Where[0] is "Figure 1" or "Figure 2" or "Figure 3" or "Figure 4" or "Figure 5" || line.Kind == LedgerKind.Equation),
            ("Results", line => line.Where[0].StartsWith('3') || line.Where[0] is "Figure 6" or "Figure 7" || line.Where[0].StartsWith("Table", StringComparison.Ordinal)),
            ("Discussion and conclusion", line => line.Where[0][0] is '4' or '5'),
        ];
        string counts = string.Join(", ", Enum.GetValues<LedgerStatus>().Select(status => string.Create(CultureInfo.InvariantCulture, $"{ledger.Count(status)} {Ledger.Word(status)}")));
        return HtmlText.Of($"""
            <p>{ledger.Lines.Count} lines: {counts}. They are about the paper and all that is committed in the repository, not about the runs above. data/paper/ledger.json names every file in full.</p>
            <p>{ledger.What}</p>
            {HtmlText.Join(parts.Select(part => (part.Title, Lines: ledger.Lines.Where(part.Here).ToArray())).Select(part => HtmlText.Of(
                $"<details><summary>{part.Title}: {Count(part.Lines.Length, "line")}</summary>\n{LedgerTable.Create(part.Title, part.Lines).ToHtml()}</details>\n")))}
            """);
    }

    private static HtmlText Facts(ReportData data, SystemScores main)
    {
        var first = main.Runs[0];
        (string Name, string Value)[] facts =
        [
            ("split", $"{first.Split}, hash {first.SplitHash}"),
            ("folds", string.Join(" | ", main.Runs.DistinctBy(r => r.Fold).Select(r => string.Create(CultureInfo.InvariantCulture,
                $"fold {r.Fold}: test {string.Join(", ", r.TestActors)}{(r.ValidationActors.Count > 0 ? "; validation " + string.Join(", ", r.ValidationActors) : "")}")))),
            ("clips", string.Create(CultureInfo.InvariantCulture, $"{first.TrainClips} to train, {first.ValidationClips} to validate, {first.TestClips} to test (first run)")),
            ("parameters", string.Create(CultureInfo.InvariantCulture, $"{first.Parameters:N0}, of which {first.TrainedParameters:N0} trained")),
            ("epochs", string.Create(CultureInfo.InvariantCulture, $"{main.Runs.Max(r => r.Epochs)}")),
            ("wall time", Time(main.Runs.Sum(r => r.Seconds)) + $" for all runs of {Name(main.System)}"),
            ("settings", data.Settings),
            ("command", data.Command),
            ("hardware", data.Hardware),
            ("commit", data.Commit),
        ];
        return HtmlText.Of($"<dl class=\"facts\">\n{HtmlText.Join(facts.Select(f => HtmlText.Of($"<dt>{f.Name}</dt><dd{(f.Name is "command" or "commit" ? new HtmlText(" class=\"mono\"") : HtmlText.Empty)}>{f.Value}</dd>\n")))}</dl>\n");
    }

    private static string Time(double seconds) => seconds < 90 ? string.Create(CultureInfo.InvariantCulture, $"{seconds:F0} s")
        : seconds < 5400 ? string.Create(CultureInfo.InvariantCulture, $"{seconds / 60:F1} min") : string.Create(CultureInfo.InvariantCulture, $"{seconds / 3600:F1} h");

    private static string Count(int n, string what) => string.Create(CultureInfo.InvariantCulture, $"{n} {what}{(n == 1 ? "" : "s")}");

    private static string Capital(string text) => char.ToUpperInvariant(text[0]) + text[1..];

    /// <summary>A system's name as the paper writes it.</summary>
    private static string Name(string system) => system switch
    {
        "cfnsr-msafnet" => "CFNSR-MSAFNet",
        "cfn-sr" => "CFN-SR",
        "averaging" => "Averaging (late fusion)",
        "video" => "The video stream alone",
        "audio" => "The audio stream alone",
        _ => system,
    };
}
