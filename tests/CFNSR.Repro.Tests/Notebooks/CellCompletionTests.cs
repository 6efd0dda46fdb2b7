using CFNSR.Repro.Notebooks;

namespace CFNSR.Repro.Tests.Notebooks;

/// <summary>What the engine proposes where a cell's text ends.</summary>
public sealed class CellCompletionTests : IDisposable
{
    private readonly TemporaryFolder folder = new();
    private readonly NotebookEngine engine;

    public CellCompletionTests() => engine = new NotebookEngine(folder.File("07-Trial.ipynb"));

    public void Dispose()
    {
        engine.Dispose();
        folder.Dispose();
    }

    [Fact]
    public void Members_of_values_types_and_namespaces_are_proposed_after_a_dot()
    {
        Assert.Equal(CellStatus.Fine, engine.Run(1, "var names = new List<string> { \"calm\" }; (int Count, string Word)? pair = null;\nclass Clip { public int Actor; private int hidden; public static int Made; }\nvar clip = new Clip();").Status);
        Assert.Equal(["Write", "WriteLine"], engine.Complete("Console.Writ").Names);
        Assert.Equal("Writ", engine.Complete("Console.Writ").Prefix);
        CellCompletion members = engine.Complete("names.");
        Assert.Equal("", members.Prefix);
        Assert.Contains("Add", members.Names);
        Assert.Contains("Where", members.Names);          // an extension method
        Assert.DoesNotContain("Empty", members.Names);    // static
        Assert.DoesNotContain("get_Count", members.Names);
        Assert.Equal(["FirstOrDefault"], engine.Complete("foreach (var n in names)\n{\n    Console.WriteLine(names.FirstO").Names);
        Assert.Equal(["Length"], engine.Complete("foreach (var n in names) if (n .  Len").Names);
        Assert.Equal(["Length"], engine.Complete("names.Where(n => n.Len").Names);
        Assert.Equal(["Length"], engine.Complete("names?.First()?.Len").Names);
        Assert.Equal(["Word"], engine.Complete("pair?.Wo").Names);
        Assert.Equal(["Parse"], engine.Complete("int.Pars").Names);
        Assert.Equal(["Tasks"], engine.Complete("using System.Threading.Tas").Names);
        CellCompletion own = engine.Complete("clip.");
        Assert.Contains("Actor", own.Names);
        Assert.DoesNotContain("hidden", own.Names);
        Assert.DoesNotContain("Made", own.Names);
        Assert.Contains("Made", engine.Complete("Clip.").Names);
    }

    [Fact]
    public void Names_in_scope_and_keywords_are_proposed_elsewhere()
    {
        engine.Run(1, "int earlierValue = 1; int earlierOther = 2; void EarlierMethod() { }");
        Assert.Equal(["earlierOther", "earlierValue", "EarlierMethod"], engine.Complete("1 + earlier").Names);   // the same letters first
        Assert.Equal(["inner"], engine.Complete("for (int inner = 0; inner < 3; inner++) { Console.Write(inne").Names);
        Assert.Contains("foreach", engine.Complete("fore").Names);
        Assert.Contains("display", engine.Complete("disp").Names);
        Assert.Contains("StringBuilder", engine.Complete("new Str").Names);
        Assert.Equal(["thisCell"], engine.Complete("int thisCell = 1;\nthisC").Names);
    }

    [Theory]
    [InlineData("")]
    [InlineData("// Conso")]
    [InlineData("/* Console.Wri")]
    [InlineData("\"Console.Wri")]
    [InlineData("#r \"Console.Wri")]
    [InlineData("var x = ")]
    [InlineData("nothing.Wri")]
    [InlineData("1..Le")]
    [InlineData("int 5x")]
    public void Nothing_is_proposed_where_nothing_fits(string code) => Assert.Empty(engine.Complete(code).Names);

    [Fact]
    public void A_proposal_runs_nothing_and_keeps_the_session()
    {
        engine.Run(1, "int turns = 0; int Turn() => ++turns;");
        engine.Complete("Turn().ToSt");
        engine.Complete("int broken = ; Turn(");
        Assert.Equal("0", engine.Run(2, "turns.ToString()").Result!.Data["text/plain"]);
        Assert.Equal(2, engine.ExecutionCount);
    }
}
