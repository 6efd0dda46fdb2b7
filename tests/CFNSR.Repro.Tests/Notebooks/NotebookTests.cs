using CFNSR.Repro.Notebooks;

namespace CFNSR.Repro.Tests.Notebooks;

/// <summary>Notebook files, and parameters given from outside.</summary>
public sealed class NotebookTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void What_is_not_known_is_kept()
    {
        string text = NotebookText.Of(["m# Ätitle <b> 表", "c:x:int a = 1;\nint b = 2.50;"]).Replace("\"nbformat\"", "\"strange\": {\"deep\": [1.50, 1e3, null]}, \"nbformat\"", StringComparison.Ordinal);
        Notebook notebook = Notebook.Parse("a.ipynb", text);
        Assert.Equal("Ätitle <b> 表", notebook.Title);
        Assert.Equal(".net-csharp", notebook.KernelName);
        Assert.Equal(["x"], notebook.Cells[1].Tags);
        Assert.Equal("int a = 1;\nint b = 2.50;", notebook.Cells[1].Source);
        notebook.Save(folder.File("b.ipynb"));
        string again = File.ReadAllText(folder.File("b.ipynb"));
        Assert.Equal(notebook.ToJson(), again);
        Assert.Contains("1.50,", again, StringComparison.Ordinal);
        Assert.Contains("1e3,", again, StringComparison.Ordinal);
        Assert.Contains("# Ätitle <b> 表", again, StringComparison.Ordinal);
        Assert.Equal(again, notebook.Copy().ToJson());
        Assert.Equal([folder.File("b.ipynb")], Directory.GetFiles(folder.Path));
    }

    [Theory]
    [InlineData("", "damaged")]
    [InlineData("{\"cells\": [", "damaged at line 1")]
    [InlineData("[]", "not a notebook")]
    [InlineData("{\"nbformat\": 3, \"cells\": []}", "format 4")]
    [InlineData("{\"nbformat\": 4}", "no list of cells")]
    [InlineData("{\"nbformat\": 4, \"nbformat\": 4, \"cells\": []}", "damaged")]
    [InlineData("{\"nbformat\": 4, \"cells\": [3]}", "cell 1 is not an object")]
    [InlineData("{\"nbformat\": 4, \"cells\": [{\"cell_type\": \"poem\", \"source\": \"\"}]}", "no known type")]
    [InlineData("{\"nbformat\": 4, \"cells\": [{\"cell_type\": \"code\", \"source\": [1]}]}", "cell 1 has no text")]
    public void A_damaged_notebook_says_what_is_wrong_and_stays_as_it_is(string text, string what)
    {
        string file = folder.Write("bad.ipynb", text);
        var error = Assert.Throws<KitException>(() => Notebook.Read(file));
        Assert.Contains(what, error.Message, StringComparison.Ordinal);
        Assert.Contains("bad.ipynb", error.Message, StringComparison.Ordinal);
        Assert.Equal(text, File.ReadAllText(file));
    }

    [Fact]
    public void A_missing_notebook_is_named() =>
        Assert.Contains("nowhere.ipynb", Assert.Throws<KitException>(() => Notebook.Read(folder.File("nowhere.ipynb"))).Message, StringComparison.Ordinal);

    [Fact]
    public void Parameters_take_the_place_of_the_initialisers()
    {
        const string Source = "// how much\nstring size = \"smoke\"; int epochs = 1 + 2, batchSize = 4;\nvar rate = 0.5; const bool quick = false;\nvar own = Math.Max(1, 2);\nfloat? x;";
        Notebook notebook = Notebook.Parse("p.ipynb", NotebookText.Of(["c:parameters:" + Source, "c:int epochs2 = 1;"]));
        Assert.Equal(["size", "epochs", "batchSize", "rate", "quick", "own", "x"], NotebookParameters.Names(notebook));
        TestData.InCulture("de-DE", () => NotebookParameters.Apply(notebook,
            new Dictionary<string, string> { ["size"] = "a \"b\"\\", ["rate"] = "1e-3", ["quick"] = "TRUE", ["other"] = "1", ["x"] = "2.5" },
            new Dictionary<string, string> { ["CFNSR_EPOCHS"] = "45", ["CFNSR_BATCH_SIZE"] = "-7", ["CFNSR_SIZE"] = "lost", ["EPOCHS"] = "0", ["CFNSR_OWN"] = "9" }));
        Assert.Equal("// how much\nstring size = \"a \\\"b\\\"\\\\\"; int epochs = 45, batchSize = -7;\nvar rate = 0.001D; const bool quick = true;\nvar own = Math.Max(1, 2);\nfloat? x = 2.5F;", notebook.Cells[0].Source);
        Assert.Equal("int epochs2 = 1;", notebook.Cells[1].Source);
    }

    [Theory]
    [InlineData("int n = 1;", "1.5", "whole number")]
    [InlineData("bool n = true;", "yes", "true or false")]
    [InlineData("double n = 1;", "NaN", "0.5")]
    [InlineData("var n = new[] { 1 };", "1", "a declaration with the type")]
    public void A_parameter_that_does_not_fit_is_refused(string source, string value, string expected)
    {
        Notebook notebook = Notebook.Parse("p.ipynb", NotebookText.Of(["c:parameters:" + source]));
        var error = Assert.Throws<KitException>(() => NotebookParameters.Apply(notebook, new Dictionary<string, string> { ["n"] = value }, new Dictionary<string, string>()));
        Assert.Contains(expected, error.Message, StringComparison.Ordinal);
        Assert.Equal(source, notebook.Cells[0].Source);
    }
}
