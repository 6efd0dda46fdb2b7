using System.Reflection;
using System.Text.RegularExpressions;

namespace CFNSR.Repro.Tests.Standins;

/// <summary>A stand-in offers nothing that the real package lacks: every public or protected member is in the package's listing, api.txt.</summary>
public partial class ApiTests
{
    private static string Folder => Path.Combine(TestData.Root, "environment", "standins");

    public static TheoryData<string> Standins => new(Directory.GetFiles(Folder, "api.txt", SearchOption.AllDirectories).Select(f => Path.GetRelativePath(Folder, Path.GetDirectoryName(f)!)));

    [Theory]
    [MemberData(nameof(Standins))]
    public void Every_member_of_a_standin_is_in_the_real_package(string standin)
    {
        string folder = Path.Combine(Folder, standin);
        Match named = AssemblyName().Match(File.ReadAllText(Directory.GetFiles(folder, "*.csproj").Single()));
        Assembly assembly = Assembly.Load(named.Success ? named.Groups[1].Value : standin);
        Dictionary<string, HashSet<string>> real = ApiListing.Read(Path.Combine(folder, "api.txt")), here = ApiListing.Of(assembly);
        Assert.NotEmpty(here);
        string[] absent = [.. here.SelectMany(type => real.TryGetValue(type.Key, out HashSet<string>? members)
            ? type.Value.Except(members).Select(m => $"{type.Key}: {m}")
            : [$"type {type.Key}"])];
        Assert.True(absent.Length == 0, $"{absent.Length} not in the real package:\n" + string.Join('\n', absent.Take(40)));
    }

    [GeneratedRegex("<AssemblyName>(.*?)</AssemblyName>")]
    private static partial Regex AssemblyName();
}
