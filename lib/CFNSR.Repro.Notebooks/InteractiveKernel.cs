using System.Collections.Concurrent;
using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace CFNSR.Repro.Notebooks;

/// <summary>
/// One session on the real .NET Interactive kernel, the tool that <c>.config/dotnet-tools.json</c> pins: a process of its own, which reads commands
/// from its standard input and writes events to its output, one JSON object a line, and opens no port.
/// </summary>
/// <remarks>A cell cannot be stopped there: at its time limit or an interrupt the process is ended, and the session with it.
/// The process also ends when this one does, however that comes about.</remarks>
public sealed class InteractiveKernel : ICellEngine
{
    private const int KeptErrors = 20;   // lines
    private static readonly TimeSpan StartLimit = TimeSpan.FromMinutes(2);
    private readonly BlockingCollection<string> lines = [];
    private readonly Queue<string> errors = new();
    private readonly EngineLimits limits;
    private readonly string file;
    private readonly Process process;

    /// <summary>Starts the kernel and waits until it is ready.</summary>
    /// <param name="file">The notebook: its folder is the current one of the cells, its name stands in every message.</param>
    /// <param name="limits">What a cell may take.</param>
    /// <exception cref="KitException">The kernel is not there or does not start.</exception>
    public InteractiveKernel(string file, EngineLimits? limits = null)
    {
        this.file = Path.GetFullPath(file);
        this.limits = limits ?? new EngineLimits();
        var utf8 = new UTF8Encoding(false);
        var start = new ProcessStartInfo("dotnet", ["tool", "run", "dotnet-interactive", "--", "stdio", "--working-dir", Path.GetDirectoryName(this.file)!])
        {
            WorkingDirectory = Repository.Root,   // where the tool is pinned
            RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true,
            StandardInputEncoding = utf8, StandardOutputEncoding = utf8, StandardErrorEncoding = utf8,
        };
        foreach (string quiet in (string[])["DOTNET_NOLOGO", "DOTNET_CLI_TELEMETRY_OPTOUT", "DOTNET_INTERACTIVE_CLI_TELEMETRY_OPTOUT", "DOTNET_INTERACTIVE_SKIP_FIRST_TIME_EXPERIENCE"])
            start.Environment[quiet] = "1";
        try
        {
            process = Process.Start(start)!;
        }
        catch (Win32Exception e)
        {
            throw NotThere(e.Message, e);
        }
        process.OutputDataReceived += (_, e) => { if (e.Data is null) lines.CompleteAdding(); else lines.Add(e.Data); };
        process.ErrorDataReceived += (_, e) => Note(e.Data);
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        try
        {
            var clock = Stopwatch.StartNew();
            while (Next(clock, StartLimit, default, out string? line))
                if (Event(line) is { } ready && (string?)ready["eventType"] == "KernelReady")
                {
                    Guard();
                    return;
                }
            throw NotThere(process.HasExited ? LastErrors() : "it did not answer");
        }
        catch
        {
            Dispose();
            throw;
        }
    }

    /// <inheritdoc/>
    public int ExecutionCount { get; private set; }

    /// <inheritdoc/>
    public CellResult Run(int cell, string code, Action<CellOutput>? live = null, CancellationToken stop = default)
    {
        var clock = Stopwatch.StartNew();
        ExecutionCount++;
        var outputs = new OutputCollector(limits, live);
        CellStatus status = Run(new CellReport(file, cell, code), code, outputs, clock, stop);
        return new CellResult(cell, status, outputs.Close(), clock.Elapsed, ExecutionCount);
    }

    /// <summary>Ends the kernel's process.</summary>
    public void Dispose()
    {
        try
        {
            process.Kill(entireProcessTree: true);
            process.WaitForExit();
        }
        catch (InvalidOperationException)
        {
            // it has ended
        }
        process.Dispose();
    }

    private CellStatus Run(CellReport report, string code, OutputCollector outputs, Stopwatch clock, CancellationToken stop)
    {
        string token = string.Create(CultureInfo.InvariantCulture, $"cell-{ExecutionCount}");
        var compileErrors = new List<string>();
        Submit(code, token);
        while (Next(clock, limits.CellTime, stop, out string? line))
        {
            if (Event(line) is not { } answer)
            {
                outputs.Write("stdout", line + "\n");   // printed past the protocol, by native code
                continue;
            }
            string? of = (string?)answer["command"]?["token"];
            if (of != token && of?.StartsWith(token + ".", StringComparison.Ordinal) != true) continue;
            JsonNode content = answer["event"]!;
            switch ((string?)answer["eventType"])
            {
                case "StandardOutputValueProduced":
                    outputs.Write("stdout", Text(content));
                    break;
                case "StandardErrorValueProduced":
                    outputs.Write("stderr", Text(content));
                    break;
                case "DisplayedValueProduced":
                    outputs.Show(Data(content));
                    break;
                case "DisplayedValueUpdated":
                    outputs.Show(Data(content) with { IsUpdate = true });
                    break;
                case "ReturnValueProduced":
                    outputs.Show(Data(content) with { IsResult = true });
                    break;
                case "DiagnosticsProduced":
                    compileErrors.AddRange(content["diagnostics"]!.AsArray().Where(d => (string?)d!["severity"] == "error")
                        .Select(d => report.Line((int)d!["linePositionSpan"]!["start"]!["line"]!, $"error {d["code"]}: {d["message"]}")));
                    break;
                case "CommandFailed" when of == token:
                    outputs.Fail(compileErrors.Count > 0 ? CellReport.CompileError(compileErrors) : report.Thrown((string?)content["message"] ?? ""));
                    return compileErrors.Count > 0 ? CellStatus.CompileError : CellStatus.Threw;
                case "CommandSucceeded" when of == token:
                    return CellStatus.Fine;
            }
        }
        return Ended(report, outputs, stop);
    }

