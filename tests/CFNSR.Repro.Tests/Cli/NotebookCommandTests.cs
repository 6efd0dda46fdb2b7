using System.Text.Json;
using CFNSR.Repro.Cli;
using CFNSR.Repro.Tests.Notebooks;

namespace CFNSR.Repro.Tests.Cli;

/// <summary>`cfnsr notebook`: exit codes, and what it writes where.</summary>
public sealed class NotebookCommandTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void A_run_writes_pages_and_copies_and_never_the_notebook()
    {
        string file = folder.Write("nb/01-One.ipynb", NotebookText.Of("m# One\n[source](../lib/A.cs#L1) [here](#x) [self](01-One.ipynb) [other](EX-01.ipynb#x)", "c:parameters:int n = 2;", "c:Console.Write(\"n=\"); Console.WriteLine(n);"));
        byte[] before = File.ReadAllBytes(file);
        CliRun run = CliRun.Of("notebook", "run", file, "--param", "n=7", "--html", folder["pages"], "--save", "--timeout", "30");
        Assert.True(run.Exit == ExitCode.Fine, run.Error);
        Assert.Contains("n=7\n", run.Out, StringComparison.Ordinal);
        Assert.Equal(before, File.ReadAllBytes(file));
        Assert.Equal(["01-One.html", "01-One.ipynb", "index.html"], Directory.GetFiles(folder["pages"]).Select(Path.GetFileName).Order(StringComparer.Ordinal));
        Assert.Contains("<pre class=\"out\">n=7\n</pre>", File.ReadAllText(folder["pages", "01-One.html"]), StringComparison.Ordinal);
        Assert.Contains("<a href=\"../nb/../lib/A.cs#L1\">source</a> <a href=\"#x\">here</a> <a href=\"01-One.html\">self</a> <a href=\"../nb/EX-01.ipynb#x\">other</a>", File.ReadAllText(folder["pages", "01-One.html"]), StringComparison.Ordinal);
        Assert.Contains("<a href=\"index.html\">All notebooks</a>", File.ReadAllText(folder["pages", "01-One.html"]), StringComparison.Ordinal);
        Assert.Contains("<a href=\"01-One.html\">One</a>", File.ReadAllText(folder["pages", "index.html"]), StringComparison.Ordinal);
        Assert.Contains("n=7", File.ReadAllText(folder["pages", "01-One.ipynb"]), StringComparison.Ordinal);

        CliRun over = CliRun.Of("notebook", "run", file, "--html", folder["nb"], "--save");
        Assert.Equal(ExitCode.BadInput, over.Exit);
        Assert.Equal([file], Directory.GetFiles(folder["nb"]));
        Assert.Equal(before, File.ReadAllBytes(file));
    }

    [Fact]
    public void A_failing_cell_ends_with_1_and_the_next_notebook_still_runs()
    {
        string bad = folder.Write("01-Bad.ipynb", NotebookText.Of("m# Bad", "c:throw new Exception(\"no\");"));
        string good = folder.Write("02-Good.ipynb", NotebookText.Of("m# Good", "c:1 + 1"));
        CliRun run = CliRun.Of("notebook", "run", bad, good, "--json");
        Assert.Equal(ExitCode.Failed, run.Exit);
        Assert.Contains("01-Bad.ipynb, cell 2: System.Exception: no", run.Error, StringComparison.Ordinal);
        JsonElement[] notebooks = [.. JsonDocument.Parse(run.Out).RootElement.EnumerateArray()];
        Assert.Equal(["Threw", "Fine"], notebooks.Select(n => n.GetProperty("cells")[0].GetProperty("status").GetString()));
    }

    [Fact]
    public void Bad_notebooks_and_parameters_end_with_3_and_wrong_usage_with_2()
    {
        string damaged = folder.Write("01-Damaged.ipynb", "{\"cells\": [");
        string plain = folder.Write("02-Plain.ipynb", NotebookText.Of("m# Plain", "c:parameters:int n = 2;"));
        Assert.Equal(ExitCode.BadInput, CliRun.Of("notebook", "run", damaged).Exit);
        Assert.Contains("damaged at line 1", CliRun.Of("notebook", "check", damaged).Error, StringComparison.Ordinal);
        CliRun unknown = CliRun.Of("notebook", "run", plain, "--param", "m=1");
        Assert.Equal(ExitCode.BadInput, unknown.Exit);
        Assert.Contains("no notebook has a parameter m; expected n", unknown.Error, StringComparison.Ordinal);
        Assert.Equal(ExitCode.BadInput, CliRun.Of("notebook", "run", plain, "--param", "n=x").Exit);
        Assert.Equal(ExitCode.Usage, CliRun.Of("notebook", "run").Exit);
        CliRun check = CliRun.Of("notebook", "check", plain);
        Assert.Equal(ExitCode.BadInput, check.Exit);
        Assert.Contains("02-Plain.ipynb: has no heading", check.Out, StringComparison.Ordinal);
    }
}
