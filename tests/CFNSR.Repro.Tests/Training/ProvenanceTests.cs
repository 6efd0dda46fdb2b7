using CFNSR.Repro.Training;

namespace CFNSR.Repro.Tests.Training;

public class ProvenanceTests
{
    [Fact]
    public void Lists_of_commits_are_joined_without_repeats()
    {
        Assert.Equal("a and b and c", Provenance.Words(["b and c", "a", "c"]));
        Assert.Equal("a", Provenance.Words(["a", "a"]));
    }
}
