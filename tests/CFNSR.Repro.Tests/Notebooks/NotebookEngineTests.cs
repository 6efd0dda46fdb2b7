using System.Diagnostics;
using CFNSR.Repro.Notebooks;

namespace CFNSR.Repro.Tests.Notebooks;

/// <summary>What one cell may do to the engine, and what the engine says of it.</summary>
public sealed class NotebookEngineTests : IDisposable
{
    private readonly TemporaryFolder folder = new();
    private readonly NotebookEngine engine;
    private int cell;

    public NotebookEngineTests() => engine = new NotebookEngine(folder.File("07-Trial.ipynb"), new EngineLimits { CellTime = TimeSpan.FromSeconds(20) });

    public void Dispose()
    {
        engine.Dispose();
        folder.Dispose();
    }

    private CellResult Run(string code, CancellationToken stop = default) => engine.Run(++cell, code, stop: stop);

    private string Plain(string code)
    {
        CellResult result = Run(code);
        Assert.True(result.Status == CellStatus.Fine, result.Error?.ToString());
        return result.Result!.Data["text/plain"];
    }

    [Fact]
    public void Later_cells_see_what_earlier_cells_declared_and_the_last_expression_is_the_result()
    {
        Assert.Equal(CellStatus.Fine, Run("int Twice(int x) => 2 * x;\nvar names = new List<string> { \"calm\", \"sad\" };").Status);
        Assert.Equal("4 sad", Plain("$\"{Twice(names.Count)} {names.Last()}\""));
        Assert.Null(Run("Twice(3);").Result);
        CellResult number = Run("Twice(21)");
        Assert.Equal(["text/html"], number.Result!.Data.Keys);   // as .NET Interactive: strings are plain text, everything else is HTML
        Assert.Contains("42", number.Result.Data["text/html"], StringComparison.Ordinal);
    }

    [Fact]
    public void Await_works_at_the_top_and_output_is_kept_in_order()
    {
        var live = new List<CellOutput>();
        CellResult result = engine.Run(1, "Console.Write(\"a\"); await Task.Delay(20); Console.Error.Write(\"b\"); Console.WriteLine(\"c\"); await Task.FromResult(\"d\")", live.Add);
        Assert.Equal([new StreamOutput("stdout", "a"), new StreamOutput("stderr", "b"), new StreamOutput("stdout", "c\n")], result.Outputs.Take(3));
        Assert.Equal("d", result.Result!.Data["text/plain"]);
        Assert.Equal("ac\n", string.Concat(live.OfType<StreamOutput>().Where(o => o.Name == "stdout").Select(o => o.Text)));
    }

    [Fact]
    public void The_default_imports_are_those_of_dotnet_interactive()
    {
        Assert.Equal("True", Plain("new StringBuilder().Append(new[] { 1 }.Any()).ToString()"));
        CellResult noFiles = Run("File.Exists(\"x\")");
        Assert.Contains("CS0103", noFiles.Error!.ToString(), StringComparison.Ordinal);   // System.IO is not imported
        CellResult noKit = Run("new CFNSR.Repro.KitException(\"x\")");
        Assert.Equal(CellStatus.CompileError, noKit.Status);                              // nor is the kit there without #r
    }

    [Fact]
    public void A_cell_that_does_not_compile_is_reported_with_notebook_cell_and_line()
    {
        Run("int kept = 5;");
        CellResult result = Run("Console.WriteLine(1);\nint lost = unknown;\nstring s = 3;");
        Assert.Equal(CellStatus.CompileError, result.Status);
        Assert.Empty(result.StandardOutput);
        Assert.Equal(2, result.Error!.Trace.Count);
        Assert.StartsWith("07-Trial.ipynb, cell 2, line 2: error CS0103", result.Error.Trace[0], StringComparison.Ordinal);
        Assert.EndsWith("int lost = unknown;", result.Error.Trace[0], StringComparison.Ordinal);
        Assert.Contains("line 3: error CS0029", result.Error.Trace[1], StringComparison.Ordinal);
        Assert.Equal("5", Plain("kept.ToString()"));
    }

    [Theory]
    [InlineData("int x = 1;\nusing System.IO;", "CS1529")]
    [InlineData("using var x = new System.IO.StringWriter();", "CS1002")]
    public void What_dotnet_interactive_refuses_is_refused_here(string code, string error) =>
        Assert.Contains(error, Run(code).Error!.ToString(), StringComparison.Ordinal);

