using System.Diagnostics;
using System.Text.Json;
using CFNSR.Repro.Notebooks;

namespace CFNSR.Repro.Tests.Notebooks;

/// <summary>Both kernels over Jupyter's own protocol, without a browser.</summary>
public sealed class JupyterKernelTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    private JsonElement[] Session(string kernel, string home, params object[] steps)
    {
        Jupyter.Need();
        ProcessStartInfo start = Jupyter.Start("/usr/bin/python3", folder.Path, "-B", Path.Combine(TestData.Root, "tests", "jupyter", "session.py"), kernel);
        start.WorkingDirectory = home;
        start.Environment["JPY_SESSION_NAME"] = "07-Trial.ipynb";
        using Process process = Process.Start(start)!;
        process.StandardInput.Write(JsonSerializer.Serialize(steps));
        process.StandardInput.Close();
        Task<string> error = process.StandardError.ReadToEndAsync();
        string output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        Assert.True(process.ExitCode == 0, error.Result);
        return [.. JsonDocument.Parse(output.Split('\n').Last(line => line.StartsWith("[{", StringComparison.Ordinal))).RootElement.EnumerateArray()];
    }

    private static string[] Types(JsonElement step) => [.. step.GetProperty("messages").EnumerateArray().Select(m => m[0].GetString()!)];

    private static JsonElement Content(JsonElement step, int message) => step.GetProperty("messages")[message][1];

    private static string Plain(JsonElement step) => Content(step, 0).GetProperty("data").GetProperty("text/plain").GetString()!;

    [Fact]
    public void Whatever_a_cell_does_the_session_goes_on()
    {
        JsonElement[] done = Session(Jupyter.OwnKernel, folder.Path,
            new { run = "int kept = 4;\nConsole.Write(\"é ∑ 😀\");" },                                            // 0
            new { run = "display(HTML(\"<i>x</i>\"));\n\"value\"" },
            new { run = "Console.WriteLine(1);\nint lost = unknown;" },
            new { run = "throw new Exception(\"away\");" },
            new { run = "Console.Write(\"running\"); while (true) { }", interrupt = "running" },                   // 4
            new { run = "for (int i = 0; i < 1_000_000; i++) Console.WriteLine(i);" },
            new { complete = "string é = \"😀\"; é.Substr" },
            new { run = "(Console.ReadLine() ?? \"nobody\") + kept + Environment.CurrentDirectory" },
            new { run = "System.Diagnostics.Process.Start(\"cat\").WaitForExit();" },                              // 8: finds no input, prints past the protocol
            new { run = "System.Diagnostics.Process.Start(\"echo\", \"native\").WaitForExit(); kept.ToString()" },
            new { restart = true },                                                                                // 10
            new { run = "kept" },
            new { run = "" },
            new { run = "System.Diagnostics.Process.GetCurrentProcess().Kill(); while (true) { }" });              // 13

        Assert.Equal("""{"name":"stdout","text":"é ∑ 😀"}""", Unescaped(Content(done[0], 0)));
        Assert.Equal(["display_data", "execute_result"], Types(done[1]));
        Assert.Equal("<i>x</i>", Content(done[1], 0).GetProperty("data").GetProperty("text/html").GetString());
        Assert.Equal(2, Content(done[1], 1).GetProperty("execution_count").GetInt32());
        Assert.Equal(["error"], Types(done[2]));
        Assert.StartsWith("07-Trial.ipynb, cell 3, line 2: error CS0103", Content(done[2], 0).GetProperty("traceback")[1].GetString(), StringComparison.Ordinal);
        Assert.Equal("away", Content(done[3], 0).GetProperty("evalue").GetString());
        Assert.Equal("07-Trial.ipynb, cell 4, line 1", Content(done[3], 0).GetProperty("traceback")[1].GetString());
        Assert.Equal("Interrupted", Content(done[4], 1).GetProperty("ename").GetString());
        Assert.InRange(string.Concat(done[5].GetProperty("messages").EnumerateArray().Select(m => m[1].GetProperty("text").GetString())).Length, 60_000, 70_000);
        Assert.Equal(["Substring"], done[6].GetProperty("matches").EnumerateArray().Select(m => m.GetString()));
        Assert.Equal("string é = \"?\"; é.".Length, done[6].GetProperty("cursor_start").GetInt32());   // Jupyter counts code points, C# UTF-16 units
        Assert.Equal("nobody4" + folder.Path, Plain(done[7]));
        Assert.Equal("ok", done[8].GetProperty("status").GetString());
        Assert.Contains("execute_result", Types(done[9]));
        Assert.Contains("CS0103", Content(done[11], 0).GetProperty("traceback")[1].GetString(), StringComparison.Ordinal);   // restarted: nothing is kept
        Assert.Equal(1, done[11].GetProperty("count").GetInt32());
        Assert.Equal("ok", done[12].GetProperty("status").GetString());
        Assert.Equal("EngineEnded", Content(done[13], 0).GetProperty("ename").GetString());
        Assert.Equal(["error", "error", "error"], new[] { 2, 3, 4 }.Select(i => done[i].GetProperty("status").GetString()));
    }

    [Theory]
    [InlineData(Jupyter.Interactive)]
    [InlineData(Jupyter.OwnKernel)]
    public void A_notebook_runs_on_either_kernel(string kernel)
    {
        string notebooks = Path.Combine(TestData.Root, "notebooks");
        string[] cells = [.. Notebook.Read(Path.Combine(notebooks, "00-Welcome.ipynb")).Cells.Where(cell => cell.IsCode).Select(cell => cell.Source)];
        JsonElement[] done = Session(kernel, notebooks, [.. cells.Select(code => new { run = code }), new { run = "var place = LiveDisplay.Show(\"one\");\nawait Task.Delay(300);\nplace.Update(\"two\");" }]);
        Assert.All(done, step => Assert.Equal("ok", step.GetProperty("status").GetString()));
        Assert.Contains(done.SelectMany(step => step.GetProperty("messages").EnumerateArray()), message => message[1].GetRawText().Contains("<caption>What this machine has", StringComparison.Ordinal));
        Assert.Equal("0.125", Plain(done[^2]));
        Assert.Equal(["display_data", "update_display_data"], Types(done[^1]));
        Assert.Equal(Content(done[^1], 0).GetProperty("transient").GetRawText(), Content(done[^1], 1).GetProperty("transient").GetRawText());
        Assert.Equal("two", Content(done[^1], 1).GetProperty("data").GetProperty("text/plain").GetString());
    }

    private static string Unescaped(JsonElement content) => JsonSerializer.Serialize(content, new JsonSerializerOptions { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping })
        .Replace("\\uD83D\\uDE00", "😀", StringComparison.Ordinal);
}
