namespace CFNSR.Repro.Cli;

/// <summary>The exit codes of every command.</summary>
public static class ExitCode
{
    /// <summary>The job was done.</summary>
    public const int Fine = 0;

    /// <summary>The job failed or was stopped.</summary>
    public const int Failed = 1;

    /// <summary>The command line is wrong.</summary>
    public const int Usage = 2;

    /// <summary>An input file, setting or data set is bad.</summary>
    public const int BadInput = 3;
}