    [Fact]
    public void A_cell_that_throws_is_reported_with_its_line_and_keeps_what_it_declared()
    {
        Run("void Fail(int n)\n{\n    throw new InvalidOperationException(\"no \" + n);\n}");
        CellResult result = Run("int before = 7;\n\nFail(before);");
        Assert.Equal(CellStatus.Threw, result.Status);
        Assert.Equal("System.InvalidOperationException", result.Error!.Name);
        Assert.Equal("no 7", result.Error.Message);
        Assert.Equal(["07-Trial.ipynb, cell 1, line 3", "07-Trial.ipynb, cell 2, line 3"], result.Error.Trace);
        Assert.Equal("7", Plain("before.ToString()"));
    }

    [Fact]
    public void A_million_lines_keep_their_start_and_end_and_say_how_much_is_gone()
    {
        long live = 0;
        CellResult result = engine.Run(1, "for (int i = 0; i < 1_000_000; i++) Console.WriteLine($\"line {i}\");", o => live += ((StreamOutput)o).Text.Length);
        Assert.Equal(CellStatus.Fine, result.Status);
        string text = result.StandardOutput;
        Assert.StartsWith("line 0\nline 1\n", text, StringComparison.Ordinal);
        Assert.EndsWith("line 999998\nline 999999\n", text, StringComparison.Ordinal);
        Assert.InRange(text.Length, 60_000, 70_000);
        Assert.InRange(live, 60_000, 70_000);
        string note = text.Split('\n').Single(l => l.StartsWith('…'));
        long gone = long.Parse(note.Split(' ')[1].Replace(",", "", StringComparison.Ordinal), System.Globalization.CultureInfo.InvariantCulture);
        Assert.InRange(text.Split('\n').Length - 3 + gone, 999_998, 1_000_002);
        Assert.Equal("ok", Plain("\"ok\""));
    }

    [Theory]
    [InlineData("int n = 0; while (true) n++;")]
    [InlineData("while (true) { try { System.Threading.Thread.Sleep(5); } catch (Exception) { } }")]
    [InlineData("while (true) ; // no block")]
    [InlineData("int n = 0;\nagain: n++;\ngoto again;")]
    [InlineData("await Task.Yield(); int n = 0; do n++; while (true);")]
    [InlineData("new System.Threading.ManualResetEvent(false).WaitOne();")]
    [InlineData("while (true) Console.WriteLine(\"again\");")]
    [InlineData("IEnumerable<int> Ever() { while (true) yield return 1; }\nEver().Count()")]
    public void A_cell_that_runs_for_ever_is_stopped_at_the_limit_and_the_session_goes_on(string code)
    {
        using var short_ = new NotebookEngine(folder.File("short.ipynb"), new EngineLimits { CellTime = TimeSpan.FromSeconds(1) });
        short_.Run(1, "string kept = \"kept\";");
        CellResult result = short_.Run(2, code);
        Assert.Equal(CellStatus.TimedOut, result.Status);
        Assert.False(result.Abandoned);
        Assert.False(short_.IsStuck);
        Assert.Equal("TimeLimit", result.Error!.Name);
        Assert.Contains("time limit of 1 s", result.Error.Message, StringComparison.Ordinal);
        Assert.Equal("short.ipynb, cell 2", result.Error.Trace.Single());
        Assert.InRange(result.Elapsed.TotalSeconds, 1, 15);
        Assert.Equal("kept", short_.Run(3, "kept").Result!.Data["text/plain"]);
    }

    [Fact]
    public void A_cell_that_cannot_be_stopped_is_left_behind_unheard_and_the_session_says_so()
    {
        using var short_ = new NotebookEngine(folder.File("short.ipynb"), new EngineLimits { CellTime = TimeSpan.FromSeconds(0.5), Grace = TimeSpan.FromSeconds(0.5) });
        short_.Run(1, "bool go = true; long turns = 0;");
        CellResult result = short_.Run(2, "Enumerable.Range(0, int.MaxValue).Any(_ => { System.Threading.Thread.SpinWait(10000); turns++; return !go; })");
        Assert.Equal(CellStatus.TimedOut, result.Status);
        Assert.True(result.Abandoned);
        Assert.True(short_.IsStuck);
        Assert.Contains("goes on in the background", result.Error!.Message, StringComparison.Ordinal);
        CellResult next = short_.Run(3, "long seen = turns; System.Threading.Thread.Sleep(100); go = false; turns > seen ? \"it ran on\" : \"it did not\"");
        Assert.Equal("it ran on", next.Result!.Data["text/plain"]);
    }

