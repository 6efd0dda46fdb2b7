using System.Diagnostics;
using System.Text;
using System.Text.Json.Nodes;
using CFNSR.Repro.Notebooks;
using CFNSR.Repro.Tests.Notebooks;

namespace CFNSR.Repro.Tests.Faults;

/// <summary>Notebooks and cells that public reports describe; sources: data/results/faults/public-reports.md.</summary>
public sealed class ReportedNotebooksTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Theory]
    [InlineData("#!share --from fsharp a")]
    [InlineData("#!import other.dib")]
    [InlineData("#!about")]
    [InlineData("#!fsharp")]
    [InlineData("#r \"nuget: Newtonsoft.Json, 13.0.3\"")]
    [InlineData("#i \"nuget:https://example.org/index.json\"")]
    public void What_only_dotnet_interactive_knows_is_refused_by_its_line_and_not_passed_over(string line)
    {
        NotebookRun run = Run($"c:int a = 1;\n{line}");
        Assert.Equal(CellStatus.CompileError, run.Cells[0].Status);
        string told = $"01-Reported.ipynb, cell 1, line 2: is for .NET Interactive; this engine runs C#\n    {line}";
        Assert.Equal(told, Assert.Single(run.Cells[0].Error!.Trace));
    }

    [Theory]
    [InlineData("c:#!csharp\n(1 + 1).ToString()", "2")]
    [InlineData("c:#!c#\n(1 + 1).ToString()", "2")]
    [InlineData("c:\"\"\"\n#!/bin/bash\n\"\"\"", "#!/bin/bash")]
    [InlineData("c:int a = 1;\r\nint b = 2;\r\n(a + b).ToString()", "3")]
    [InlineData("c:int\u00A0a = 3;\na.ToString()", "3")]
    [InlineData("c:\uFEFFint a = 4;\na.ToString()", "4")]
    public void What_is_C_sharp_after_all_runs(string cell, string result) =>
        Assert.Equal(result, FormattedText(Run(cell).Cells[0].Result!));

    [Theory]
    [InlineData("polyglot_notebook", "kernelName", "fsharp", "cell 1 is written in fsharp")]
    [InlineData("dotnet_interactive", "language", "pwsh", "cell 1 is written in pwsh")]
    [InlineData("polyglot_notebook", "kernelName", "csharp", null)]
    public void A_cell_of_another_language_is_refused_before_anything_runs(string key, string name, string language, string? what)
    {
        var json = JsonNode.Parse(NotebookText.Of("c:1 + 1"))!;
        json["cells"]![0]!["metadata"]![key] = new JsonObject { [name] = language };
        Assert.Equal(what, Refusal(json)?.What);
    }

    [Theory]
    [InlineData("""{"name":"python3","display_name":"Python 3","language":"python"}""", "is written in python")]
    [InlineData("""{"name":".net-fsharp","display_name":".NET (F#)","language":"F#"}""", "is written in F#")]
    [InlineData("""{"name":".net-csharp","display_name":".NET (C#)"}""", null)]
    [InlineData("[]", null)]
    public void A_notebook_of_another_language_is_refused_before_anything_runs(string kernel, string? what)
    {
        var json = JsonNode.Parse(NotebookText.Of("c:1 + 1"))!;
        json["metadata"]!["kernelspec"] = JsonNode.Parse(kernel);
        json["metadata"]!["language_info"] = new JsonObject { ["name"] = "python" };
        Assert.Equal(what, Refusal(json)?.What);
    }

    [Theory]
    [InlineData("c:async void F() { await Task.Delay(20); throw new Exception(\"lost\"); }\nF();\nSystem.Threading.Thread.Sleep(1500);")]
    [InlineData("c:new System.Threading.Thread(() => throw new Exception(\"lost\")).Start();\nSystem.Threading.Thread.Sleep(1500);")]
    [InlineData("c:var t = new System.Threading.Timer(_ => throw new(\"lost\"), null, 20, -1);\nSystem.Threading.Thread.Sleep(1500);")]
    public void An_exception_that_nothing_can_catch_fails_the_cell_and_the_session_goes_on(string cell)
    {
        using var engine = new NotebookEngine(folder.File("a.ipynb"));
        CellResult result = engine.Run(1, cell[2..]);
        Assert.Equal((CellStatus.Threw, "lost"), (result.Status, result.Error!.Message));
        Assert.Equal("a.ipynb, cell 1, line 1", result.Error.Trace[0]);
        Assert.Equal("2", FormattedText(engine.Run(2, "(1 + 1).ToString()").Result!));
    }

    [Fact]
    public void A_console_that_a_cell_turned_away_is_back_for_the_next()
    {
        const string turned = "c:var own = new System.IO.StringWriter(); Console.SetOut(own); Console.Write(\"kept\"); own.ToString()";
        NotebookRun run = Run(turned, "c:Console.Write(\"here\");");
        Assert.Equal("kept", FormattedText(run.Cells[0].Result!));
        Assert.Equal("here", run.Cells[1].StandardOutput);
    }

    [Fact]
    public void A_console_that_threw_while_writing_writes_again()
    {
        NotebookRun run = Run(
            "c:class T { public override string ToString() => throw new Exception(); }\n"
            + "try { Console.WriteLine(new T()); } catch { Console.Write(\"caught\"); }",
            "c:Console.Write(\"here\");");
        Assert.Equal(["caught", "here"], run.Cells.Select(c => c.StandardOutput));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(3)]
    public void A_cell_that_ends_the_process_is_no_success(int code)
    {
        string file = folder.Write("01-Reported.ipynb", NotebookText.Of("c:1 + 1", $"c:Environment.Exit({code});", "c:2 + 2"));
        using Process kit = Process.Start(new ProcessStartInfo(Path.Combine(AppContext.BaseDirectory, "cfnsr"), ["notebook", "run", file])
        {
            RedirectStandardOutput = true, RedirectStandardError = true,
        })!;
        const string told = "cfnsr: 01-Reported.ipynb, cell 2: the process ended while this cell ran; the notebook is not finished\n";
        Assert.Equal(told, kit.StandardError.ReadToEnd());
        kit.WaitForExit();
        Assert.Equal(1, kit.ExitCode);
    }

    [Fact]
    public void Pictures_that_a_text_cell_carries_are_on_the_page()
    {
        var json = JsonNode.Parse(NotebookText.Of("m# T"))!;
        json["cells"]![0]!["source"] = "# T\n\n![a](attachment:a.png) ![b](attachment:b.png)\n";
        json["cells"]![0]!["attachments"] = JsonNode.Parse("""{"a.png":{"image/png":"iVBO\nRw0K"}}""");
        var notebook = Notebook.Parse(folder.File("a.ipynb"), json.ToJsonString());
        string page = NotebookPage.Html(NotebookRunner.Run(notebook, new RunSettings()));
        Assert.Contains("<img src=\"data:image/png;base64,iVBORw0K\" alt=\"a\"", page, StringComparison.Ordinal);
        Assert.Contains("<img src=\"#\" alt=\"b\"", page, StringComparison.Ordinal); // the cell does not carry it
    }

    [Fact]
    public void A_notebook_saved_in_another_encoding_is_refused_and_UTF_16_is_read()
    {
        string text = NotebookText.Of("c:// \u00E4\n1 + 1");
        string plain = text.Replace("\\u00E4", "\u00E4", StringComparison.OrdinalIgnoreCase);
        string latin = folder.Write("latin.ipynb", Encoding.Latin1.GetBytes(plain));
        Assert.Equal("holds bytes that are not UTF-8", Assert.Throws<KitException>(() => Notebook.Read(latin)).What);
        string wide = folder.Write("wide.ipynb", [0xFF, 0xFE, .. Encoding.Unicode.GetBytes(text)]);
        Assert.Equal("// \u00E4\n1 + 1", Notebook.Read(wide).Cells[0].Source);
    }

    [Theory]
    [InlineData("{\n<<<<<<< HEAD\n}", "is damaged at line 2: '<' is an invalid start of a property name. Expected a '\"'")]
    [InlineData("""{"nbformat":4,"nbformat":4}""", "is damaged: Duplicate property 'nbformat' encountered during deserialization")]
    public void A_damaged_notebook_is_told_in_one_sentence(string text, string what) =>
        Assert.Equal(what, Assert.Throws<KitException>(() => Notebook.Parse("a.ipynb", text)).What);

    [Fact]
    public void Widgets_and_unknown_versions_are_kept()
    {
        var json = JsonNode.Parse(NotebookText.Of("c:1 + 1"))!;
        json["nbformat_minor"] = 99;
        json["cells"]![0]!["outputs"] = JsonNode.Parse("""
            [{"output_type":"display_data","data":{"application/vnd.jupyter.widget-view+json":{"model_id":"a"}},"metadata":{}}]
            """);
        json["metadata"]!["widgets"] = new JsonObject { ["application/vnd.jupyter.widget-state+json"] = new JsonObject() };
        Assert.True(JsonNode.DeepEquals(json, JsonNode.Parse(Notebook.Parse("a.ipynb", json.ToJsonString()).ToJson())));
    }

    private static string FormattedText(DataOutput output) => output.Data["text/plain"];

    private KitException? Refusal(JsonNode json) =>
        Record.Exception(() => NotebookRunner.Run(Notebook.Parse(folder.File("a.ipynb"), json.ToJsonString()), new RunSettings()))
            as KitException;

    private NotebookRun Run(params string[] cells) =>
        NotebookRunner.Run(Notebook.Parse(folder.File("01-Reported.ipynb"), NotebookText.Of(cells)), new RunSettings());
}
