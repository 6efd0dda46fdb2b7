using System.Collections.Concurrent;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace CFNSR.Repro.Notebooks;

/// <summary>
/// Serves one front end, one JSON object a line in each direction (UTF-8). The front end in use is Jupyter, through the small Python kernel in
/// environment/jupyter, which passes the answers on as they are: their types and contents are those of Jupyter's messages.
/// </summary>
/// <remarks>
/// Requests, answered one after the other:
/// <c>{"type":"run","notebook":"00-Welcome.ipynb","cell":3,"code":"…"}</c> runs a cell; "cell" is the number that Jupyter shows beside it, and messages use it.
/// Its outputs follow while it runs, as "stream", "display_data", "update_display_data", "execute_result" and "error",
/// each <c>{"type":…,"content":{…}}</c>, at last <c>{"type":"done","content":{"status":"Fine"}}</c> with a <see cref="CellStatus"/>.
/// <c>{"type":"complete","notebook":"…","code":"…"}</c> asks what could be written at the end of the text; the answer is
/// <c>{"type":"completions","content":{"prefix":"…","names":[…]}}</c>.
/// <c>{"type":"interrupt"}</c> has no answer: the cell that runs ends, if one runs. The end of the input does the same and ends the server.
/// The notebook of the first request decides where <c>#r</c> starts; it need not exist. Output is bounded (<see cref="EngineLimits"/>, <see cref="OutputRelay"/>).
/// </remarks>
public sealed class NotebookServer
{
    private static readonly JsonSerializerOptions Format = new(JsonSerializerDefaults.Web);
    private readonly BlockingCollection<Request> requests = [];
    private readonly Lock sending = new(), stopping = new();
    private readonly TextReader input;
    private readonly TextWriter output;
    private readonly EngineLimits limits;
    private CancellationTokenSource? running;

    /// <summary>A server that is ready to run.</summary>
    /// <param name="input">Where the requests come from.</param>
    /// <param name="output">Where the answers go.</param>
    /// <param name="limits">What a cell may take.</param>
    public NotebookServer(TextReader input, TextWriter output, EngineLimits? limits = null)
    {
        this.input = input;
        this.output = output;
        this.limits = limits ?? new EngineLimits();
    }

    /// <summary>Serves until the input ends. A cell that runs then is interrupted; one that does not react is left to itself.</summary>
    /// <exception cref="KitException">A line of the input is no request.</exception>
    public void Run()
    {
        var worker = new Thread(Work) { IsBackground = true, Name = "cells" };
        worker.Start();
        try
        {
            for (int number = 1; input.ReadLine() is { } line; number++)
            {
                Request request = Read(line, number);
                if (request.Type == "interrupt") Interrupt();
                else requests.Add(request);
            }
        }
        finally
        {
            requests.CompleteAdding();
            while (requests.TryTake(out _))
            {
            }
            Interrupt();
            worker.Join(2 * limits.Grace);
        }
    }

    private static Request Read(string line, int number)
    {
        const string expected = "an object with \"type\" run, complete (both with \"notebook\" and \"code\") or interrupt";
        Request? request;
        try
        {
            request = JsonSerializer.Deserialize<Request>(line, Format);
        }
        catch (JsonException e)
        {
            throw new KitException(FormattableString.Invariant($"line {number} of the input is no JSON object of a request"), expected: expected, inner: e);
        }
        return request is { Type: "interrupt" } or { Type: "run" or "complete", Code: not null, Notebook.Length: > 0 } ? request
            : throw new KitException(FormattableString.Invariant($"line {number} of the input is no request"), expected: expected);
    }

    private void Interrupt()
    {
        lock (stopping) running?.Cancel();
    }

    private void Work()
    {
        NotebookEngine? engine = null;
        foreach (Request request in requests.GetConsumingEnumerable())
        {
            engine ??= new NotebookEngine(request.Notebook!, limits);
            if (request.Type == "run") Run(engine, request.Cell, request.Code!);
            else Send("completions", JsonSerializer.SerializeToNode(engine.Complete(request.Code!), Format)!);
        }
        engine?.Dispose();
    }

    private void Run(NotebookEngine engine, int cell, string code)
    {
        using var stop = new CancellationTokenSource();
        lock (stopping) running = stop;
        CellResult result;
        using (var relay = new OutputRelay(o => Send(o, cell))) result = engine.Run(cell, code, relay.Add, stop.Token);
        lock (stopping) running = null;
        Send("done", new JsonObject { ["status"] = result.Status.ToString() });
    }

    private void Send(CellOutput shown, int cell)
    {
        switch (shown)
        {
            case StreamOutput s:
                Send("stream", new JsonObject { ["name"] = s.Name, ["text"] = s.Text });
                break;
            case DataOutput { IsResult: true } d:
                Send("execute_result", new JsonObject { ["data"] = Data(d), ["metadata"] = new JsonObject(), ["execution_count"] = cell });
                break;
            case DataOutput d:
                var content = new JsonObject { ["data"] = Data(d), ["metadata"] = new JsonObject() };
                if (d.DisplayId is not null) content["transient"] = new JsonObject { ["display_id"] = d.DisplayId };
                Send(d.IsUpdate ? "update_display_data" : "display_data", content);
                break;
            case ErrorOutput e:
                Send("error", new JsonObject { ["ename"] = e.Name, ["evalue"] = e.Message, ["traceback"] = new JsonArray([.. e.Trace.Prepend($"{e.Name}: {e.Message}").Select(t => JsonValue.Create(t))]) });
                break;
        }
    }

    private static JsonObject Data(DataOutput output) => new(output.Data.Select(d => KeyValuePair.Create<string, JsonNode?>(d.Key, JsonValue.Create(d.Value))));

    private void Send(string type, JsonNode content)
    {
        string line = new JsonObject { ["type"] = type, ["content"] = content }.ToJsonString();
        try
        {
            lock (sending)
            {
                output.WriteLine(line);
                output.Flush();
            }
        }
        catch (IOException)
        {
            // the front end is gone; the input ends too
        }
    }

    private sealed record Request(string? Type, string? Notebook, int Cell, string? Code);
}
