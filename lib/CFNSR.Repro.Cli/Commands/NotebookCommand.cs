using System.Collections;
using System.CommandLine;
using System.Globalization;
using CFNSR.Repro.Figures;
using CFNSR.Repro.Notebooks;

namespace CFNSR.Repro.Cli.Commands;

/// <summary>`cfnsr notebook`: runs notebooks without an editor, and checks the rules for committed ones.</summary>
internal static class NotebookCommand
{
    private const string Executed = "executed";

    public static Command Create() => new("notebook", """
        Runs notebooks on the kit's own engine or on the .NET Interactive kernel, and checks those that are committed.
        In a browser: environment/jupyter.sh
          cfnsr notebook run 00 04 --html pages
          cfnsr notebook check
        """) { CreateRun(), CreateCheck(), CreateServe() };

    private static Argument<string[]> Names(ArgumentArity arity) => new("notebook")
    {
        Description = "Files, or beginnings of names in the folder notebooks, such as 00 or EX-03",
        Arity = arity,
    };

    private static Command CreateRun()
    {
        var names = Names(ArgumentArity.OneOrMore);
        var parameters = new Option<string[]>("--param") { Description = "A value for the parameter cell, such as size=smoke; also from the environment: CFNSR_SIZE=smoke" };
        var html = new Option<string?>("--html") { Description = "Folder that receives a page for each notebook and index.html" };
        var save = new Option<bool>("--save") { Description = "Write copies with outputs into the --html folder, else into executed/ beside the notebooks; never into the notebook itself" };
        var timeout = new Option<double>("--timeout")
        {
            Description = "Seconds a cell may run; 0 for no limit", DefaultValueFactory = _ => 600, CustomParser = CommonOptions.Number,
        };
        var engine = new Option<string>("--engine")
        {
            Description = "kit: the kit's own, in this process; interactive: the real .NET Interactive kernel", DefaultValueFactory = _ => "kit",
        };
        engine.AcceptOnlyFromAmong("kit", "interactive");
        var json = CommonOptions.Json();
        var command = new Command("run", """
            Runs notebooks in the order given, each in a session of its own. A notebook ends at its first failing cell, the next one still runs.
            Cell tags: parameters (set by --param), raises-exception (must fail), skip-in-ci (left out where the variable CI is set).
            Exit codes: 0 fine, 1 a cell failed, 2 wrong usage, 3 bad notebook.
              cfnsr notebook run 00
              cfnsr notebook run notebooks/*.ipynb --param size=smoke --html pages
              cfnsr notebook run 06 --engine interactive --param size=smoke
            """) { names, parameters, html, save, timeout, engine, json };
        command.SetAction((parsed, stop) => Task.Run(() =>
        {
            var terminal = new Terminal(parsed.GetValue(json));
            List<Notebook> notebooks = [.. parsed.GetRequiredValue(names).SelectMany(Find).Distinct().Select(Notebook.Read)];
            double seconds = parsed.GetValue(timeout);
            if (!(seconds >= 0) || seconds > 1e6) throw new KitException("--timeout is no number of seconds", expected: "0 or more");
            var settings = new RunSettings
            {
                Parameters = Given(parsed.GetValue(parameters) ?? [], notebooks),
                Environment = Environment.GetEnvironmentVariables().Cast<DictionaryEntry>().ToDictionary(e => (string)e.Key, e => (string?)e.Value ?? ""),
                Engine = parsed.GetValue(engine) == "interactive" ? EngineChoice.Interactive : EngineChoice.Kit,
                Limits = new EngineLimits { CellTime = seconds > 0 ? TimeSpan.FromSeconds(seconds) : null },
                SkipInCi = Environment.GetEnvironmentVariable("CI") is { Length: > 0 } ci && ci != "false" && ci != "0",
            };
            string? pages = parsed.GetValue(html) is { } folder ? Path.GetFullPath(folder) : null;
            Dictionary<Notebook, string> copies = parsed.GetValue(save) ? notebooks.ToDictionary(n => n, n => Copy(n, pages)) : [];
            var runs = new List<NotebookRun>();
            foreach (Notebook notebook in notebooks)
            {
                if (stop.IsCancellationRequested) break;
                terminal.Line($"{notebook.Name}: {notebook.Title}");
                NotebookRun run = NotebookRunner.Run(notebook, settings, (_, output) => terminal.Text(Shown(output)), (cell, result) => terminal.Line(Line(cell, result)), stop);
                runs.Add(run);
                if (pages is not null) WritePage(run, pages, notebooks);
                if (copies.TryGetValue(notebook, out string? copy)) run.Executed.Save(copy);
                terminal.Line($"{notebook.Name}: {(run.Failure is null ? "fine" : "FAILED")} in {run.Elapsed.TotalSeconds.ToString("F1", CultureInfo.InvariantCulture)} s");
            }
            if (pages is not null) AtomicFile.WriteText(Path.Combine(pages, "index.html"), NotebookPage.Index(runs));
            foreach (NotebookRun run in runs.Where(r => r.Failure is not null)) terminal.Remark($"cfnsr: {run.Failure}");
            terminal.Json(runs.Select(r => new
            {
                Notebook = r.Executed.Name, r.Executed.Title, r.Failure, Seconds = r.Elapsed.TotalSeconds,
                Cells = r.Cells.Select(c => new { c.Cell, Status = c.Status.ToString(), Seconds = c.Elapsed.TotalSeconds, Error = c.Error?.ToString() }),
            }));
            stop.ThrowIfCancellationRequested();
            return runs.All(r => r.Failure is null) ? ExitCode.Fine : ExitCode.Failed;
        }, CancellationToken.None));
        return command;
    }

