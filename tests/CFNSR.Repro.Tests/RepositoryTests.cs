using System.Text.RegularExpressions;

namespace CFNSR.Repro.Tests;

public sealed class RepositoryTests
{
    /// <summary>The library's folders in the order in which data flows through them.</summary>
    private static readonly string[] Layers = ["Data", "Features", "Models", "Scores", "Training", "Evaluation", "Figures"];

    [Fact]
    public void The_clone_is_found_from_the_kits_own_folder()
    {
        Assert.Equal(TestData.Root, Repository.Root);
        Assert.True(File.Exists(Repository.At("data", "paper", "table2.json")));
    }

    [Fact]
    public void A_folder_of_the_library_uses_only_those_to_its_left()
    {
        string library = Repository.At("lib", "CFNSR.Repro");
        Assert.Equal(Layers.Order(StringComparer.Ordinal), Directory.GetDirectories(library).Select(Path.GetFileName).Where(name => name is not ("bin" or "obj")).Order(StringComparer.Ordinal));
        var backwards = new List<string>();
        foreach (var (layer, at) in Layers.Select((layer, at) => (layer, at)))
        {
            var later = new Regex($@"\bCFNSR\.Repro\.({string.Join('|', Layers[(at + 1)..])})\b");
            foreach (string file in Directory.GetFiles(Path.Combine(library, layer), "*.cs", SearchOption.AllDirectories))
            {
                if (at + 1 < Layers.Length && later.IsMatch(File.ReadAllText(file))) backwards.Add(Path.GetRelativePath(library, file));
            }
        }

        Assert.Empty(backwards);
    }
}
