using System.Text.Json;
using Spectre.Console;
using Spectre.Console.Rendering;

namespace CFNSR.Repro.Cli;

/// <summary>
/// What a command prints: results on standard output (text, or one JSON document with --json),
/// progress bars and remarks on standard error, so that scripts can read the first without the second.
/// </summary>
public sealed class Terminal
{
    private static readonly JsonSerializerOptions JsonOptions = new(JsonSerializerDefaults.Web) { WriteIndented = true };
    private readonly bool json;
    private readonly IAnsiConsole remarks = Plain(Console.Error, Console.IsErrorRedirected);
    private readonly IAnsiConsole results = Plain(Console.Out, Console.IsOutputRedirected);

    /// <summary>A terminal; with <paramref name="json"/> nothing but the JSON document goes to standard output.</summary>
    public Terminal(bool json = false) => this.json = json;

    /// <summary>One line of result, left out with --json.</summary>
    public void Line(string text)
    {
        if (!json) Console.Out.WriteLine(text);
    }

    /// <summary>Text as it stands, without a line's end; left out with --json.</summary>
    public void Text(string text)
    {
        if (!json) Console.Out.Write(text);
    }

    /// <summary>A table or other rendering of results, left out with --json.</summary>
    public void Write(IRenderable renderable)
    {
        if (!json) results.Write(renderable);
    }

    /// <summary>What went wrong clip by clip: file, reason, cure; left out with --json, where the document has them.</summary>
    public void Problems(IEnumerable<Data.ClipProblem> problems)
    {
        foreach (Data.ClipProblem problem in problems) Line($"{problem.File}: {problem.What}. {problem.Cure}");
    }

    /// <summary>A remark for the person at the keyboard (standard error).</summary>
    public void Remark(string text) => Console.Error.WriteLine(text);

    /// <summary>The machine-readable result, printed only with --json.</summary>
    public void Json<T>(T document)
    {
        if (json) Console.Out.WriteLine(JsonSerializer.Serialize(document, JsonOptions));
    }

    /// <summary>Runs a job with a progress bar on standard error; the job reports (done, of, what).</summary>
    public T WithProgress<T>(string title, Func<IProgress<(double Done, double Of, string What)>, T> job)
    {
        T result = default!;
        remarks.Progress().AutoRefresh(true).AutoClear(false).HideCompleted(false)
            .Columns(new TaskDescriptionColumn { Alignment = Justify.Left }, new ProgressBarColumn(), new PercentageColumn(), new RemainingTimeColumn())
            .Start(context =>
            {
                ProgressTask task = context.AddTask(Markup.Escape(title));
                result = job(new Bar(task, title));
                task.Value = task.MaxValue;
            });
        return result;
    }

    /// <summary>A console that leaves colours out of files and pipes, and does not cut wide tables there.</summary>
    private static IAnsiConsole Plain(TextWriter writer, bool redirected)
    {
        IAnsiConsole console = AnsiConsole.Create(new AnsiConsoleSettings
        {
            Out = new AnsiConsoleOutput(writer),
            Ansi = redirected ? AnsiSupport.No : AnsiSupport.Detect,
            ColorSystem = redirected ? ColorSystemSupport.NoColors : ColorSystemSupport.Detect,
        });
        if (redirected) console.Profile.Width = 160;
        return console;
    }

    private sealed class Bar(ProgressTask task, string title) : IProgress<(double Done, double Of, string What)>
    {
        public void Report((double Done, double Of, string What) value)
        {
            task.MaxValue = Math.Max(value.Of, 1);
            task.Value = value.Done;
            task.Description = Markup.Escape(value.What.Length == 0 ? title : $"{title}: {value.What}");
        }
    }
}
