using System.Reflection;

namespace CFNSR.Repro.Tests.Standins;

/// <summary>A stand-in holds no public or protected member that its package lacks: api.txt beside it is the package's own listing.</summary>
public sealed class StandinApiTests
{
    public static TheoryData<string> Standins =>
        [.. Directory.GetFiles(Path.Combine(TestData.Root, "environment", "standins"), "api.txt", SearchOption.AllDirectories).Select(f => Path.GetFileName(Path.GetDirectoryName(f)!)).Order()];

    [Theory]
    [MemberData(nameof(Standins))]
    public void Every_member_exists_in_the_package(string standin)
    {
        var file = Path.Combine(AppContext.BaseDirectory, standin + ".dll");
        Assert.SkipUnless(File.Exists(file), $"{standin} is not referenced");
        var assembly = Assembly.LoadFrom(file);
        Assert.SkipUnless(File.Exists(Path.Combine(TestData.Root, "environment", "KitPackages.props")) && IsStandin(assembly, standin), "the kit runs over the packages");
        var real = ApiText.Read(File.ReadAllText(Path.Combine(TestData.Root, "environment", "standins", standin, "api.txt")));

        var lacking = new List<string>();
        var types = assembly.GetTypes().Where(ApiText.Visible).ToList();
        Assert.NotEmpty(types);
        foreach (var type in types)
        {
            var head = ApiText.Head(type);
            if (!real.ContainsKey(head)) { lacking.Add(head); continue; }
            var family = Family(real, head, []);
            lacking.AddRange(ApiText.Members(type).Where(m => !family.Contains(m)).Select(m => $"{head}: {m}"));
        }
        Assert.True(lacking.Count == 0, $"{lacking.Count} not in the package:\n{string.Join('\n', lacking.Take(40))}");
    }

    // Stand-ins are built in the repository; a package's assembly carries its company.
    private static bool IsStandin(Assembly assembly, string name) => assembly.GetCustomAttribute<AssemblyCompanyAttribute>()?.Company is null or "" || assembly.GetCustomAttribute<AssemblyCompanyAttribute>()!.Company == name;

    private static HashSet<string> Family(Dictionary<string, (string[] Bases, HashSet<string> Members)> types, string name, HashSet<string> seen)
    {
        if (!seen.Add(name) || !types.TryGetValue(name, out var type)) return [];
        return [.. type.Members, .. type.Bases.SelectMany(b => Family(types, b, seen))];
    }
}
