using System.Text.RegularExpressions;

namespace CFNSR.Repro.Tests;

public sealed partial class RepositoryTests
{
    [Fact]
    public void The_clone_is_found_from_the_kits_own_folder()
    {
        Assert.Equal(TestData.Root, Repository.Root);
        Assert.True(File.Exists(Repository.At("data", "paper", "table2.json")));
    }

    /// <summary>A program gets its arguments one by one, so that no file's name is ever read by a shell.</summary>
    [Fact]
    public void Programs_are_started_with_a_list_of_arguments()
    {
        int starts = 0;
        foreach (var (file, text) in Sources())
        {
            foreach (Match start in ProcessStart().Matches(text))
            {
                starts++;
                string arguments = start.Groups[1].Value;
                bool list = arguments.StartsWith('[') || ListArgument().IsMatch(text);
                Assert.True(list, $"{file}: {start.Value}");
            }

            Assert.DoesNotMatch(@"\.Arguments\s*=|\bArguments\s*=\s*[$""]|UseShellExecute\s*=\s*true|Process\.Start\(\s*\$?""", text);
        }

        Assert.True(starts >= 3, "the pattern finds nothing");
    }

    /// <summary>
    /// TorchSharp has functions that end the process on a bad argument instead of throwing (matmul with shapes that do not fit, autograd.grad with an
    /// unused input, cummax, Generator.set_state). The library uses none of them.
    /// </summary>
    [Fact]
    public void Functions_that_end_the_process_on_a_bad_argument_are_not_used()
    {
        foreach (var (file, text) in Sources())
        {
            Match found = Aborting().Match(text);
            Assert.False(found.Success, $"{file}: {found.Value}");
        }

        Assert.Matches(Aborting(), "a.matmul(b)");
        Assert.Matches(Aborting(), "torch.autograd.grad(x, y)");
    }

    /// <summary>What the sources cite of data/paper/models.md is a section that is there.</summary>
    [Fact]
    public void Cited_sections_exist()
    {
        string page = File.ReadAllText(Repository.At("data", "paper", "models.md"));
        var headings = Heading().Matches(page).Select(m => m.Groups[1].Value).ToHashSet();
        foreach (string section in Regex.Split(page, @"^## ", RegexOptions.Multiline).Where(text => text.StartsWith("0.", StringComparison.Ordinal) || text.StartsWith("5.", StringComparison.Ordinal)))
            headings.UnionWith(Item().Matches(section).Select(m => $"{section[0]}.{m.Groups[1].Value}"));   // findings and readings are numbered within
        var cited = Sources().SelectMany(s => Cited().Matches(s.Text).Select(m => (s.File, Section: m.Groups[1].Value))).ToArray();
        Assert.True(cited.Length > 100, "the pattern finds nothing");
        Assert.All(cited, c => Assert.True(headings.Contains(c.Section), $"{c.File} cites §{c.Section}"));
        Assert.DoesNotContain(Sources(), s => Uncited().IsMatch(s.Text));
    }

    private static IEnumerable<(string File, string Text)> Sources() =>
        Directory.EnumerateFiles(Path.Combine(TestData.Root, "lib"), "*.cs", SearchOption.AllDirectories).Select(file => (file, File.ReadAllText(file)));

    [GeneratedRegex(@"^#{2,3} (\d+(?:\.\d+)?)", RegexOptions.Multiline)]
    private static partial Regex Heading();

    [GeneratedRegex(@"^(?:\| )?(\d+)(?:\. | \|)", RegexOptions.Multiline)]
    private static partial Regex Item();

    [GeneratedRegex(@"data/paper/models\.md §(\d+(?:\.\d+)?)")]
    private static partial Regex Cited();

    /// <summary>The page without its folder, or one that is not in the repository.</summary>
    [GeneratedRegex(@"(?<!data/paper/)models\.md|DESIGN\b")]
    private static partial Regex Uncited();

    [GeneratedRegex(@"new ProcessStartInfo\(\s*[^,()]+,\s*([^)]*)\)")]
    private static partial Regex ProcessStart();

    [GeneratedRegex(@"(IEnumerable<string>|string\[\]|IReadOnlyList<string>) arguments\b")]
    private static partial Regex ListArgument();

    [GeneratedRegex(@"\.(matmul|cummax|set_state)\(|autograd\.grad\(")]
    private static partial Regex Aborting();
}
