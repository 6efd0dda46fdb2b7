using System.Text.RegularExpressions;
using CFNSR.Repro.Evaluation;
using CFNSR.Repro.Figures;

namespace CFNSR.Repro.Tests.Figures;

public partial class ReportTests
{
    /// <summary>The page without plotly.js, which names hosts that it never loads here.</summary>
    private static string Own(string html) => html.Replace(PlotlyScript.Text, "", StringComparison.Ordinal);

    [Fact]
    public void The_report_needs_no_network_and_has_a_bounded_size()
    {
        string html = Report.Html(SampleReport.Create());
        Assert.InRange(html.Length, 3_500_000, 4_500_000);
        string own = Own(html);
        Assert.DoesNotMatch("https?://", own);
        Assert.DoesNotMatch("(src|href)=\"(?!data:|#)", own);
        Assert.DoesNotContain("@import", own, StringComparison.Ordinal);
        Assert.Contains("default-src &#39;none&#39;", own, StringComparison.Ordinal);
        Assert.Single(PlotlyMark().Matches(html));
    }

    [Fact]
    public void A_synthetic_picture_is_named_in_the_title_and_a_real_one_is_not()
    {
        string synthetic = Own(Report.Html(SampleReport.Create()));
        Assert.Contains("<title>A sample with invented numbers (synthetic picture)</title>", synthetic, StringComparison.Ordinal);
        Assert.Contains("<span class=\"synthetic\">synthetic picture</span></h1>", synthetic, StringComparison.Ordinal);
        Assert.Contains("The faces are drawn by a program.", synthetic, StringComparison.Ordinal);
        string real = Own(Report.Html(SampleReport.Create(synthetic: false) with { Deviations = [], DataSet = "RAVDESS." }));
        Assert.Contains("<title>A sample with invented numbers</title>", real, StringComparison.Ordinal);
        Assert.DoesNotContain("class=\"synthetic\"", real, StringComparison.Ordinal);
        Assert.DoesNotContain("drawn by a program", real[real.IndexOf("<body", StringComparison.Ordinal)..], StringComparison.Ordinal);
    }

