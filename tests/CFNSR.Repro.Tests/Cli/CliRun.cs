using CFNSR.Repro.Cli;

namespace CFNSR.Repro.Tests.Cli;

/// <summary>One command line run in this process: exit code, standard output, standard error.</summary>
internal sealed record CliRun(int Exit, string Out, string Error)
{
    public static CliRun Of(params string[] args)
    {
        (TextWriter output, TextWriter error) = (Console.Out, Console.Error);
        using StringWriter newOutput = new(), newError = new();
        Console.SetOut(newOutput);
        Console.SetError(newError);
        try
        {
            return new(Program.Main(args).GetAwaiter().GetResult(), newOutput.ToString(), newError.ToString());
        }
        finally
        {
            Console.SetOut(output);
            Console.SetError(error);
        }
    }
}
