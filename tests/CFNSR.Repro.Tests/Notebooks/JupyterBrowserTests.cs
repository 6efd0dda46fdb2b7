using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using Microsoft.Playwright;

namespace CFNSR.Repro.Tests.Notebooks;

/// <summary>environment/jupyter.sh in headless Chromium, notebook 00 on .NET Interactive and another on the kit's engine: what a class sees. The screenshots are kept.</summary>
public sealed class JupyterBrowserTests : IDisposable
{
    private const string Browser = "/usr/bin/chromium";
    private const string Token = "test";
    private const float Patience = 180_000;   // milliseconds: a busy machine compiles slowly

    private readonly string folder = Path.Combine(TestData.Root, "artifacts", "jupyter-test");   // below the root, which the script serves
    private readonly string shots = Path.Combine(TestData.Root, "artifacts", "screenshots");
    private readonly List<string> log = [];

    public void Dispose()
    {
        if (Directory.Exists(folder)) Directory.Delete(folder, recursive: true);
    }

    [Fact]
    public async Task Notebooks_run_draw_charts_are_interrupted_and_restarted_and_completed()
    {
        Assert.SkipUnless(Environment.GetEnvironmentVariable("CFNSR_SLOW_TESTS") == "1", "CFNSR_SLOW_TESTS is not 1"); // a minute, and the page gives up on a busy machine
        Assert.SkipUnless(File.Exists(Browser), "needs Chromium");
        Jupyter.Need();
        Directory.CreateDirectory(folder);
        string welcome = await File.ReadAllTextAsync(Path.Combine(TestData.Root, "notebooks", "00-Welcome.ipynb"));
        await File.WriteAllTextAsync(Path.Combine(folder, "00-Welcome.ipynb"), welcome.Replace("../artifacts/kit", "../kit", StringComparison.Ordinal));
        await File.WriteAllTextAsync(Path.Combine(folder, "Trial.ipynb"), NotebookText.Of("m# Trial",
            "c:#r \"../kit/CFNSR.Repro.dll\"\nusing CFNSR.Repro;\nusing Plotly.NET;\nusing Chart = Plotly.NET.CSharp.Chart;\nKit.Start();\nint kept = 3;",
            "c:Chart.Line<int, double, string>(x: new[] { 1, 2 }, y: new[] { 0.5, 0.25 })",
            "c:int lost = 1;\nint more = unknown;",
            "c:Console.WriteLine(\"running\");\nwhile (true) { }",
            "c:for (int i = 0; i < 1_000_000; i++) Console.WriteLine(i);",
            "c:$\"kept {kept}\"",
            "c:").Replace("\".net-csharp\"", $"\"{Jupyter.OwnKernel}\"", StringComparison.Ordinal));
        int port = FreePort();
        string address = string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{port}");
        using Process server = StartServer(port);
        try
        {
            await Answer(address, server);
            using var playwright = await Playwright.CreateAsync();
            await using var browser = await playwright.Chromium.LaunchAsync(new()
            {
                ExecutablePath = Browser,
                Args = ["--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync", "--no-proxy-server"],
            });
            await Welcome(await Open(browser, $"{address}/notebooks/artifacts/jupyter-test/00-Welcome.ipynb?token={Token}"));
            await Trial(await Open(browser, $"{address}/notebooks/artifacts/jupyter-test/Trial.ipynb?token={Token}"));
        }
        finally
        {
            using var client = new HttpClient(new SocketsHttpHandler { UseProxy = false });
            client.DefaultRequestHeaders.Add("Authorization", "token " + Token);
            try
            {
                await client.PostAsync(new Uri($"{address}/api/shutdown"), null);
            }
            catch (HttpRequestException)
            {
                // it has ended already
            }
            if (!server.WaitForExit(20_000)) server.Kill(entireProcessTree: true);
        }
    }

    private async Task Welcome(IPage page)
    {
        Assert.Equal(".NET (C#)", (await page.Locator(".kernel_indicator_name").TextContentAsync())!.Trim());
        await page.Locator("#celllink").ClickAsync();
        await page.Locator("#run_all_cells a").ClickAsync();
        await page.WaitForFunctionAsync("Jupyter.notebook.get_cells().every(c => c.cell_type !== 'code' || typeof c.input_prompt_number === 'number')", null, new() { Timeout = Patience });
        Assert.Equal(0, await page.Locator(".output_error").CountAsync());
        Assert.True(await page.Locator(".output_html table caption:has-text('What this machine has')").IsVisibleAsync());
        Assert.Equal("0.125", (await page.Locator(".output_result").Last.TextContentAsync())!.Trim());
        await page.ScreenshotAsync(new() { Path = Path.Combine(shots, "jupyter-welcome.png") });
        await page.CloseAsync(new() { RunBeforeUnload = false });
    }

