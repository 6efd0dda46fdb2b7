using System.Globalization;
using System.Text.Json;
using CFNSR.Repro.Training;

namespace CFNSR.Repro.Tests.Training;

public class LearningRateTests
{
    [Fact]
    public void One_cycle_follows_pytorch_at_every_step_that_was_written_down()
    {
        using var golden = JsonDocument.Parse(File.ReadAllText(TestData.Golden("training", "one_cycle.json")));
        int compared = 0;
        foreach (var schedule in golden.RootElement.GetProperty("schedules").EnumerateObject())
        {
            long steps = long.Parse(schedule.Name, CultureInfo.InvariantCulture);
            foreach (var rate in schedule.Value.EnumerateObject())
            {
                Assert.Equal(rate.Value.GetDouble(), LearningRate.Factor("one-cycle", long.Parse(rate.Name, CultureInfo.InvariantCulture), steps), 1e-12);
                compared++;
            }
        }

        Assert.True(compared > 40);
    }

    [Fact]
    public void One_cycle_starts_at_a_25th_and_ends_at_a_250000th()
    {
        Assert.Equal(0.04, LearningRate.Factor("one-cycle", 0, 100), 1e-15);
        Assert.Equal(1, LearningRate.Factor("one-cycle", 29, 100), 1e-15);
        Assert.Equal(4e-6, LearningRate.Factor("one-cycle", 99, 100), 1e-15);
        for (int steps = 1; steps < 200; steps++)
            for (int step = 0; step < steps; step++) Assert.InRange(LearningRate.Factor("one-cycle", step, steps), 3.9e-6, 1);
    }

    [Fact]
    public void Constant_is_1() => Assert.All(Enumerable.Range(0, 50), step => Assert.Equal(1, LearningRate.Factor("constant", step, 50)));
}
