namespace CFNSR.Repro.Tests.Faults;

/// <summary>The page data/results/faults/public-reports.md.</summary>
public class PublicReportsTests
{
    [Fact]
    public void Every_case_has_its_source_its_verdict_and_a_test_that_exists()
    {
        string[][] rows = [.. File.ReadLines(Path.Combine(TestData.Root, "data", "results", "faults", "public-reports.md"))
            .Where(line => line.StartsWith("| ", StringComparison.Ordinal)).Skip(1)
            .Select(line => line.Split('|', StringSplitOptions.TrimEntries))];
        Assert.Equal(74, rows.Length);
        var tests = typeof(PublicReportsTests).Assembly.GetTypes()
            .SelectMany(type => type.GetMethods().Select(method => $"{type.Name}.{method.Name}")).ToHashSet();
        Assert.All(rows, row =>
        {
            Assert.Equal(6, row.Length);
            Assert.Matches(@"^(beside the reports|[\w.-]+/[\w.-]+#\d+.*)$", row[2]);
            Assert.Matches(@"^(held|mended: .*before, .*|mended: .+|cannot be guarded: .+)", row[3]);
            if (row[3].StartsWith("cannot", StringComparison.Ordinal)) Assert.Empty(row[4]);
            else Assert.Contains(row[4], tests);
        });
    }
}