    private async Task Trial(IPage page)
    {
        var errors = new List<string>();
        page.PageError += (_, e) => errors.Add(e);
        await Run(page, 1);
        await Run(page, 2);
        await page.Locator(".code_cell").Nth(1).Locator(".output_html .main-svg").First.WaitForAsync(new() { Timeout = Patience });
        Assert.Equal(1, await page.Locator(".output_html .scatterlayer .trace").CountAsync());
        await page.ScreenshotAsync(new() { Path = Path.Combine(shots, "jupyter-chart.png") });

        await Run(page, 3);
        Assert.Contains("Trial.ipynb, cell 3, line 2: error CS0103", await Output(page, 3), StringComparison.Ordinal);

        await Start(page, 4);
        await page.Locator(".code_cell").Nth(3).Locator(".output_stdout:has-text('running')").WaitForAsync(new() { Timeout = Patience });   // streamed while it runs
        Assert.True(await page.EvaluateAsync<bool>("Jupyter.notebook.kernel_busy"));
        await page.Locator("button[data-jupyter-action='jupyter-notebook:interrupt-kernel']").ClickAsync();
        await Finished(page, 4);
        Assert.Contains("the cell was interrupted", await Output(page, 4), StringComparison.Ordinal);

        await Run(page, 5);
        string lines = await Output(page, 5);
        Assert.EndsWith("999999", lines.TrimEnd(), StringComparison.Ordinal);
        Assert.InRange(lines.Length, 60_000, 75_000);
        await Run(page, 6);
        Assert.EndsWith("kept 3", (await Output(page, 6)).Trim(), StringComparison.Ordinal);

        await page.EvaluateAsync("Jupyter.notebook.select(7); Jupyter.notebook.edit_mode();");
        await page.Keyboard.TypeAsync("Console.Wri");
        await page.Keyboard.PressAsync("Tab");
        await page.Locator(".completions option:has-text('WriteLine')").First.WaitForAsync(new() { Timeout = Patience });
        await page.Keyboard.PressAsync("Escape");

        await page.Locator("button[data-jupyter-action='jupyter-notebook:confirm-restart-kernel']").ClickAsync();
        await page.Locator(".modal.in .btn-danger").ClickAsync();
        await page.WaitForFunctionAsync("Jupyter.notebook.kernel.is_connected() && !Jupyter.notebook.kernel_busy", null, new() { Timeout = Patience });
        await Run(page, 6);
        Assert.Contains("CS0103", await Output(page, 6), StringComparison.Ordinal);   // nothing is kept
        await Run(page, 1);
        await Run(page, 6);
        Assert.EndsWith("kept 3", (await Output(page, 6)).Trim(), StringComparison.Ordinal);
        Assert.Empty(errors);
    }

    /// <summary>Runs a cell, counted from 0 with the heading, and waits for its end.</summary>
    private static async Task Run(IPage page, int cell)
    {
        await Start(page, cell);
        await Finished(page, cell);
    }

    private static Task Start(IPage page, int cell) => page.EvaluateAsync("i => Jupyter.notebook.execute_cells([i])", cell);

    private static Task Finished(IPage page, int cell) =>
        page.WaitForFunctionAsync("i => typeof Jupyter.notebook.get_cell(i).input_prompt_number === 'number' && !Jupyter.notebook.kernel_busy", cell, new() { Timeout = Patience });

    private static Task<string> Output(IPage page, int cell) => page.EvaluateAsync<string>("i => Jupyter.notebook.get_cell(i).output_area.element.text()", cell);

    private static async Task<IPage> Open(IBrowser browser, string address)
    {
        IPage page = await browser.NewPageAsync(new() { ViewportSize = new() { Width = 1200, Height = 900 } });
        for (int attempt = 1; ; attempt++)
        {
            try
            {
                await page.GotoAsync(address, new() { Timeout = Patience });
                await page.WaitForFunctionAsync("window.Jupyter && Jupyter.notebook && Jupyter.notebook.kernel && Jupyter.notebook.kernel.is_connected() && !Jupyter.notebook.kernel_busy", null, new() { Timeout = Patience / 3 });
                break;
            }
            catch (TimeoutException) when (attempt < 3)
            {
                // on a busy machine the page gives its own scripts up; it is loaded again
            }
        }
        return page;
    }

    private Process StartServer(int port)
    {
        ProcessStartInfo start = Jupyter.Start(Path.Combine(TestData.Root, "environment", "jupyter.sh"), folder,
            "--port", port.ToString(CultureInfo.InvariantCulture), "--no-browser", "--ip", "127.0.0.1", $"--NotebookApp.token={Token}");
        Process server = Process.Start(start)!;
        server.StandardInput.Close();
        foreach (StreamReader output in (StreamReader[])[server.StandardOutput, server.StandardError])
            _ = Task.Run(async () =>
            {
                while (await output.ReadLineAsync() is { } line)
                    lock (log) log.Add(line);
            });
        return server;
    }

    private async Task Answer(string address, Process server)
    {
        using var client = new HttpClient(new SocketsHttpHandler { UseProxy = false });
        for (var clock = Stopwatch.StartNew(); clock.ElapsedMilliseconds < Patience; await Task.Delay(300))
        {
            if (server.HasExited) break;
            try
            {
                if ((await client.GetAsync(new Uri($"{address}/api?token={Token}"))).IsSuccessStatusCode) return;
            }
            catch (HttpRequestException)
            {
                // not yet
            }
        }
        lock (log) Assert.Fail("Jupyter did not start:\n" + string.Join('\n', log));
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
