using CFNSR.Repro.Evaluation.Robustness;
using CFNSR.Repro.Figures;
using CFNSR.Repro.Training;
using Plotly.NET;

namespace CFNSR.Repro.Tests.Figures;

/// <summary>What a notebook shows while a long job runs.</summary>
public class LiveTests
{
    [Fact]
    public void Curves_grow_epoch_by_epoch_and_start_anew_with_another_run()
    {
        var shown = new List<string>();
        var curves = new LiveCurves(chart => shown.Add(GenericChart.toFigureJson(chart)));
        curves.Report(new("a", 1, 3, 1, 2, 1.5));
        Assert.Empty(shown);
        foreach (int epoch in (int[])[1, 2]) curves.Report(new("a", epoch, 3, 2, 2, 1.5, Epoch(epoch)));
        curves.Report(new("b", 1, 3, 2, 2, 1.5, Epoch(1)));
        Assert.Equal(["[1]", "[1,2]", "[1]"], shown.Select(FirstX));
    }

    [Fact]
    public void A_line_shows_ends_of_epochs_always_and_steps_now_and_then()
    {
        var shown = new List<string>();
        var line = new LiveLine(shown.Add);
        for (int step = 1; step <= 50; step++) line.Report(new TrainingProgress("a", 1, 3, step, 50, 1.25));
        Assert.Equal("a: epoch 1 of 3, step 1 of 50, loss 1.250", shown[0]);
        Assert.InRange(shown.Count, 1, 10);
        line.Report(new TrainingProgress("a", 1, 3, 50, 50, 1.25, Epoch(1)));
        line.Report(new TrainingProgress("a", 1, 3, 50, 50, 1.25, Note: "passed over"));
        line.Report(new RobustnessProgress(4, 4, "fold 1"));
        Assert.Equal(["a: epoch 1 of 3 done, training loss 1.500, test accuracy 40.0 %", "a: passed over", "4 of 4: fold 1"], shown[^3..]);
    }

    private static EpochRecord Epoch(int epoch) => new(epoch, epoch, 1.5, 0.5, null, null, null, 1.75, 0.4, 0.4, 1e-3, 1);

    private static string FirstX(string figure) => System.Text.Json.JsonDocument.Parse(figure).RootElement.GetProperty("data")[0].GetProperty("x").GetRawText();
}
