using System.CommandLine;
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
            Console.Error.WriteLine($"cfnsr: see 'cfnsr {PathOf(parsed)}--help'");
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
        try
        {
            var configuration = new InvocationConfiguration { EnableDefaultExceptionHandler = false, ProcessTerminationTimeout = null };
            return await parsed.InvokeAsync(configuration, stop.Token).ConfigureAwait(false);
        }
        catch (KitException e)
        {
            Console.Error.WriteLine($"cfnsr: {e.Message}");
            return ExitCode.BadInput;
        }
        catch (OperationCanceledException)
        {
            Console.Error.WriteLine("cfnsr: stopped; what was finished is kept, the same command goes on from there");
            return ExitCode.Failed;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            Console.Error.WriteLine($"cfnsr: {e.Message}. Check that the folder can be written to and that the disk has room, then run the same command again.");
            return ExitCode.Failed;
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

    private static string PathOf(ParseResult parsed) =>
        parsed.CommandResult.Command is RootCommand ? "" : parsed.CommandResult.Command.Name + " ";
}
