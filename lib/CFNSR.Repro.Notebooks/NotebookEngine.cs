using System.Collections.Immutable;
using System.Diagnostics;
using System.Globalization;
using System.Runtime.ExceptionServices;
using System.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Scripting;
using Microsoft.CodeAnalysis.Scripting;
using Microsoft.CodeAnalysis.Scripting.Hosting;
using Microsoft.DotNet.Interactive.Formatting;

namespace CFNSR.Repro.Notebooks;

/// <summary>
/// One session of C# cells, as .NET Interactive's C# kernel runs them: each cell sees what earlier cells declared, the last expression is the
/// cell's result, await works at the top, <c>#r "path"</c> starts at the notebook's folder. Whatever a cell does, the session can go on with the next.
/// </summary>
/// <remarks>A cell runs on a thread of its own. A cell that reaches its time limit or is interrupted ends at its next loop turn
/// (<see cref="CellGuard"/>), console output, shown value or wait. One that comes to none of these (a long call into a library) is left to itself,
/// and <see cref="IsStuck"/> says so.</remarks>
public sealed class NotebookEngine : ICellEngine
{
    /// <summary>What is imported into every cell, as in .NET Interactive: System.IO is not among them.</summary>
    public static IReadOnlyList<string> Imports { get; } =
        ["System", "System.Text", "System.Collections", "System.Collections.Generic", "System.Threading.Tasks", "System.Linq", typeof(CellFunctions).FullName!];

    /// <summary>A package was built against an older framework; builds leave these warnings out too.</summary>
    private static readonly string[] AlwaysFine = ["CS1701", "CS1702"];

    private const int StackSize = 16 * 1024 * 1024;
    private readonly InteractiveAssemblyLoader loader = new();
    private readonly Lock gate = new();
    private readonly EngineLimits limits;
    private readonly string file;
    private readonly ScriptOptions options;
    private readonly ConsoleRoute.Routes console;
    private static volatile OutputCollector? latest;
    private ScriptState<object>? state;

    static NotebookEngine() => ExceptionHandling.SetUnhandledExceptionHandler(OutlivedBySession);

    /// <summary>Starts a session.</summary>
    /// <param name="file">The notebook, which need not exist: its folder is where <c>#r</c> starts, its name stands in every message.</param>
    /// <param name="limits">What a cell may take.</param>
    public NotebookEngine(string file, EngineLimits? limits = null)
    {
        this.file = Path.GetFullPath(file);
        this.limits = limits ?? new EngineLimits();
        var references = new HostReferences(Path.GetDirectoryName(this.file)!, loader);
        PortableExecutableReference[] own = [.. new[] { typeof(CellFunctions), typeof(Formatter) }
            .Select(t => references.FromHost(t.Assembly.GetName().Name!, MetadataReferenceProperties.Assembly)).OfType<PortableExecutableReference>()];
        options = ScriptOptions.Default.WithMetadataResolver(references).AddReferences(own).WithImports(Imports)
            .WithEmitDebugInformation(true).WithFileEncoding(Encoding.UTF8);
        Formatter.Register<CellHtml>((html, writer) => writer.Write(html.Text), HtmlFormatter.MimeType);
        console = ConsoleRoute.Install();
    }

    /// <summary>Whether a cell that could not be stopped still runs in the background. The session works, but that cell keeps a processor busy and may
    /// change what it has hold of; start a new session to be rid of it.</summary>
    public bool IsStuck { get; private set; }

    /// <inheritdoc/>
    public int ExecutionCount { get; private set; }

    /// <inheritdoc/>
    public CellResult Run(int cell, string code, Action<CellOutput>? live = null, CancellationToken stop = default)
    {
        lock (gate)
        {
            var clock = Stopwatch.StartNew();
            ExecutionCount++;
            var outputs = latest = new OutputCollector(limits, live);
            var report = new CellReport(file, cell, code);
            string guarded = CellGuard.Guard(code);
            ScriptOptions here = options.WithFilePath(report.Path);
            Script<object> script = Next(guarded, here);
            bool abandoned = false;
            CellStatus status;
            if (CellReport.OtherLanguage(code) is { } line)
                outputs.Fail(CellReport.CompileError([report.Line(line, "is for .NET Interactive; this engine runs C#")]));
            if (outputs.Failed) status = CellStatus.CompileError;
            else if (!Compile(script, report, outputs, stop))
                status = stop.IsCancellationRequested ? Stopped(report, outputs, true, false) : CellStatus.CompileError;
            else status = Execute(script, report, outputs, stop, out abandoned);
            IsStuck |= abandoned;
            if (abandoned) ConsoleRoute.KeepForEver();
            console.Renew();
            return new CellResult(cell, status, outputs.Close(), clock.Elapsed, ExecutionCount, abandoned);
        }
    }

    /// <summary>What could be written where a text ends, which is a cell's text up to the cursor: members after a dot, else names in scope and keywords.</summary>
    /// <param name="code">The text.</param>
    public CellCompletion Complete(string code)
    {
        lock (gate) return CellCompleter.AtEnd(Next(code, options).GetCompilation());
    }

