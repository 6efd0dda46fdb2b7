using System.Diagnostics;
using System.Globalization;
using CFNSR.Repro.Data;
using CFNSR.Repro.Evaluation;
using CFNSR.Repro.Features;
using CFNSR.Repro.Figures;
using CFNSR.Repro.Training;

namespace CFNSR.Repro.TestProcess;

/// <summary>A process that tests may kill, measure, or run as in another country.</summary>
public static class Program
{
    /// <summary>
    /// Arguments: the folder of the runs and a file with the experiment's JSON, to train its one fold and seed or go on where a killed process
    /// stopped; or <c>everything</c>, a culture, a data set, a clip store and the folder of the output.
    /// </summary>
    public static int Main(string[] args)
    {
        if (args is ["everything", var culture, var data, var store, var output])
        {
            Everything(CultureInfo.GetCultureInfo(culture), data, store, output);
            return 0;
        }

        var experiment = Experiment.FromJson(File.ReadAllText(args[1]));
        Folds.Train(experiment, args[0], [experiment.Fold], [experiment.Seed], progress: new Steps());
        using var self = Process.GetCurrentProcess();
        Console.Out.WriteLine(FormattableString.Invariant($"peak {self.PeakWorkingSet64}"));
        return 0;
    }

    /// <summary>From files to the report through the library, as a notebook does it, which leaves the culture as it finds it.</summary>
    private static void Everything(CultureInfo culture, string data, string store, string output)
    {
        CultureInfo.CurrentCulture = CultureInfo.CurrentUICulture = culture;
        CultureInfo.DefaultThreadCurrentCulture = CultureInfo.DefaultThreadCurrentUICulture = culture;
        Console.Out.WriteLine(Task.Run(() => $"{CultureInfo.CurrentCulture.Name} {1.5}").Result); // in the culture, to show that it holds on every thread
        string runs = Path.Combine(output, "runs");
        Experiment basis = Overrides.Apply(Presets.Get("smoke") with { Store = store }, ["epochs=1", "lr=0.0015", "threads=1", "validation_actors=1"]);
        ClipPreparer.Prepare(ClipIndex.Scan(data), Path.Combine(output, "store"), basis.ToPrepareOptions());
        var done = SystemsRunner.Train(["averaging"], basis, runs, [1, 2], [0]);
        foreach (var (system, readers) in done)
            FoldsSummary.Of([.. readers], system, "command", "made-up clips", readers[0].Report.DataHash ?? "").Write(Path.Combine(runs, basis.Name, system));
        AtomicFile.WriteText(Path.Combine(output, "table2.md"), Comparison.ToMarkdown(Comparison.Rows(done.SelectMany(d => d.Runs).Select(r => r.Report))));
        AtomicFile.WriteText(Path.Combine(output, "paired.md"),
            PairedTests.ToMarkdown(PairedTests.Of([.. done.Select(d => (d.System, (IReadOnlyList<JudgedRun>)[.. d.Runs.Select(JudgedRun.Read)]))], "audio")));
        Report.Write(ReportBuilder.Build(runs, store, "command"), Path.Combine(output, "report.html"));
    }

    /// <summary>A line for every step, so that a test can kill the process at a moment that does not depend on the machine's speed.</summary>
    private sealed class Steps : IProgress<TrainingProgress>
    {
        public void Report(TrainingProgress value) => Console.Out.WriteLine("step");
    }
}
