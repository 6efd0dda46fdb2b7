using CFNSR.Repro.Cli;
using CFNSR.Repro.Tests.Cli;
using Microsoft.Playwright;

namespace CFNSR.Repro.Tests.Notebooks;

/// <summary>The HTML edition of notebooks in headless Chromium: from the index to a page with a chart, on a desk, on a phone, on paper. The screenshots are kept.</summary>
public sealed class NotebookBrowserTests : IDisposable
{
    private const string Browser = "/usr/bin/chromium";

    private static readonly string[] Arguments =
        ["--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"];

    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Theory]
    [InlineData(1280, "notebooks.png")]
    [InlineData(390, "notebooks-phone.png")]
    public async Task The_index_leads_to_pages_whose_charts_work_without_a_network(int width, string screenshot)
    {
        Assert.SkipUnless(File.Exists(Browser), "needs Chromium");
        string charts = folder.Write("nb/01-Charts.ipynb", NotebookText.Of(
            "m# 01 Charts\n\nA page.", "m## Goal\n\nYou have seen a *curve*.\n\n## Next\n\n[02](02-Text.ipynb)",
            "c:#r \"../artifacts/kit/CFNSR.Repro.dll\"\nusing CFNSR.Repro;\nusing CFNSR.Repro.Figures;\nusing CFNSR.Repro.Training;\nNotebookFormatters.Register();",
            "c:var epochs = Enumerable.Range(1, 5).Select(e => new EpochRecord(e, e, 2.0 / e, 0.2 * e, null, null, null, 2.0, 0.1 * e, 0.1 * e, 1e-3, 1)).ToArray();\nvar live = display(HTML(\"wait\"));\nlive.Update(CurvesFigure.Accuracy(new[] { epochs }));",
            "c:CurvesFigure.Create(new[] { epochs })", "c:EmotionTable.Create()", "c:new string('x', 400)"));
        string text = folder.Write("nb/02-Text.ipynb", NotebookText.Of("m# 02 Text", "c:1 + 1"));
        CliRun made = CliRun.Of("notebook", "run", charts, text, "--html", folder["pages"]);
        Assert.True(made.Exit == ExitCode.Fine, made.Error);
        Assert.Equal(["01-Charts.html", "02-Text.html", "index.html", "plotly.js"], Directory.GetFiles(folder["pages"]).Select(Path.GetFileName).Order(StringComparer.Ordinal));
        Assert.All(Directory.GetFiles(folder["pages"], "*.html"), page => Assert.InRange(new FileInfo(page).Length, 500, 100_000));

        using var playwright = await Playwright.CreateAsync();
        await using var browser = await playwright.Chromium.LaunchAsync(new() { ExecutablePath = Browser, Args = Arguments });
        var page = await browser.NewPageAsync(new() { ViewportSize = new() { Width = width, Height = 900 } });
        var errors = new List<string>();
        var requests = new List<string>();
        page.Console += (_, m) => { if (m.Type is "error" or "warning") errors.Add(m.Text); };
        page.PageError += (_, e) => errors.Add(e);
        page.Request += (_, r) => { if (!r.Url.StartsWith("data:", StringComparison.Ordinal) && !r.Url.StartsWith("file:", StringComparison.Ordinal)) requests.Add(r.Url); };

        await page.GotoAsync("file://" + folder["pages", "index.html"]);
        Assert.Equal(["01 Charts", "02 Text"], await page.Locator("li a").AllTextContentsAsync());
        Assert.Equal("curve", await page.Locator("li .goal em").TextContentAsync());
        await Fits(page);
        await page.Locator("li a").First.ClickAsync();
        await page.WaitForFunctionAsync("document.querySelectorAll('.outputs .main-svg').length >= 4");
        Assert.Equal("01 Charts", await page.TitleAsync());
        await Fits(page);
        var figures = page.Locator("[role=img]");
        Assert.Equal(2, await figures.CountAsync());
        for (int i = 0; i < 2; i++) Assert.Contains("Figure 6", await figures.Nth(i).GetAttributeAsync("aria-label"), StringComparison.Ordinal);
        Assert.True(await figures.First.EvaluateAsync<bool>("at => at.getBoundingClientRect().width <= window.innerWidth"), "a chart is wider than the screen");

        var star = figures.First.Locator(".scatterlayer .points path").First; // the best epoch
        await star.ScrollIntoViewIfNeededAsync();
        var box = (await star.BoundingBoxAsync())!;
        foreach (float offset in (float[])[3, 0]) await page.Mouse.MoveAsync(box.X + (box.Width / 2) + offset, box.Y + (box.Height / 2));
        await figures.First.Locator(".hoverlayer .hovertext, .hoverlayer .legend").First.WaitForAsync(new() { Timeout = 20000 });
        await page.ScreenshotAsync(new() { Path = Path.Combine(TestData.Root, "artifacts", "screenshots", screenshot), FullPage = true });

        await page.EmulateMediaAsync(new() { Media = Media.Print });
        Assert.Equal("pre-wrap", await page.Locator("pre.code").First.EvaluateAsync<string>("at => getComputedStyle(at).whiteSpace"));
        await page.Locator("a[href='02-Text.html']").ClickAsync();
        Assert.Equal("02 Text", await page.TitleAsync());
        Assert.Empty(errors);
        Assert.Empty(requests);
    }

    /// <summary>Long lines and wide charts scroll in their own boxes, never the page.</summary>
    private static async Task Fits(IPage page) =>
        Assert.True(await page.EvaluateAsync<bool>("document.documentElement.scrollWidth <= window.innerWidth"), "the page scrolls sideways");
}
