using System.Text.RegularExpressions;
using CFNSR.Repro.Kernel;

namespace CFNSR.Repro.Tests.Kernel;

/// <summary>Every notebook of the repository, exercises and solutions too: the rules, the links, and a whole run at size smoke. One after another, since they share their data.</summary>
[Collection("Formatter")]
public partial class CommittedNotebooksTests
{
    private static readonly string Folder = Path.Combine(TestData.Root, "notebooks");

    /// <summary>Paths below notebooks, with forward slashes.</summary>
    public static TheoryData<string> Files => [.. Directory.GetFiles(Folder, "*.ipynb", SearchOption.AllDirectories)
        .Select(file => Path.GetRelativePath(Folder, file).Replace('\\', '/')).Where(file => !file.StartsWith("executed/", StringComparison.Ordinal) && !file.Contains(".ipynb_checkpoints", StringComparison.Ordinal))
        .Order(StringComparer.Ordinal)];

    [Theory, MemberData(nameof(Files))]
    public void It_keeps_the_rules_and_its_links_lead_somewhere(string name)
    {
        Notebook notebook = Notebook.Read(Path.Combine(Folder, name));
        Assert.Empty(NotebookCheck.Faults(notebook));
        string here = Path.GetDirectoryName(notebook.File)!;
        foreach (NotebookCell cell in notebook.Cells.Where(cell => !cell.IsCode))
            foreach (Match link in Link().Matches(cell.Source)) Assert.True(Path.Exists(Path.Combine(here, link.Groups[1].Value)), $"{name}, cell {cell.Number}: {link.Groups[1].Value}");
        if (name.StartsWith("EX-", StringComparison.Ordinal)) Assert.True(File.Exists(Path.Combine(Folder, "solutions", name)), $"{name} has no solutions");
    }

    [Theory, MemberData(nameof(Files))]
    public void It_runs_at_smoke_and_shows_what_it_promises(string name)
    {
        Notebook notebook = Notebook.Read(Path.Combine(Folder, name));
        Assert.SkipUnless(File.Exists("/usr/bin/espeak-ng") || !notebook.Cells.Any(cell => cell.Source.Contains("Classroom", StringComparison.Ordinal)), "needs espeak-ng");
        var settings = new RunSettings
        {
            Parameters = new Dictionary<string, string> { ["size"] = "smoke", ["data"] = "" }, SkipInCi = true, Limits = new EngineLimits { CellTime = TimeSpan.FromMinutes(4) },
        };
        NotebookRun run = NotebookRunner.Run(notebook, settings, stop: TestContext.Current.CancellationToken);
        Assert.Null(run.Failure);
        foreach (CellResult result in run.Cells.Where(cell => cell.Status == CellStatus.Fine))
        {
            string source = run.Executed.Cells.First(cell => cell.Number == result.Cell).Source;
            string[] shown = [.. result.Outputs.OfType<DataOutput>().SelectMany(output => output.Data.Values)];
            foreach (var (call, markup) in new[] { (Chart(), "Plotly.newPlot"), (Strip(), "<img "), (Table(), "<table") })
            {
                bool there = !call.IsMatch(source) || shown.Any(html => html.Contains(markup, StringComparison.Ordinal));
                Assert.True(there, $"{name}, cell {result.Cell} shows no {markup}");
            }
            Assert.DoesNotContain(result.Outputs.OfType<StreamOutput>(), output => output.Name == "stderr");
        }
        if (name == "00-Welcome.ipynb") Assert.Equal("0.125", run.Cells[^1].Result!.Data["text/plain"]);
    }

    /// <summary>A relative link of a text cell.</summary>
    [GeneratedRegex(@"\]\((?!https?:|mailto:|#)([^)#]+)")]
    private static partial Regex Link();

    /// <summary>The last line makes a chart.</summary>
    [GeneratedRegex(@"^(?:\w+Figure\.(?!Describe|Table)|Chart\.)[^\n]*$(?![\s\S]*;\s*$)", RegexOptions.Multiline)]
    private static partial Regex Chart();

    [GeneratedRegex(@"^(?:FrameStrip\.Create|HtmlText\.Join)", RegexOptions.Multiline)]
    private static partial Regex Strip();

    [GeneratedRegex(@"^(?:new FigureTable|\w+Figure\.Table|\w+Table\.(?!Shape)\w+)\(", RegexOptions.Multiline)]
    private static partial Regex Table();
}