    private static Command CreateCheck()
    {
        var names = Names(ArgumentArity.ZeroOrMore);
        var json = CommonOptions.Json();
        var command = new Command("check", """
            Refuses outputs, packages from a feed, magic commands, models in cells, long cells, missing headings and absolute paths. Exit code 3 when there are any.
              cfnsr notebook check
              cfnsr notebook check notebooks/00-Welcome.ipynb
            """) { names, json };
        command.SetAction(parsed =>
        {
            var terminal = new Terminal(parsed.GetValue(json));
            string[] given = parsed.GetValue(names) ?? [];
            List<string> files = given.Length > 0 ? [.. given.SelectMany(Find)] : [.. Directory.GetFiles(Folder(), "*.ipynb", SearchOption.AllDirectories)
                .Where(f => Path.GetFileName(Path.GetDirectoryName(f)) is not (Executed or ".ipynb_checkpoints")).Order(StringComparer.Ordinal)];
            List<NotebookFault> faults = [.. files.SelectMany(f => NotebookCheck.Faults(Notebook.Read(f)))];
            foreach (NotebookFault fault in faults) terminal.Line(fault.ToString());
            terminal.Line($"{files.Count} notebooks, {faults.Count} faults");
            terminal.Json(new { Notebooks = files.Count, Faults = faults });
            return faults.Count == 0 ? ExitCode.Fine : ExitCode.BadInput;
        });
        return command;
    }

    private static Command CreateServe()
    {
        var command = new Command("serve", """
            The engine behind a front end: reads requests from standard input and answers on standard output, one JSON object a line
            (see NotebookServer). Ends with the input. Jupyter's kernel in environment/jupyter starts it.
              echo '{"type":"complete","notebook":"x.ipynb","code":"Math.Po"}' | cfnsr notebook serve
            """);
        command.SetAction(async (_, stop) =>
        {
            (TextReader input, TextWriter output) = StandardStreams.Take();
            await Task.Run(new NotebookServer(input, output).Run, CancellationToken.None).WaitAsync(stop).ConfigureAwait(false);
            return ExitCode.Fine;
        });
        return command;
    }

    /// <summary>A file by its path, or the notebooks whose names begin so.</summary>
    private static IReadOnlyList<string> Find(string name)
    {
        if (name.EndsWith(".ipynb", StringComparison.OrdinalIgnoreCase) || name.Contains('/', StringComparison.Ordinal)) return [Path.GetFullPath(name)];
        string folder = Folder();
        string[] found = [.. Directory.GetFiles(folder, $"{name}*.ipynb").Order(StringComparer.Ordinal)];
        return found.Length > 0 ? found : throw new KitException($"there is no notebook whose name begins with {name}", folder, cure: "Name one of its files, or a path that ends with .ipynb.");
    }

    /// <summary>The folder notebooks, here or above, else beside the kit.</summary>
    private static string Folder()
    {
        foreach (string start in (string[])[Environment.CurrentDirectory, AppContext.BaseDirectory])
            for (string? at = start; at is not null; at = Path.GetDirectoryName(at))
            {
                string folder = Path.GetFileName(at) == "notebooks" ? at : Path.Combine(at, "notebooks");
                if (Directory.Exists(folder)) return folder;
            }
        throw new KitException("there is no folder notebooks here or above", Environment.CurrentDirectory, cure: "Run this in the repository, or name the .ipynb files.");
    }

    private static Dictionary<string, string> Given(string[] parameters, List<Notebook> notebooks)
    {
        var given = new Dictionary<string, string>();
        string[] known = [.. notebooks.SelectMany(NotebookParameters.Names).Distinct()];
        foreach (string parameter in parameters)
        {
            int at = parameter.IndexOf('=', StringComparison.Ordinal);
            if (at < 1) throw new KitException($"--param {parameter} has no value", expected: "name=value");
            if (!known.Contains(parameter[..at]))
                throw new KitException($"no notebook has a parameter {parameter[..at]}", expected: known.Length == 0 ? "none: there is no cell tagged parameters" : string.Join(", ", known));
            given[parameter[..at]] = parameter[(at + 1)..];
        }
        return given;
    }

    /// <summary>The page of a run, and beside it the plotly.js that all pages with charts share.</summary>
    private static void WritePage(NotebookRun run, string pages, IEnumerable<Notebook> all)
    {
        string page = NotebookPage.Html(run, pages, [.. all.Select(n => Path.GetFullPath(n.File))]), script = Path.Combine(pages, NotebookPage.Script);
        AtomicFile.WriteText(Path.Combine(pages, $"{run.Executed.Name}.html"), page);
        if (NotebookPage.NeedsScript(page) && !File.Exists(script)) AtomicFile.WriteText(script, PlotlyScript.Text);
    }

    private static string Copy(Notebook notebook, string? pages)
    {
        string source = Path.GetFullPath(notebook.File);
        string copy = Path.Combine(pages ?? Path.Combine(Path.GetDirectoryName(source)!, Executed), Path.GetFileName(source));
        return copy != source ? copy : throw new KitException("would be overwritten by its copy with outputs", source, cure: "Choose another folder for --html.");
    }

    private static string Line(NotebookCell cell, CellResult result) => string.Create(CultureInfo.InvariantCulture,
        $"  cell {cell.Number}: {result.Status.ToString().ToLowerInvariant()} in {result.Elapsed.TotalSeconds:F1} s");

    private static string Shown(CellOutput output) => output switch
    {
        StreamOutput s => s.Text,
        DataOutput d when d.Data.TryGetValue("text/plain", out string? plain) => plain + "\n",
        DataOutput d => string.Create(CultureInfo.InvariantCulture, $"[{string.Join(", ", d.Data.Keys)}, {d.Data.Values.Sum(v => v.Length):N0} characters]\n"),
        _ => $"{output}\n",
    };
}
