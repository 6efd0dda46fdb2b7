using System.Globalization;
using CFNSR.Repro.Training;

namespace CFNSR.Repro.Tests.Faults;

/// <summary>The outcome of the long kill tests, one line a test, in data/results/faults/kills.md.</summary>
internal static class KillReport
{
    private const string Head = """
        # Kill tests, long form

        Made again by `CFNSR_KILLS=50 environment/test.sh "FullyQualifiedName~KillTests|FullyQualifiedName~ResumeTests"`, which writes the lines below.
        What a line means: [README](../README.md#faults).

        | what was killed | outcome | commit | hardware | date |
        |---|---|---|---|---|
        """;

    /// <summary>Replaces the test's line; does nothing in the short form.</summary>
    public static void Write(string what, string outcome)
    {
        if (Environment.GetEnvironmentVariable("CFNSR_KILLS") is not { Length: > 0 }) return;
        string file = Path.Combine(TestData.Root, "data", "results", "faults", "kills.md");
        string[] others = File.Exists(file) ? File.ReadAllLines(file)[Head.Split('\n').Length..] : [];
        string line = string.Create(CultureInfo.InvariantCulture,
            $"| {what} | {outcome} | {RunEnvironment.Commit[..8]} | {RunEnvironment.Processor} | {DateTime.UtcNow:yyyy-MM-dd} |");
        var lines = others.Where(other => !other.StartsWith($"| {what} |", StringComparison.Ordinal)).Append(line).Order(StringComparer.Ordinal);
        AtomicFile.WriteText(file, Head + "\n" + string.Concat(lines.Select(text => text + "\n")));
    }
}
