using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using System.Runtime.InteropServices;
using CFNSR.Repro.Cli.Commands;

namespace CFNSR.Repro.Cli;

/// <summary>`cfnsr`: the notebooks' verbs for the shell.</summary>
public static class Program
{
    /// <summary>Runs one command line.</summary>
    /// <returns>0 fine, 1 the job failed or was stopped, 2 wrong usage, 3 bad input.</returns>
    public static async Task<int> Main(string[] args)
    {
        CultureInfo.CurrentCulture = CultureInfo.DefaultThreadCurrentCulture = CultureInfo.InvariantCulture;
        CultureInfo.CurrentUICulture = CultureInfo.DefaultThreadCurrentUICulture = CultureInfo.InvariantCulture;
        ParseResult parsed = Root().Parse(args);
        if (parsed.Errors.Count > 0)
        {
            foreach (var error in parsed.Errors) Console.Error.WriteLine($"cfnsr: {error.Message}");
            Console.Error.WriteLine($"cfnsr: see 'cfnsr {PathOf(parsed.CommandResult)}--help'");
            return ExitCode.Usage;
        }
        using var stop = new CancellationTokenSource();
        Console.CancelKeyPress += (_, e) =>
        {
            e.Cancel = !stop.IsCancellationRequested;   // the second Ctrl-C ends the process at once
            stop.Cancel();
        };
        using var terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, signal =>   // a batch system's notice before it kills
        {
            signal.Cancel = true;
            stop.Cancel();
        });
        var configuration = new InvocationConfiguration { EnableDefaultExceptionHandler = false, ProcessTerminationTimeout = null };
        return await Guarded(() => parsed.InvokeAsync(configuration, stop.Token)).ConfigureAwait(false);
    }

    /// <summary>Runs a job; whatever it throws becomes one line on standard error and an exit code.</summary>
    internal static async Task<int> Guarded(Func<Task<int>> job)
    {
        try
        {
            return await job().ConfigureAwait(false);
        }
        catch (Exception error)
        {
            (string line, int exit) = Failure.Of(error);
            Console.Error.WriteLine($"cfnsr: {line}");
            return exit;
        }
    }

    internal static RootCommand Root() => new("""
        CFNSR.Repro: CFNSR-MSAFNet on RAVDESS, reproduced.
          cfnsr doctor                                    is everything there?
          cfnsr data get DIR --what sound                 RAVDESS itself
          cfnsr avatars --actors 4 --out faces            a synthetic data set with sound and picture
          cfnsr train audio --data RAVDESS_DIR            the paper's audio stream on real sound
          cfnsr predict clip.wav --run RUN                one clip: eight probabilities, and a page of it
          cfnsr compare --store store                     Table 2: published beside ours
          cfnsr ablate --grid heads=1,2,4 --store store   what single settings are worth
          cfnsr honesty --store store                     what the ways of measuring are worth
          cfnsr robustness runs/demo --data faces         accuracy on spoilt clips: noise, blur, a stream missing
          cfnsr results                                   what was measured, with the command that makes it again
          cfnsr report --runs runs --out report           curves, confusion matrix, Table 2
          cfnsr notebook run 00 --html pages              a notebook, cell by cell, as a page
        Exit codes: 0 fine, 1 the job failed, 2 wrong usage, 3 bad input.
        """)
    {
        DoctorCommand.Create(),
        AvatarsCommand.Create(),
        DataCommand.Create(),
        PrepareCommand.Create(),
        TrainCommand.Create(),
        EvaluateCommand.Create(),
        PredictCommand.Create(),
        CompareCommand.Create(),
        AblateCommand.Create(),
        HonestyCommand.Create(),
        RobustnessCommand.Create(),
        ResultsCommand.Create(),
        ReportCommand.Create(),
        NotebookCommand.Create(),
    };

    private static string PathOf(SymbolResult? command) =>
        command is CommandResult { Command: not RootCommand } here ? $"{PathOf(here.Parent)}{here.Command.Name} " : "";
}
