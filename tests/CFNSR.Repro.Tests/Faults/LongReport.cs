using System.Globalization;
using CFNSR.Repro.Training;

namespace CFNSR.Repro.Tests.Faults;

/// <summary>The outcome of tests in their long form, one line a test, in a file of data/results/faults.</summary>
/// <param name="File">The file's name.</param>
/// <param name="Variable">The environment variable that asks for the long form; without it nothing is written.</param>
/// <param name="Head">The file down to the table's first line: title and the command that makes it again.</param>
internal sealed record LongReport(string File, string Variable, string Head)
{
    /// <summary>Processes that were killed.</summary>
    public static LongReport Kills { get; } = new("kills.md", "CFNSR_KILLS", """
        # Kill tests, long form

        Made again by `CFNSR_KILLS=50 environment/test.sh "FullyQualifiedName~KillTests|FullyQualifiedName~ResumeTests"`, which writes the lines below.
        What a line means: [README](../README.md#faults).

        | what was killed | outcome | commit | hardware | date |
        |---|---|---|---|---|
        """);

    /// <summary>Files that were spoilt.</summary>
    public static LongReport Fuzz { get; } = new("fuzz.md", "CFNSR_FUZZ", """
        # Spoilt files, long form

        Made again by `CFNSR_FUZZ=5000 environment/test.sh FullyQualifiedName~FuzzTests`, which writes the lines below. Each spoilt file was read, or refused with
        the kit's one exception type; nothing else was thrown, nothing took five seconds or memory out of proportion. The files are other ones every time.

        | what was spoilt | outcome | commit | hardware | date |
        |---|---|---|---|---|
        """);

    /// <summary>Replaces the test's line; does nothing in the short form.</summary>
    public void Write(string what, string outcome)
    {
        if (Environment.GetEnvironmentVariable(Variable) is not { Length: > 0 }) return;
        string file = Path.Combine(TestData.Root, "data", "results", "faults", File);
        string[] others = System.IO.File.Exists(file) ? System.IO.File.ReadAllLines(file)[Head.Split('\n').Length..] : [];
        string line = string.Create(CultureInfo.InvariantCulture,
            $"| {what} | {outcome} | {RunEnvironment.Commit[..8]} | {RunEnvironment.Processor} | {DateTime.UtcNow:yyyy-MM-dd} |");
        var lines = others.Where(other => !other.StartsWith($"| {what} |", StringComparison.Ordinal)).Append(line).Order(StringComparer.Ordinal);
        AtomicFile.WriteText(file, Head + "\n" + string.Concat(lines.Select(text => text + "\n")));
    }
}