    [Fact]
    public void Face_tracking_stands_in_the_place_of_frames_and_is_never_called_synthetic()
    {
        var sample = SampleReport.Create(synthetic: false);
        string html = Own(Report.Html(sample with
        {
            DataSet = "Here: 4 clips of 1 actors of RAVDESS, sound and face tracking.", Deviations = [], Units = UnitProfileTests.Sample(),
            Clip = sample.Clip! with { FrameStrip = null, Face = UnitFigureTests.Face() },
        }));
        Assert.Equal(["distribution", "units", "profile"], ChartBox().Matches(html).Select(c => c.Groups[1].Value).TakeLast(3));
        Assert.Contains("from face tracking and sound of a short spoken sentence. Here: 4 clips", html, StringComparison.Ordinal);
        Assert.Contains("<td>AU12 lip corner puller</td>", html, StringComparison.Ordinal);
        string page = html[html.IndexOf("<body", StringComparison.Ordinal)..];
        page = page.Remove(page.IndexOf("<section id=\"the-paper-claim-by-claim\"", StringComparison.Ordinal));
        Assert.DoesNotContain("synthetic", page, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("class=\"strip\"", page, StringComparison.Ordinal);
    }

    [Fact]
    public void Text_from_files_cannot_become_markup()
    {
        const string evil = "<script>alert(1)</script>\"'&</h1><img src=x onerror=alert(2)>";
        var sample = SampleReport.Create();
        string html = Own(Report.Html(sample with
        {
            Title = evil,
            DataSet = evil,
            Command = evil,
            Commit = evil,
            Hardware = evil,
            Settings = evil,
            Problems = [evil],
            Deviations = [new(evil, evil, evil, evil)],
            Clip = sample.Clip! with { Name = evil },
            Runs = [.. sample.Runs.Select(r => r with { Result = r.Result with { Split = evil, SplitHash = evil, System = evil } })],
        }));
        Assert.DoesNotContain("<script>alert", html, StringComparison.Ordinal);
        Assert.DoesNotContain("<img src=x", html, StringComparison.Ordinal);
        Assert.Contains("&lt;script&gt;alert(1)&lt;/script&gt;", html, StringComparison.Ordinal);
    }

    [Fact]
    public void Every_figure_has_words_and_every_chart_its_data()
    {
        string html = Own(Report.Html(SampleReport.Create()));
        var charts = ChartBox().Matches(html);
        Assert.Equal(
            ["curves-accuracy", "curves-loss", "confusion-counts", "confusion-shares", "folds", "comparison", "distribution", "mfcc"], charts.Select(c => c.Groups[1].Value));
        Assert.All(charts, c => Assert.Contains($"data-chart=\"{c.Groups[1].Value}\"", html, StringComparison.Ordinal));
        Assert.All(Picture().Matches(html), i => Assert.Matches("alt=\"[^\"]{20,}\"", i.Value));
    }

    [Fact]
    public void The_report_says_what_it_is_made_of()
    {
        string html = Own(Report.Html(SampleReport.Create()));
        string[] facts =
        [
            "hash 9c1e5d0f77aa4b21", "0123abc", "2 cores, 8 GB, no GPU", "preset classroom", "26,713,512",
            "fold 1: test 1, 2, 3, 4; validation 21, 22, 23, 24", "2026-03-04 05:06", "no sound track", "27.0 min",
        ];
        Assert.All(facts, text => Assert.Contains(text, html, StringComparison.Ordinal));
    }

    [Fact]
    public void Without_validation_actors_the_middle_score_is_absent_and_the_report_says_so()
    {
        string html = Own(Report.Html(SampleReport.Create(validation: false)));
        Assert.Contains("no validation actors were set aside", html, StringComparison.Ordinal);
        Assert.DoesNotContain("The clean protocol", html, StringComparison.Ordinal);
    }

    [Fact]
    public void A_subject_dependent_split_is_called_so()
    {
        var sample = SampleReport.Create();
        string html = Report.Html(sample with { Runs = [.. sample.Runs.Select(r => r with { Result = r.Result with { SubjectDependent = true } })] });
        Assert.Contains("Subject-dependent split.", html, StringComparison.Ordinal);
    }

    [Fact]
    public void The_paper_is_answered_claim_by_claim_folded_up_until_asked()
    {
        string html = Own(Report.Html(SampleReport.Create()));
        Assert.Contains("<a href=\"#the-paper-claim-by-claim\">", html, StringComparison.Ordinal);
        string section = html[html.IndexOf("<section id=\"the-paper-claim-by-claim\">", StringComparison.Ordinal)..];
        section = section[..section.IndexOf("</section>", StringComparison.Ordinal)];
        Assert.Equal(4, Details().Count(section));
        Assert.DoesNotContain("<details open", section, StringComparison.Ordinal);
        // every line in one table, none in two
        Assert.Equal(Ledger.Default.Lines.Count + 4, Row().Count(section));
        Assert.All(Ledger.Default.Lines, line => Assert.Contains(HtmlText.Of($"<td>{line.What}</td>").Text, section, StringComparison.Ordinal));
        Assert.Contains($"{Ledger.Default.Count(LedgerStatus.Contradicted)} contradicted", section, StringComparison.Ordinal);
    }

    [Fact]
    public void Paired_tests_ablations_and_the_honesty_page_stand_there_when_they_were_measured()
    {
        string without = Own(Report.Html(SampleReport.Create()));
        string html = Own(Report.Html(SampleReport.WithMeasurements()));
        foreach (string section in new[] { "paired-tests", "ablations", "what-the-way-of-measuring-is-worth" })
        {
            Assert.DoesNotContain($"id=\"{section}\"", without, StringComparison.Ordinal);
            Assert.Contains($"<section id=\"{section}\">", html, StringComparison.Ordinal);
            Assert.Contains($"<a href=\"#{section}\">", html, StringComparison.Ordinal);
        }

        string[] facts = ["heads=&lt;1&gt;", "<td>-1.25</td>", "Are eight heads better than one?", "+10.00", "0.031", "SYNTHETIC picture (avatars)", "id=\"honesty-a-audio\""];
        Assert.All(facts, text => Assert.Contains(text, html, StringComparison.Ordinal));
        Assert.Contains("cfnsr-msafnet as published, 78.33 %", html, StringComparison.Ordinal);
    }

    [Fact]
    public void A_report_without_runs_is_refused() =>
        Assert.Throws<KitException>(() => Report.Html(SampleReport.Create() with { Runs = [] }));

    [Fact]
    public void Finished_html_stays_and_values_are_escaped()
    {
        string value = "<b>";
        Assert.Equal("<p>&lt;b&gt; <i>x</i> 0.50</p>", HtmlText.Of($"<p>{value} {new HtmlText("<i>x</i>")} {0.5:F2}</p>").Text);
    }

    [GeneratedRegex(@"plotly\.js v2\.28\.0")]
    private static partial Regex PlotlyMark();

    [GeneratedRegex("<div class=\"chart [a-z]+\" id=\"([a-z-]+)\" role=\"img\" aria-label=\"([^\"]{40,})\"")]
    private static partial Regex ChartBox();

    [GeneratedRegex("<details><summary>")]
    private static partial Regex Details();

    [GeneratedRegex("<tr>")]
    private static partial Regex Row();

    [GeneratedRegex("<img [^>]*>")]
    private static partial Regex Picture();
}
