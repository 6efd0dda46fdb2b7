using System.Collections.Concurrent;
using System.Diagnostics;
using System.Text;
using System.Text.Json;
using CFNSR.Repro.Notebooks;

namespace CFNSR.Repro.Tests.Notebooks;

/// <summary>The engine behind a front end: requests and answers, line by line.</summary>
public sealed class NotebookServerTests : IDisposable
{
    private readonly TemporaryFolder folder = new();
    private readonly Requests requests = new();
    private readonly Answers answers = new();
    private readonly Task server;
    private int cell;

    public NotebookServerTests()
    {
        var notebooks = new NotebookServer(requests, answers, new EngineLimits { Grace = TimeSpan.FromSeconds(1) });
        server = Task.Run(notebooks.Run);
    }

    public void Dispose()
    {
        requests.End();
        Assert.True(server.Wait(TimeSpan.FromSeconds(20)));
        folder.Dispose();
    }

    private void Send(string code, string type = "run") => requests.Add(JsonSerializer.Serialize(new { type, notebook = folder.File("07-Trial.ipynb"), cell = ++cell, code }));

    private (string Type, JsonElement Content) Next()
    {
        JsonElement answer = JsonDocument.Parse(answers.Next()).RootElement;
        return (answer.GetProperty("type").GetString()!, answer.GetProperty("content"));
    }

    private List<(string Type, JsonElement Content)> Run(string code)
    {
        Send(code);
        var all = new List<(string Type, JsonElement Content)> { Next() };
        while (all[^1].Type != "done") all.Add(Next());
        return all;
    }

    private static string Status(List<(string Type, JsonElement Content)> answers) => answers[^1].Content.GetProperty("status").GetString()!;

    [Fact]
    public void Outputs_come_as_jupyter_messages_in_order()
    {
        var run = Run("Console.Write(\"é\\n\"); Console.Error.Write(\"e\"); var d = display(\"one\"); await Task.Delay(500); d.Update(\"two\"); \"last\"");
        Assert.Equal(["stream", "stream", "display_data", "update_display_data", "execute_result", "done"], run.Select(r => r.Type));
        Assert.Equal("""{"name":"stdout","text":"é\n"}""", JsonSerializer.Serialize(run[0].Content).Replace("\\u00E9", "é", StringComparison.Ordinal));
        Assert.Equal("stderr", run[1].Content.GetProperty("name").GetString());
        Assert.Equal("one", run[2].Content.GetProperty("data").GetProperty("text/plain").GetString());
        Assert.Equal(run[2].Content.GetProperty("transient").GetRawText(), run[3].Content.GetProperty("transient").GetRawText());
        Assert.Equal("two", run[3].Content.GetProperty("data").GetProperty("text/plain").GetString());
        Assert.Equal("last", run[4].Content.GetProperty("data").GetProperty("text/plain").GetString());
        Assert.Equal(1, run[4].Content.GetProperty("execution_count").GetInt32());
        Assert.Equal("Fine", Status(run));
    }

    [Fact]
    public void Errors_name_notebook_cell_and_line_and_the_session_goes_on()
    {
        Run("int kept = 4;");
        var compile = Run("Console.WriteLine(1);\nint lost = unknown;");
        Assert.Equal(["error", "done"], compile.Select(r => r.Type));
        Assert.Equal("CompileError", compile[0].Content.GetProperty("ename").GetString());
        Assert.StartsWith("07-Trial.ipynb, cell 2, line 2: error CS0103", compile[0].Content.GetProperty("traceback")[1].GetString(), StringComparison.Ordinal);
        var thrown = Run("\nthrow new Exception(\"away\");");
        Assert.Equal("away", thrown[0].Content.GetProperty("evalue").GetString());
        Assert.Equal("07-Trial.ipynb, cell 3, line 2", thrown[0].Content.GetProperty("traceback")[1].GetString());
        Assert.Equal("Threw", Status(thrown));
        Assert.Equal("4", Run("kept.ToString()")[0].Content.GetProperty("data").GetProperty("text/plain").GetString());
    }

    [Fact]
    public void A_cell_is_interrupted_and_an_interrupt_without_a_cell_does_nothing()
    {
        requests.Add("{\"type\":\"interrupt\"}");
        Run("int kept = 3;");
        Send("Console.Write(\"here\"); while (true) { }");
        Assert.Equal("stream", Next().Type);   // it is heard while the cell runs
        requests.Add("{\"type\":\"interrupt\"}");
        Assert.Equal("Interrupted", Next().Content.GetProperty("ename").GetString());
        Assert.Equal("Interrupted", Next().Content.GetProperty("status").GetString());
        Assert.Equal("3", Run("kept.ToString()")[0].Content.GetProperty("data").GetProperty("text/plain").GetString());
    }

    [Fact]
    public void A_million_lines_are_few_answers()
    {
        var run = Run("for (int i = 0; i < 1_000_000; i++) Console.WriteLine(i);");
        string text = string.Concat(run.Where(r => r.Type == "stream").Select(r => r.Content.GetProperty("text").GetString()));
        Assert.InRange(text.Length, 60_000, 70_000);
        Assert.EndsWith("999998\n999999\n", text, StringComparison.Ordinal);
        Assert.InRange(run.Count, 2, 300);
    }

    [Fact]
    public void Completion_is_answered()
    {
        Run("var clip = \"a\";");
        Send("clip.Substr", "complete");
        (string type, JsonElement content) = Next();
        Assert.Equal("completions", type);
        Assert.Equal("""{"prefix":"Substr","names":["Substring"]}""", content.GetRawText());
    }

    [Fact]
    public async Task The_end_of_the_input_ends_a_running_cell_and_the_server()
    {
        Send("Console.Write(\"here\"); while (true) { }");
        Next();
        var clock = Stopwatch.StartNew();
        requests.End();
        await server.WaitAsync(TimeSpan.FromSeconds(20));
        Assert.InRange(clock.Elapsed.TotalSeconds, 0, 15);
    }

    [Theory]
    [InlineData("nothing", "no JSON object")]
    [InlineData("[]", "no JSON object")]
    [InlineData("null", "line 2 of the input is no request")]
    [InlineData("""{"type":"dance"}""", "line 2 of the input is no request")]
    [InlineData("""{"type":"run","code":"1"}""", "\"notebook\"")]
    public void What_is_no_request_is_refused(string line, string message)
    {
        using var wrong = new Requests();
        wrong.Add("{\"type\":\"interrupt\"}");
        wrong.Add(line);
        var refused = Assert.Throws<KitException>(new NotebookServer(wrong, TextWriter.Null).Run);
        Assert.Contains(message, refused.Message, StringComparison.Ordinal);
    }

    private sealed class Requests : TextReader
    {
        private readonly BlockingCollection<string> lines = [];

        public void Add(string line) => lines.Add(line);

        public void End() => lines.CompleteAdding();

        public override string? ReadLine() => lines.TryTake(out string? line, Timeout.Infinite) ? line : null;
    }

    private sealed class Answers : TextWriter
    {
        private readonly BlockingCollection<string> lines = [];

        public override Encoding Encoding => Encoding.UTF8;

        public override void WriteLine(string? value) => lines.Add(value!);

        public string Next() => lines.TryTake(out string? line, TimeSpan.FromSeconds(60)) ? line : throw new TimeoutException("no answer within a minute");
    }
}
