using System.Diagnostics;
using System.Globalization;

namespace CFNSR.Repro.Cli.Commands;

/// <summary>
/// Several runs at the same time, each in a process of its own on one thread: networks as small as these do not use two. The processes are this
/// command again with <c>--share i/n</c>, which trains every n-th pair of fold and seed and prints nothing; they end with this process, however it ends.
/// </summary>
internal static class Jobs
{
    private static readonly string[] Dropped = ["--jobs", "--data", "--store"]; // with their values

    /// <summary>Runs the shares and waits. What one could not do is left for the command itself, which says why.</summary>
    /// <param name="jobs">How many.</param>
    /// <param name="store">The clip store.</param>
    /// <param name="progress">Told now and then.</param>
    /// <param name="stop">Ends them.</param>
    public static void Run(int jobs, string store, Action progress, CancellationToken stop)
    {
        string[] arguments = [.. Arguments(Environment.GetCommandLineArgs()[1..]), "--store", store, "threads=1"];
        Process[] processes = [.. Enumerable.Range(1, jobs).Select(share => Start([.. arguments, "--share", string.Create(CultureInfo.InvariantCulture, $"{share}/{jobs}")]))];
        try
        {
            while (processes.Any(process => !process.WaitForExit(TimeSpan.FromSeconds(1))))
            {
                progress();
                stop.ThrowIfCancellationRequested();
            }
        }
        finally
        {
            foreach (Process process in processes)
            {
                process.StandardInput.Close(); // a share that is still at work stops after its step
                process.WaitForExit();
                process.Dispose();
            }
        }
    }

    /// <summary>A token that is cancelled when the process that started this share is gone.</summary>
    public static CancellationToken WithParent(CancellationToken stop)
    {
        var source = CancellationTokenSource.CreateLinkedTokenSource(stop);
        new Thread(() =>
        {
            while (Console.In.Read() >= 0)
            {
                // nothing is ever written
            }

            source.Cancel();
        }) { IsBackground = true, Name = "parent" }.Start();
        return source.Token;
    }

    private static IEnumerable<string> Arguments(string[] given)
    {
        for (int i = 0; i < given.Length; i++)
        {
            if (Dropped.Contains(given[i])) i++;
            else if (!Dropped.Any(name => given[i].StartsWith(name + "=", StringComparison.Ordinal)) && !given[i].StartsWith("store=", StringComparison.Ordinal)) yield return given[i];
        }
    }

    private static Process Start(string[] arguments)
    {
        var start = new ProcessStartInfo(Environment.ProcessPath!) { RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true };
        if (Path.GetFileNameWithoutExtension(Environment.ProcessPath) == "dotnet") start.ArgumentList.Add(typeof(Jobs).Assembly.Location);
        foreach (string argument in arguments) start.ArgumentList.Add(argument);
        Process process = Process.Start(start)!;
        process.OutputDataReceived += (_, _) => { };
        process.ErrorDataReceived += (_, _) => { };
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        return process;
    }
}
