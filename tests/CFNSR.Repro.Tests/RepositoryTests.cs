namespace CFNSR.Repro.Tests;

public sealed class RepositoryTests
{
    [Fact]
    public void The_clone_is_found_from_the_kits_own_folder()
    {
        Assert.Equal(TestData.Root, Repository.Root);
        Assert.True(File.Exists(Repository.At("data", "paper", "table2.json")));
    }
}
