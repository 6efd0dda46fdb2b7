using System.Text.RegularExpressions;
using CFNSR.Repro.Figures;
using CFNSR.Repro.Notebooks;

namespace CFNSR.Repro.Tests.Notebooks;

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

    [Fact]
    public void They_lead_on_to_each_other_back_and_to_their_exercises()
    {
        string[] names = [.. Files.Select(row => row.Data).Where(name => char.IsAsciiDigit(name[0]))];
        Assert.True(names.Length >= 12);
        for (int i = 0; i < names.Length; i++)
        {
            Notebook notebook = Notebook.Read(Path.Combine(Folder, names[i]));
            string end = string.Concat(notebook.Cells.Where(cell => !cell.IsCode).TakeLast(1).Select(cell => cell.Source));
            int next = end.IndexOf("## Next", StringComparison.Ordinal);
            Assert.True(next >= 0, $"{names[i]} does not end with what comes next");
            string[] links = [.. Link().Matches(end[next..]).Select(link => link.Groups[1].Value)];
            if (i + 1 < names.Length) Assert.True(links.Contains(names[i + 1]), $"{names[i]} does not lead on to {names[i + 1]}");
            if (i > 0) Assert.True(links.Contains(names[i - 1]), $"{names[i]} does not lead back to {names[i - 1]}");
            if (i > 0) Assert.All((string[])[$"EX-{names[i]}", $"solutions/EX-{names[i]}"], file => Assert.Contains($"]({file})", end, StringComparison.Ordinal));
        }
        foreach (string name in Files.Select(row => row.Data).Where(name => name.StartsWith("EX-", StringComparison.Ordinal)))
            Assert.Contains($"]({name[3..]})", Notebook.Read(Path.Combine(Folder, name)).Cells[0].Source, StringComparison.Ordinal);
    }

    [Fact]
    public void A_type_names_the_notebook_that_teaches_it_and_the_notebook_leads_to_its_source()
    {
        string library = Path.Combine(TestData.Root, "lib");
        var notebooks = Files.Select(row => row.Data).Where(name => char.IsAsciiDigit(name[0])).ToDictionary(name => name[..2], name => Notebook.Read(Path.Combine(Folder, name)).Cells.Select(cell => cell.Source).ToArray());
        var taught = Directory.GetFiles(library, "*.cs", SearchOption.AllDirectories).Select(file => (File: file, Notebook: Taught().Match(File.ReadAllText(file)).Groups[1].Value)).Where(t => t.Notebook.Length > 0).ToArray();
        foreach (var (file, notebook) in taught)
            Assert.True(notebooks[notebook].Any(cell => Regex.IsMatch(cell, $@"\b{Path.GetFileNameWithoutExtension(file)}\b")), $"notebook {notebook} does not speak of {Path.GetFileName(file)}");
        string[] known = [.. taught.Select(t => Path.GetRelativePath(TestData.Root, t.File).Replace('\\', '/'))];
        string[] linked = [.. notebooks.Values.SelectMany(cells => cells).SelectMany(cell => Link().Matches(cell)).Select(link => link.Groups[1].Value).Where(link => link.EndsWith(".cs", StringComparison.Ordinal)).Select(link => link[3..]).Distinct()];
        Assert.True(linked.Length > 50);
        Assert.Empty(linked.Except(known));
        string[] main = ["Mfcc", "ClipStore", "ModalityDropout", "MultiHeadAttention", "CfnsrMsafNet", "ResNeXt3D", "Trainer", "Experiment", "Comparison", "Ablation", "RobustnessRunner", "Ledger", "HonestySummary", "ClipName", "Split", "ConfusionMatrix"];
        Assert.All(main, type => Assert.Contains(linked, link => link.EndsWith($"/{type}.cs", StringComparison.Ordinal)));
    }

    [Theory, MemberData(nameof(Files))]
    public void It_runs_at_smoke_and_shows_what_it_promises(string name) => RunAndLook(name, EngineChoice.Kit);

    [Theory]
    [InlineData("00-Welcome.ipynb")]
    [InlineData("04-Multi-head-attention.ipynb")]
    [InlineData("09-Table-2.ipynb")]
    public void It_does_so_on_dotnet_interactive(string name) => RunAndLook(name, EngineChoice.Interactive);

    [Theory]
    [InlineData(EngineChoice.Kit)]
    [InlineData(EngineChoice.Interactive)]
    public void The_live_figure_and_the_live_line_of_training_are_updated(EngineChoice engine)
    {
        string runs = Path.Combine(TestData.Root, "artifacts", "notebooks-data", "smoke", "runs");
        if (Directory.Exists(runs)) Directory.Delete(runs, recursive: true);   // else every epoch is there already
        var updates = new List<DataOutput>();
        RunAndLook("06-Training.ipynb", engine, (_, output) => { if (output is DataOutput { IsUpdate: true } update) updates.Add(update); });
        var places = updates.GroupBy(u => u.DisplayId).ToArray();
        Assert.Equal(2, places.Length);
        string[] lines = [.. places[0].Select(u => u.Data["text/plain"])], figures = [.. places[1].Select(u => u.Data["text/html"])];
        Assert.Equal(4, lines.Count(line => line.Contains(" done, training loss ", StringComparison.Ordinal)));   // two epochs of each stream
        Assert.Equal(2, figures.Length);
        Assert.All(figures, figure => Assert.Contains("Plotly.newPlot", figure, StringComparison.Ordinal));
    }

    private static void RunAndLook(string name, EngineChoice engine, Action<NotebookCell, CellOutput>? live = null)
    {
        Notebook notebook = Notebook.Read(Path.Combine(Folder, name));
        Assert.SkipUnless(File.Exists("/usr/bin/espeak-ng") || !notebook.Cells.Any(cell => cell.Source.Contains("Classroom", StringComparison.Ordinal)), "needs espeak-ng");
        var settings = new RunSettings
        {
            Parameters = new Dictionary<string, string> { ["size"] = "smoke", ["data"] = "" }, SkipInCi = true, Engine = engine, Limits = new EngineLimits { CellTime = TimeSpan.FromMinutes(4) },
        };
        NotebookRun run = NotebookRunner.Run(notebook, settings, live, stop: TestContext.Current.CancellationToken);
        Assert.Null(run.Failure);
        Assert.InRange(run.Cells.SelectMany(cell => cell.Outputs).OfType<DataOutput>().SelectMany(output => output.Data.Values).Count(html => html.Contains(PlotlyScript.Element, StringComparison.Ordinal)), 0, 1);
        foreach (CellResult result in run.Cells.Where(cell => cell.Status == CellStatus.Fine))
        {
            string source = run.Executed.Cells.First(cell => cell.Number == result.Cell).Source;
            string[] shown = [.. result.Outputs.OfType<DataOutput>().SelectMany(output => output.Data.Values)];
            Assert.DoesNotContain(shown, html => html.Contains("class=\"dni-treeview\"", StringComparison.Ordinal));   // a value's properties: no formatter knew it
            foreach (var (call, markup) in new[] { (Chart(), "Plotly.newPlot"), (Strip(), "<img "), (Table(), "<table") })
            {
                bool there = !call.IsMatch(source) || shown.Any(html => html.Contains(markup, StringComparison.Ordinal));
                Assert.True(there, $"{name}, cell {result.Cell} shows no {markup}");
            }
            Assert.DoesNotContain(result.Outputs.OfType<StreamOutput>(), output => output.Name == "stderr");
        }
        if (name == "00-Welcome.ipynb") Assert.Equal("0.125", run.Cells[^1].Result!.Data["text/plain"]);
    }

    [GeneratedRegex(@"[Tt]aught in notebook (\d\d)")]
    private static partial Regex Taught();

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
