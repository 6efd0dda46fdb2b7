namespace CFNSR.Repro.Cli;

/// <summary>`cfnsr`: the notebooks' verbs for the shell (DESIGN §8).</summary>
public static class Program
{
    /// <summary>Runs one command. Returns 0 fine, 1 the job failed, 2 wrong usage, 3 bad input.</summary>
    public static int Main(string[] args) => args.Length;
}