    [Fact]
    public void An_interrupted_cell_ends_soon_and_the_session_goes_on()
    {
        Run("int kept = 3;");
        using var stop = new CancellationTokenSource(TimeSpan.FromSeconds(1));
        var clock = Stopwatch.StartNew();
        CellResult result = Run("while (true) { }", stop.Token);
        Assert.Equal(CellStatus.Interrupted, result.Status);
        Assert.InRange(clock.Elapsed.TotalSeconds, 0, 10);
        Assert.Equal("3", Plain("kept.ToString()"));
    }

    [Fact]
    public void References_are_found_from_the_notebooks_folder_and_the_kit_is_the_one_already_loaded()
    {
        Directory.CreateDirectory(folder["artifacts", "kit"]);
        CellResult first = Run("#r \"../artifacts/kit/CFNSR.Repro.dll\"\nusing CFNSR.Repro;\nusing CFNSR.Repro.Data;\nusing TorchSharp;\nusing static TorchSharp.torch;");
        Assert.True(first.Status == CellStatus.Fine, first.Error?.ToString());
        Assert.Equal(typeof(Kit).Assembly.Location, Plain("typeof(Kit).Assembly.Location"));
        object? here = null;
        AppDomain.CurrentDomain.SetData("cfnsr-test", new Action<object>(o => here = o));
        Run("((Action<object>)AppDomain.CurrentDomain.GetData(\"cfnsr-test\"))(new KitException(\"from a cell\"));");
        Assert.Equal("from a cell.", Assert.IsType<KitException>(here).Message);
        Assert.Equal(TorchSharp.torch.__version__, Plain("torch.__version__"));
        Assert.Equal("6", Plain("ones(2, 3).sum().ToSingle().ToString()"));

        string dll = typeof(NotebookEngineTests).Assembly.Location;
        File.Copy(Path.Combine(Path.GetDirectoryName(dll)!, "MathNet.Numerics.dll"), folder.File("Numbers.dll"));
        Assert.Equal("3628800", Plain("#r \"Numbers.dll\"\nMathNet.Numerics.SpecialFunctions.Factorial(10).ToString()"));
        CellResult missing = Run("#r \"nowhere.dll\"");
        Assert.Contains("CS0006", missing.Error!.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Rich_values_come_through_the_formatters()
    {
        Run("#r \"../artifacts/kit/CFNSR.Repro.dll\"\nusing CFNSR.Repro.Figures;\nusing Microsoft.DotNet.Interactive.Formatting;\nNotebookFormatters.Register();");
        CellResult table = Run("new FigureTable(\"Emotions\", new[] { \"a\" }, new[] { new[] { \"<b>\" } })");
        Assert.Contains("<caption>Emotions</caption>", table.Result!.Data["text/html"], StringComparison.Ordinal);
        Assert.Contains("&lt;b&gt;", table.Result.Data["text/html"], StringComparison.Ordinal);

        Run("class Picture { }\nFormatter.Register<Picture>(p => \"iVBORw==\", \"image/png\"); Formatter.SetPreferredMimeTypesFor(typeof(Picture), \"image/png\");");
        Assert.Equal("iVBORw==", Run("new Picture()").Result!.Data["image/png"]);

        CellResult shown = Run("var live = display(\"one\"); display(HTML(\"<i>x</i>\")); live.Update(\"two\");");
        DataOutput[] values = [.. shown.Outputs.OfType<DataOutput>()];
        Assert.Equal(2, values.Length);
        Assert.Equal("two", values[0].Data["text/plain"]);
        Assert.Equal("<i>x</i>", values[1].Data["text/html"]);
        Assert.All(values, v => Assert.False(v.IsResult));
    }

    [Fact]
    public void Values_shown_without_end_are_counted_and_left_out()
    {
        CellResult result = Run("for (int i = 0; i < 1000; i++) display(i.ToString());");
        Assert.Equal(200, result.Outputs.OfType<DataOutput>().Count());
        Assert.Contains("800 shown values are left out", result.StandardOutput, StringComparison.Ordinal);
    }
}