    /// <summary>Ends the session. What a stuck cell writes stays unheard.</summary>
    public void Dispose()
    {
        console.Dispose();
        loader.Dispose();
    }

    private Script<object> Next(string code, ScriptOptions here) => state is null
        ? CSharpScript.Create(code, here, assemblyLoader: loader)
        : state.Script.ContinueWith<object>(code, here);

    private static bool Compile(Script<object> script, CellReport report, OutputCollector outputs, CancellationToken stop)
    {
        ImmutableArray<Diagnostic> found;
        try
        {
            found = script.Compile(stop);
        }
        catch (OperationCanceledException)
        {
            return false;
        }
        var errors = found.Where(d => d.Severity == DiagnosticSeverity.Error).ToList();
        foreach (Diagnostic warning in found.Where(d => d.Severity == DiagnosticSeverity.Warning && !AlwaysFine.Contains(d.Id))) outputs.Write("stderr", report.Line(warning) + "\n");
        if (errors.Count > 0) outputs.Fail(CellReport.CompileError([.. errors.Select(report.Line)]));
        return errors.Count == 0;
    }

    private CellStatus Execute(Script<object> script, CellReport report, OutputCollector outputs, CancellationToken stop, out bool abandoned)
    {
        Task<ScriptState<object>>? run = null;
        Exception? thrown = null;
        using IDisposable shown = Formatter.SubscribeToDisplayedValues(value => { if (OutputCollector.Current == outputs) outputs.Show(Data(value.FormattedValues) with { DisplayId = value.DisplayId, IsUpdate = value.IsUpdated }); });
        var thread = new Thread(() =>
        {
            OutputCollector.Current = outputs;
            try
            {
                run = state is null ? script.RunAsync(null, _ => true) : script.RunFromAsync(state, _ => true);
                ScriptState<object> after = run.GetAwaiter().GetResult();
                thrown = after.Exception;
                if (thrown is null && after.ReturnValue is { } value) outputs.Show(Data(FormattedValue.CreateManyFromObject(value)) with { IsResult = true });
            }
            catch (Exception e)
            {
                thrown = e;   // a formatter threw, or the wait was interrupted
            }
        }, StackSize) { IsBackground = true, Name = $"cell {report.Cell}" };
        thread.Start();

        bool inTime = Wait(thread, stop, limits.CellTime);
        if (!inTime)
        {
            outputs.Stop();
            if (!thread.Join(limits.Grace / 4))
            {
                thread.Interrupt();   // ends a wait
                thread.Join(limits.Grace);
            }
        }
        bool ended = !thread.IsAlive;
        abandoned = !ended || run is { IsCompleted: false };
        if (ended && run is { IsCompletedSuccessfully: true, Result: { } next }) state = next;
        if (abandoned || (!inTime && thrown is not null)) return Stopped(report, outputs, stop.IsCancellationRequested, abandoned);
        if (thrown is not null) outputs.Fail(report.Thrown(thrown));
        return outputs.Failed ? CellStatus.Threw : CellStatus.Fine;
    }

    /// <summary>
    /// An exception that nothing can catch (of a thread that a cell started, of async void) ends that thread and fails the cell
    /// that runs, not the session.
    /// </summary>
    private static bool OutlivedBySession(Exception thrown)
    {
        if (OutputCollector.Current is null && !CellReport.IsOfCell(thrown)) return false;
        ErrorOutput error = new CellReport("a cell", 0, "").Thrown(thrown);
        if (OutputCollector.Current?.Fail(error) == true || latest?.Fail(error) == true) return true;
        OutputCollector.Current = null;
        Console.Error.WriteLine(error);
        return true;
    }

    private static DataOutput Data(IEnumerable<FormattedValue> forms) =>
        new(forms.Where(f => !f.SuppressDisplay).GroupBy(f => f.MimeType).ToDictionary(f => f.Key, f => f.First().Value), false);

    /// <summary>Waits for a thread's end; false when the time is over or the stop was asked for.</summary>
    private static bool Wait(Thread thread, CancellationToken stop, TimeSpan? limit)
    {
        var clock = Stopwatch.StartNew();
        while (!thread.Join(20))
            if (stop.IsCancellationRequested || clock.Elapsed > limit) return !thread.IsAlive;
        return true;
    }

    private CellStatus Stopped(CellReport report, OutputCollector outputs, bool interrupted, bool abandoned)
    {
        string what = interrupted ? "the cell was interrupted" : string.Create(CultureInfo.InvariantCulture, $"the cell was stopped at its time limit of {limits.CellTime?.TotalSeconds:0.###} s");
        string then = abandoned
            ? "It does not react and goes on in the background, its output unheard. Earlier cells' values are kept and the next cell can run; start the notebook again to be rid of it."
            : "The session keeps its values and the next cell can run.";
        outputs.Fail(new ErrorOutput(interrupted ? "Interrupted" : "TimeLimit", $"{what}. {then}", [report.Place()]));
        return interrupted ? CellStatus.Interrupted : CellStatus.TimedOut;
    }
}