    /// <summary>The output has ended, or the cell's time has: in both cases there is no kernel any more.</summary>
    private CellStatus Ended(CellReport report, OutputCollector outputs, CancellationToken stop)
    {
        bool byItself = lines.IsCompleted;
        bool interrupted = stop.WaitHandle.WaitOne(byItself ? 200 : 0);   // a terminal's Ctrl-C may reach the kernel first
        if (!byItself) process.Kill(entireProcessTree: true);
        process.WaitForExit();
        (CellStatus status, string name, string what) = interrupted ? (CellStatus.Interrupted, "Interrupted", "the cell was interrupted and the kernel's process was ended")
            : byItself ? (CellStatus.Threw, "KernelEnded", string.Create(CultureInfo.InvariantCulture, $"the kernel's process ended by itself with exit code {process.ExitCode}: {LastErrors()}"))
            : (CellStatus.TimedOut, "TimeLimit", string.Create(CultureInfo.InvariantCulture, $"the cell ran longer than its time limit of {limits.CellTime?.TotalSeconds:0.###} s and the kernel's process was ended"));
        outputs.Fail(new ErrorOutput(name, $"{what}. The values of earlier cells are lost.", [report.Place()]));
        return status;
    }

    /// <summary>A thread in the kernel that ends it with this process: the kernel itself would not notice while a cell runs.</summary>
    private void Guard() => Submit(string.Create(CultureInfo.InvariantCulture, $$"""
        new System.Threading.Thread(() =>
        {
            try { System.Diagnostics.Process.GetProcessById({{Environment.ProcessId}}).WaitForExit(); } catch (ArgumentException) { }
            System.Diagnostics.Process.GetCurrentProcess().Kill();
        }) { IsBackground = true }.Start();
        """), "guard");

    private void Submit(string code, string token)
    {
        try
        {
            process.StandardInput.WriteLine(new JsonObject
            {
                ["commandType"] = "SubmitCode", ["command"] = new JsonObject { ["code"] = code, ["targetKernelName"] = "csharp" }, ["token"] = token,
            }.ToJsonString());
            process.StandardInput.Flush();
        }
        catch (Exception e) when (e is IOException or InvalidOperationException)
        {
            // the kernel is gone; its output ends too
        }
    }

    /// <summary>The next line; false at the end of the output, of the time, or when the stop was asked for.</summary>
    private bool Next(Stopwatch clock, TimeSpan? limit, CancellationToken stop, out string line)
    {
        while (true)
        {
            if (lines.TryTake(out line!, 50)) return true;
            if (lines.IsCompleted || stop.IsCancellationRequested || clock.Elapsed > limit) return false;
        }
    }

    private static JsonObject? Event(string line)
    {
        try
        {
            return line.StartsWith('{') && JsonNode.Parse(line) is JsonObject found && found["eventType"] is not null && found["event"] is not null ? found : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static string Text(JsonNode content) => string.Concat(content["formattedValues"]!.AsArray().Select(v => (string?)v!["value"]));

    private static DataOutput Data(JsonNode content) => new(
        content["formattedValues"]!.AsArray().Where(v => !(bool)v!["suppressDisplay"]!).GroupBy(v => (string)v!["mimeType"]!).ToDictionary(g => g.Key, g => (string)g.First()!["value"]!),
        false, (string?)content["valueId"]);

    private void Note(string? line)
    {
        if (string.IsNullOrWhiteSpace(line)) return;
        lock (errors)
        {
            errors.Enqueue(line.Trim());
            if (errors.Count > KeptErrors) errors.Dequeue();
        }
    }

    private string LastErrors()
    {
        process.WaitForExit();   // and the last lines are there
        lock (errors) return errors.Count > 0 ? string.Join(" ", errors) : "it said nothing";
    }

    private static KitException NotThere(string why, Exception? inner = null) =>
        new($"the .NET Interactive kernel does not start: {why.TrimEnd('.')}", expected: "the tool dotnet-interactive", cure: "Run environment/setup.sh, or in the clone: dotnet tool restore.", inner: inner);
}
