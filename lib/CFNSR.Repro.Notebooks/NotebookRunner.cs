using System.Diagnostics;
using System.Globalization;

namespace CFNSR.Repro.Notebooks;

/// <summary>Runs whole notebooks, each in a session of its own. The file that was read is never written.</summary>
public static class NotebookRunner
{
    /// <summary>A cell with this tag is left out where <see cref="RunSettings.SkipInCi"/> says so.</summary>
    public const string SkipInCi = "skip-in-ci";

    /// <summary>A cell with this tag must fail; the run goes on.</summary>
    public const string RaisesException = "raises-exception";

    /// <summary>Runs a notebook from its first cell to its last, or to the first that fails; its folder is the current folder meanwhile.</summary>
    /// <param name="notebook">The notebook; it is not changed.</param>
    /// <param name="settings">Parameters, engine and limits.</param>
    /// <param name="live">Hears each cell's outputs at once.</param>
    /// <param name="after">Hears each cell's end.</param>
    /// <param name="stop">Interrupts the run.</param>
    /// <exception cref="KitException">A parameter does not fit, or the engine does not start.</exception>
    public static NotebookRun Run(Notebook notebook, RunSettings settings, Action<NotebookCell, CellOutput>? live = null, Action<NotebookCell, CellResult>? after = null, CancellationToken stop = default)
    {
        var clock = Stopwatch.StartNew();
        Notebook executed = notebook.Copy();
        CheckLanguage(executed);
        NotebookParameters.Apply(executed, settings.Parameters, settings.Environment);
        var results = new List<CellResult>();
        string? failure = null;
        string before = Environment.CurrentDirectory;
        string file = Path.GetFullPath(notebook.File), running = "";
        EventHandler ended = (_, _) => Ended(running);
        using ICellEngine engine = settings.Engine == EngineChoice.Interactive ? new InteractiveKernel(file, settings.Limits) : new NotebookEngine(file, settings.Limits);
        try
        {
            AppDomain.CurrentDomain.ProcessExit += ended;
            Environment.CurrentDirectory = Path.GetDirectoryName(file)!;
            foreach (NotebookCell cell in executed.Cells.Where(c => c.IsCode))
            {
                running = Place(notebook, cell);
                CellResult result = settings.SkipInCi && cell.Tags.Contains(SkipInCi)
                    ? new CellResult(cell.Number, CellStatus.Skipped, [], TimeSpan.Zero, engine.ExecutionCount)
                    : engine.Run(cell.Number, cell.Source, live is null ? null : output => live(cell, output), stop);
                results.Add(result);
                cell.SetOutputs(result);
                failure = Failure(notebook, cell, result);
                after?.Invoke(cell, result);
                if (failure is not null) break;
            }
        }
        finally
        {
            AppDomain.CurrentDomain.ProcessExit -= ended;
            Environment.CurrentDirectory = before;
        }
        return new NotebookRun(executed, results, failure, clock.Elapsed);
    }

    private static string Place(Notebook notebook, NotebookCell cell) =>
        string.Create(CultureInfo.InvariantCulture, $"{Path.GetFileName(notebook.File)}, cell {cell.Number}");

    private static void CheckLanguage(Notebook notebook)
    {
        if (notebook.OtherLanguage is { } whole)
            throw new KitException($"is written in {whole}", notebook.File, "C#", "Choose a C# kernel in the editor.");
        if (notebook.Cells.FirstOrDefault(c => c.IsCode && c.OtherLanguage is not null) is { } cell)
        {
            string what = string.Create(CultureInfo.InvariantCulture, $"cell {cell.Number} is written in {cell.OtherLanguage}");
            throw new KitException(what, notebook.File, "C#");
        }
    }

    /// <summary>A cell can end the process (Environment.Exit); that must not look like success.</summary>
    private static void Ended(string place)
    {
        OutputCollector.Current = null;
        Console.Error.WriteLine($"cfnsr: {place}: the process ended while this cell ran; the notebook is not finished");
        Environment.ExitCode = 1;
    }

    private static string? Failure(Notebook notebook, NotebookCell cell, CellResult result)
    {
        string place = Place(notebook, cell);
        return (result.Status, cell.Tags.Contains(RaisesException)) switch
        {
            (CellStatus.Fine, true) => $"{place}: is tagged {RaisesException} but ran to its end",
            (CellStatus.Fine or CellStatus.Skipped, _) or (CellStatus.CompileError or CellStatus.Threw, true) => null,
            _ => $"{place}: {result.Error}",
        };
    }
}
