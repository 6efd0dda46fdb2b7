using CFNSR.Repro.Notebooks;

namespace CFNSR.Repro.Tests.Notebooks;

/// <summary>Each rule for committed notebooks, with a notebook that breaks it and nothing else.</summary>
public class NotebookCheckTests
{
    private const string Start = "c:#r \"../artifacts/kit/CFNSR.Repro.dll\"\nusing CFNSR.Repro;";
    private static readonly string Text = "m# Title\n" + string.Concat(NotebookCheck.Headings.Select(h => $"\n## {h}\n\ntext about a/home/b and https://x.org/home/y\n"));

    private static IReadOnlyList<string> Faults(string text, string name = "05-Trial.ipynb") => [.. NotebookCheck.Faults(Notebook.Parse(name, text)).Select(f => f.ToString())];

    [Fact]
    public void A_good_notebook_has_no_fault() =>
        Assert.Empty(Faults(NotebookText.Of(Text, Start, "c:parameters:string size = \"smoke\";", "c:class Pair { }\nrecord Point(int X);\nint a = 7 % 2; // #!no")));

    [Theory]
    [InlineData("c:#r \"nuget: Plotly.NET, 5.1.0\"", "cell 3: takes a package from a feed")]
    [InlineData("c:#r \"../lib/Own.dll\"", "cell 3: refers to ../lib/Own.dll; the kit's folder ../artifacts/kit has what is needed")]
    [InlineData("c:#r \"../artifacts/kit/CFNSR.Repro.Avatars.dll\"", "cell 3: refers to ../artifacts/kit/CFNSR.Repro.Avatars.dll; #r belongs into the first code cell")]
    [InlineData("c:#load \"helper.csx\"", "cell 3: has #load, which not every engine knows")]
    [InlineData("c:int a = 1;\nusing System.IO;", "cell 3: is no C# 12 in line 2: CS1529")]
    [InlineData("c:using var a = new System.IO.StringWriter();", "cell 3: is no C# 12 in line 1: CS")]
    [InlineData("c:int a = 1;\nstring red = \"\\e[31m\";", "cell 3: is no C# 12 in line 2: CS")]
    [InlineData("c:var n = Console.ReadLine();", "cell 3: waits for typing (Console.ReadLine)")]
    [InlineData("c:new CellHtml(\"<b>\")", "cell 3: names CellHtml of the kit's own engine")]
    [InlineData("c:int a = 1;\ndisplay(a)", "cell 3: ends with display(…) and no semicolon")]
    [InlineData("c:var place = display(\"a\");", "cell 3: keeps the handle of display, whose Update changes nothing on .NET Interactive; use LiveDisplay.Show")]
    [InlineData("c:#!time\nint a = 1;", "cell 3: has a magic command, which not every engine knows: #!time")]
    [InlineData("c:%%html", "cell 3: has a magic command")]
    [InlineData("c:class Net : nn.Module<Tensor, Tensor> { }", "cell 3: declares the model Net")]
    [InlineData("c:class Net : TorchSharp.torch.nn.Module { }", "cell 3: declares the model Net")]
    [InlineData("c:class MfccCnn { }", "cell 3: declares the model MfccCnn")]
    [InlineData("c:var f = \"/home/me/data\";", "cell 3: names a path of one machine: /home/me/data")]
    [InlineData("m see C:\\Users\\me", "cell 3: names a path of one machine: C:\\Users\\me")]
    public void A_cell_that_breaks_a_rule_is_named(string cell, string fault)
    {
        string only = Assert.Single(Faults(NotebookText.Of(Text, Start, cell)));
        Assert.StartsWith("05-Trial.ipynb, " + fault, only, StringComparison.Ordinal);
    }

    [Fact]
    public void Long_cells_are_refused()
    {
        string lines(int n) => "c:" + string.Join('\n', Enumerable.Range(0, n).Select(i => $"int a{i} = {i};"));
        Assert.Empty(Faults(NotebookText.Of(Text, Start, lines(25))));
        Assert.EndsWith("cell 3: has 26 lines; at most 25", Assert.Single(Faults(NotebookText.Of(Text, Start, lines(26)))), StringComparison.Ordinal);
    }

    [Fact]
    public void Outputs_are_refused()
    {
        string good = NotebookText.Of(Text, Start);
        foreach (string bad in (string[])[good.Replace("\"execution_count\":null", "\"execution_count\":3", StringComparison.Ordinal),
            good.Replace("\"outputs\":[]", "\"outputs\":[{\"output_type\":\"stream\",\"name\":\"stdout\",\"text\":\"x\"}]", StringComparison.Ordinal)])
            Assert.Contains("cell 2: holds outputs", Assert.Single(Faults(bad)), StringComparison.Ordinal);
    }

    [Fact]
    public void Each_missing_heading_is_named_and_exercises_need_none()
    {
        foreach (string heading in NotebookCheck.Headings)
            Assert.Equal($"05-Trial.ipynb: has no heading that begins with \"{heading}\"", Assert.Single(Faults(NotebookText.Of(Text.Replace("## " + heading, heading, StringComparison.Ordinal), Start))));
        Assert.Empty(Faults(NotebookText.Of("m# Exercises", Start), "EX-05-Trial.ipynb"));
    }

    [Fact]
    public void Kernel_title_first_cell_and_parameter_cell_are_looked_at()
    {
        Assert.Contains("expected .net-csharp", Assert.Single(Faults(NotebookText.Of(Text, Start).Replace(".net-csharp", "python3", StringComparison.Ordinal))), StringComparison.Ordinal);
        foreach (string part in (string[])["polyglot-notebook", "kernelInfo", "pygments_lexer"])
            Assert.Contains("lacks what editors look for in its metadata", Assert.Single(Faults(NotebookText.Of(Text, Start).Replace(part, "other", StringComparison.Ordinal))), StringComparison.Ordinal);
        Assert.Contains("cell 1: is not a text cell that begins with a title", Assert.Single(Faults(NotebookText.Of(Text.Replace("# Title", "Title", StringComparison.Ordinal), Start))), StringComparison.Ordinal);
        Assert.Contains("cell 2: the first code cell does not begin with #r", Assert.Single(Faults(NotebookText.Of(Text, "c:int a = 1;"))), StringComparison.Ordinal);
        Assert.Contains("cell 4: is a second cell tagged parameters", Assert.Single(Faults(NotebookText.Of(Text, Start, "c:parameters:int a = 1;", "c:parameters:int b = 1;"))), StringComparison.Ordinal);
    }
}
