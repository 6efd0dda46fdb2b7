using CFNSR.Repro.Notebooks;

namespace CFNSR.Repro.Tests.Notebooks;

/// <summary>Whole notebooks: tags, parameters, failures; the file that was read stays byte for byte what it was.</summary>
public sealed class NotebookRunnerTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    private (NotebookRun Run, string File) Run(RunSettings settings, CancellationToken stop, params string[] cells)
    {
        string file = folder.Write("03-Trial.ipynb", NotebookText.Of(cells));
        byte[] before = File.ReadAllBytes(file);
        NotebookRun run = NotebookRunner.Run(Notebook.Read(file), settings, stop: stop);
        Assert.Equal(before, File.ReadAllBytes(file));
        Assert.Equal([file], Directory.GetFiles(folder.Path));
        return (run, file);
    }

    private NotebookRun Run(params string[] cells) => Run(new RunSettings(), default, cells).Run;

    [Theory]
    [InlineData("c:int x = nothing;", CellStatus.CompileError, "CS0103")]
    [InlineData("c:throw new Exception(\"away\");", CellStatus.Threw, "away")]
    [InlineData("c:while (true) { }", CellStatus.TimedOut, "time limit")]
    public void A_failing_cell_ends_the_run_and_leaves_the_file_whole(string bad, CellStatus status, string what)
    {
        NotebookRun run = Run(new RunSettings { Limits = new EngineLimits { CellTime = TimeSpan.FromSeconds(1) } }, default, "m# T", "c:1 + 1", bad, "c:2 + 2").Run;
        Assert.Equal([CellStatus.Fine, status], run.Cells.Select(c => c.Status));
        Assert.StartsWith("03-Trial.ipynb, cell 3: ", run.Failure, StringComparison.Ordinal);
        Assert.Contains(what, run.Failure, StringComparison.Ordinal);
    }

    [Fact]
    public void An_interrupted_run_ends_and_leaves_the_file_whole()
    {
        using var stop = new CancellationTokenSource(TimeSpan.FromSeconds(1.5));
        NotebookRun run = Run(new RunSettings(), stop.Token, "m# T", "c:while (true) Console.WriteLine(\"x\");").Run;
        Assert.Equal(CellStatus.Interrupted, run.Cells.Single().Status);
        Assert.NotNull(run.Failure);
    }

    [Fact]
    public void A_million_lines_make_a_small_copy()
    {
        NotebookRun run = Run("c:for (int i = 0; i < 1_000_000; i++) Console.WriteLine(i);");
        Assert.Null(run.Failure);
        Assert.InRange(run.Executed.ToJson().Length, 60_000, 500_000);
    }

    [Fact]
    public void Tags_are_honoured()
    {
        NotebookRun run = Run(new RunSettings { SkipInCi = true, Parameters = new Dictionary<string, string> { ["n"] = "5" } }, default,
            "c:parameters:int n = 1;", "c:skip-in-ci:n = 100;", "c:raises-exception:throw new Exception();", "c:n.ToString()").Run;
        Assert.Null(run.Failure);
        Assert.Equal([CellStatus.Fine, CellStatus.Skipped, CellStatus.Threw, CellStatus.Fine], run.Cells.Select(c => c.Status));
        Assert.Equal("5", run.Cells[3].Result!.Data["text/plain"]);
        Assert.Equal("int n = 5;", run.Executed.Cells[0].Source);
        Assert.Contains("raises-exception", Run("c:raises-exception:int ok = 1;").Failure, StringComparison.Ordinal);
    }

    [Fact]
    public void The_notebooks_folder_is_the_current_one_and_the_copy_holds_the_outputs()
    {
        string before = Environment.CurrentDirectory;
        NotebookRun run = Run("m# T", "c:Console.WriteLine(\"a\\nb\"); Environment.CurrentDirectory", "c:display(\"shown\");");
        Assert.Equal(before, Environment.CurrentDirectory);
        Assert.Equal(folder.Path, run.Cells[0].Result!.Data["text/plain"]);
        Notebook copy = Notebook.Parse("copy.ipynb", run.Executed.ToJson());
        Assert.True(copy.Cells[1].HasOutputs);
        string json = copy.ToJson().Replace(" ", "", StringComparison.Ordinal).Replace("\n", "", StringComparison.Ordinal);
        Assert.Contains("""{"name":"stdout","output_type":"stream","text":["a\n","b\n"]}""", json, StringComparison.Ordinal);
        Assert.Contains("\"output_type\":\"execute_result\"", json, StringComparison.Ordinal);
        Assert.Contains("""{"data":{"text/plain":["shown"]},"metadata":{},"output_type":"display_data"}""", json, StringComparison.Ordinal);
    }
}
