using CFNSR.Repro.Figures;
using Microsoft.Playwright;

namespace CFNSR.Repro.Tests.Figures;

/// <summary>The report in headless Chromium: what a reader sees, on a desk and on a phone. The screenshots are kept.</summary>
public class ReportBrowserTests
{
    private const string Browser = "/usr/bin/chromium";

    private static readonly string[] Arguments =
        ["--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"];

    [Theory]
    [InlineData(1280, "report.png")]
    [InlineData(390, "report-phone.png")]
    public async Task Charts_are_drawn_without_errors_or_requests(int width, string screenshot)
    {
        Assert.SkipUnless(File.Exists(Browser), "needs Chromium");
        string shots = Path.Combine(TestData.Root, "artifacts", "screenshots");
        string file = Path.Combine(shots, Path.ChangeExtension(screenshot, ".html"));
        byte[] frames = [.. Enumerable.Range(0, 30).SelectMany(t => Enumerable.Range(0, 48 * 64).SelectMany(p => new[] { (byte)(t * 8), (byte)(p % 64 * 4), (byte)(p / 64 * 5) }))];
        var sample = SampleReport.WithMeasurements();
        Report.Write(sample with { Clip = sample.Clip! with { FrameStrip = FrameStrip.DataUri(frames, 30, 48, 64) } }, file);

        using var playwright = await Playwright.CreateAsync();
        await using var browser = await playwright.Chromium.LaunchAsync(new() { ExecutablePath = Browser, Args = Arguments });
        var page = await browser.NewPageAsync(new() { ViewportSize = new() { Width = width, Height = 900 } });
        page.SetDefaultTimeout(120_000); // a busy machine
        var errors = new List<string>();
        var requests = new List<string>();
        page.Console += (_, m) => { if (m.Type is "error" or "warning") errors.Add(m.Text); };
        page.PageError += (_, e) => errors.Add(e);
        page.Request += (_, r) => { if (!r.Url.StartsWith("data:", StringComparison.Ordinal) && !r.Url.StartsWith("file:", StringComparison.Ordinal)) requests.Add(r.Url); };
        await page.GotoAsync("file://" + file);
        await page.WaitForFunctionAsync("document.querySelectorAll('.chart .main-svg').length >= 18");

        var charts = page.Locator(".chart");
        int count = await charts.CountAsync();
        Assert.Equal(9, count);
        for (int i = 0; i < count; i++) Assert.True(await charts.Nth(i).Locator(".main-svg").CountAsync() >= 2, $"chart {i} is empty");
        Assert.True(await page.EvaluateAsync<bool>("document.documentElement.scrollWidth <= window.innerWidth"), "the page scrolls sideways");

        await page.ScreenshotAsync(new() { Path = Path.Combine(shots, screenshot), FullPage = true });

        foreach (var (id, down) in ((string, float)[])[("curves-accuracy", 0.93f), ("folds", 0.93f), ("confusion-counts", 0.93f), ("comparison", 0.04f)])
        {
            var plot = page.Locator($"#{id} .nsewdrag").First;
            await plot.ScrollIntoViewIfNeededAsync();
            var box = (await plot.BoundingBoxAsync())!;
            foreach (float offset in (float[])[3, 0])
                await page.Mouse.MoveAsync(box.X + (box.Width / 6) + offset, box.Y + (box.Height * down));
            await page.Locator($"#{id} .hoverlayer .hovertext, #{id} .hoverlayer .legend").First.WaitForAsync(new() { Timeout = 60_000 });
        }

        // a legend entry hides its series and shows it again
        var entry = page.Locator("figure:has(#folds) .legend button").First;
        await entry.ClickAsync();
        Assert.Equal(2 * 3, await page.Locator("#folds .barlayer .point").CountAsync());
        await entry.ClickAsync();
        Assert.Equal(3 * 3, await page.Locator("#folds .barlayer .point").CountAsync());

        Assert.Empty(errors);
        Assert.Empty(requests);
    }
}
