using CFNSR.Repro.Evaluation;

namespace CFNSR.Repro.Tests.Evaluation;

public class McNemarTests
{
    [Fact]
    public void The_exact_p_equals_scipys_for_few_and_for_many_clips()
    {
        foreach (var golden in StatisticsGolden.Read()["mcnemar"]!.AsArray())
        {
            var test = new McNemar(5000, (int)golden!["first"]!, (int)golden["second"]!);
            double p = (double)golden["p"]!;
            Assert.Equal(p, test.P, 1e-9 * Math.Max(p, 1e-3));
        }
    }

    [Fact]
    public void Only_clips_that_one_system_alone_recognised_count()
    {
        var test = McNemar.Of([(true, true), (true, false), (true, false), (false, true), (false, false)]);
        Assert.Equal(new McNemar(5, 2, 1), test);
        Assert.Equal(1, test.P);
    }
}
